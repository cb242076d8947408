"""`ecfcheck settings`: writes a template of `.env` with what flows need at a court."""

import os
from pathlib import Path

import click

from config.court_selection import load_courts
from config.problem_collector import ProblemCollector
from config.yaml_file import ProblemsError
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.flow_selection import assign_persona, find_flow_files, select_flows
from ecfcheck.courts.settings_template import render_settings_template
from ecfcheck.flowfile.loader import load_flows

_OWNER_ONLY = 0o600


@click.command()
@click.argument("flows", nargs=-1)
@click.option("--court", "courts", multiple=True, help="A court's id or file, one for each release.")
@click.option("--persona", help="Who acts, instead of the personas that the flows name.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a new file, readable for you alone."
)
def settings(flows: tuple[str, ...], courts: tuple[str, ...], persona: str | None, out: Path | None) -> None:
    """Print a template of .env with what FLOWS (all if none is named) need at a court.

    Example: ecfcheck settings verify_linked --court ctd --out .env
    """
    with exit_on_user_error():
        problems = ProblemCollector()
        with problems.collect():
            loaded = load_flows(find_flow_files(flows))
        with problems.collect():
            chosen = load_courts(courts)
        problems.raise_any()
        if all(court.staged and court.port is None for court in chosen.values()):
            text = "a staged court creates its accounts and needs no settings; name the court that you check"
            raise ProblemsError.single("--court", f"{text}, such as --court ctd")
        selected = assign_persona(select_flows(loaded, chosen, are_named=bool(flows)), persona)
        template = render_settings_template(chosen, selected)
        if out:
            _write_private(out, template)
            click.echo(f"{out}: fill it in, then run the flows")
        else:
            click.echo(template, nl=False)


def _write_private(path: Path, text: str) -> None:
    """Write a new file that only its owner can read. Raises ProblemsError."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        raise ProblemsError.single(
            str(path), "is there already; name another file, and copy from it"
        ) from None
    except OSError as error:
        raise ProblemsError.single(str(path), f"cannot be written: {error.strerror}") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
