"""`ecfcheck init`: creates a project, a folder of one's own for the notices of another court."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from config.court import load_court
from config.court_kind import Kind
from config.project import Project, use_project
from config.yaml_file import Problem, ProblemsError, display_path
from ecfcheck import __version__
from ecfcheck.atomic_write import write_atomically
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.flowfile.schema import render_schema

_TEMPLATE = Path(__file__).parent / "project_template"
_SUFFIX = ".j2"
_HIDDEN = "dot-"
"""How the template's names begin where the project's begin with a dot."""

_MAX_NAMED = 3
"""How many files are named that would be overwritten; with more, the folder is a project already."""

_STAGED: Mapping[Kind, str] = {"district": "staged", "bankruptcy": "staged_bankruptcy"}
"""The staged court that plays the court of a new project, by its kind."""

_NEXT = """\
{folder}: created, with {count} files; they hold an example that works
next  cd {quoted}
      ecfcheck run      carries out the example on the staged court
      README.md         says what is where, and how to add a notice"""


@dataclass(frozen=True)
class _NewFile:
    path: Path
    content: str


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--kind",
    type=click.Choice(list(_STAGED)),
    default="district",
    show_default=True,
    help="The court's kind.",
)
def init(folder: Path, kind: Kind) -> None:
    """Create DIR, a project of your own for another court's notices.

    It has flows with their documents, pages, a court, personas, templates for settings and an audit, and a
    pipeline. What comes with ecfcheck can be used and extended there.

    Example: ecfcheck init my-notices --kind bankruptcy
    """
    with exit_on_user_error():
        files = _render_template(folder, kind)
        _require_free(folder, files)
        _write_files(folder, files)
        use_project(Project(folder.resolve()))
        schema = folder / "flows" / "flow.schema.json"
        _write_files(folder, [_NewFile(schema, render_schema())])
    name = display_path(folder)
    click.echo(_NEXT.format(folder=name, quoted=shlex.quote(name), count=len(files) + 1))


def _render_template(folder: Path, kind: Kind) -> list[_NewFile]:
    """Return the files of a new project, without its schema."""
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATE),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=False,
        autoescape=False,  # noqa: S701 - these are not web pages
    )
    values = {"kind": kind, "host": load_court(_STAGED[kind]).host_id, "version": __version__}
    return [
        _NewFile(folder / _name_file(name), templates.get_template(name).render(values))
        for name in templates.list_templates(extensions=[_SUFFIX.removeprefix(".")])
    ]


def _name_file(template: str) -> Path:
    """Return a file's name in the project: `dot-env.example.j2` is `.env.example`."""
    parts = template.removesuffix(_SUFFIX).split("/")
    return Path(*(f".{part.removeprefix(_HIDDEN)}" if part.startswith(_HIDDEN) else part for part in parts))


def _require_free(folder: Path, files: list[_NewFile]) -> None:
    """Require that no file would be overwritten. Raises ProblemsError with each that would."""
    text = "exists already; move it away, or name another folder"
    existing = sum(file.path.exists() for file in files)
    if existing > _MAX_NAMED:
        text = f"has {existing} files of a project already; name another folder, or move it away"
        raise ProblemsError.single(display_path(folder), text)
    taken = [Problem(display_path(file.path), None, text) for file in files if file.path.exists()]
    if folder.is_file():
        taken.append(Problem(display_path(folder), None, "is a file; name a folder"))
    if taken:
        raise ProblemsError(taken)


def _write_files(folder: Path, files: list[_NewFile]) -> None:
    """Write new files. Raises ProblemsError if the folder cannot be written to."""
    try:
        for file in files:
            write_atomically(file.path, file.content.encode())
    except OSError as error:
        text = f"cannot be created: {error.strerror}; name a folder that you can write to"
        raise ProblemsError.single(display_path(folder), text) from None
