"""`ecfcheck courts`: the courts that `--court` knows by their ids."""

from urllib.parse import urlsplit

import click

from config.court import Court, list_court_ids, load_court
from config.yaml_file import ProblemsError
from ecfcheck.cli.errors import exit_on_user_error


@click.command()
@click.argument("word", default="")
def courts(word: str) -> None:
    """List the courts: id, kind, name and CM/ECF host; of all of them, those in whose line WORD stands."""
    with exit_on_user_error():
        rows = [_row(id_, load_court(id_)) for id_ in list_court_ids()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        found = [line for line in lines if word.casefold() in line.casefold()]
        if not found:
            text = (
                f"there is no court with {word!r} in its id, kind, name or host; `ecfcheck courts` lists all"
            )
            raise ProblemsError.single("courts", text)
    click.echo("\n".join(found))


def _row(id_: str, court: Court) -> tuple[str, ...]:
    return id_, court.kind, court.name, urlsplit(court.ecf).hostname or ""
