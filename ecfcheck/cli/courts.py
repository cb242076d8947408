"""`ecfcheck courts` lists known courts; `forget-refusals` empties the ledger of refusals."""

from urllib.parse import urlsplit

import click

from config.court import Court, list_court_ids, load_court
from config.environ import read_environment
from config.yaml_file import ProblemsError
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.courts.ledger import open_ledger


@click.command()
@click.argument("word", default="")
def courts(word: str) -> None:
    """List the courts (those with WORD in their line): id, kind, name and CM/ECF host.

    Example: ecfcheck courts york
    """
    with exit_on_user_error():
        rows = [_create_row(id_, load_court(id_)) for id_ in list_court_ids()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        found = [line for line in lines if word.casefold() in line.casefold()]
        if not found:
            text = f"no court has {word!r} in its id, kind, name or host; `ecfcheck courts` lists all"
            raise ProblemsError.single("courts", text)
    click.echo("\n".join(found))


def _create_row(id_: str, court: Court) -> tuple[str, ...]:
    return id_, court.kind, court.name, urlsplit(court.ecf).hostname or ""


@click.command("forget-refusals")
def forget_refusals() -> None:
    """Forget which passwords courts refused: each may be typed once more.

    Example: ecfcheck forget-refusals
    """
    with exit_on_user_error():
        ledger = open_ledger(read_environment())
        result = "forgotten" if ledger.forget() else "nothing to forget: no password was refused"
        click.echo(f"{ledger.path}: {result}")
