"""Finds the user's project: a folder of their own flows, pages, courts and personas."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.validation import StrictModel, build_model
from config.yaml_file import ProblemsError, YamlFile, read_yaml

MARKER = "ecfcheck.yaml"
"""The file that makes a folder a project."""

OPTION = "--project"
VARIABLE = "ECFCHECK_PROJECT"
"""The environment variable that names the project, as the option does."""

PROJECT_HELP = f"A folder with a project of your own [{VARIABLE}, or the nearest folder with {MARKER}]."

INCLUDED_FLOWS = Path(__file__).parents[1] / "flows"
"""The flows that come with ecfcheck, with their documents."""


# Compared by identity: what was loaded of a project is kept for as long as a command works in it.
@dataclass(frozen=True, eq=False)
class Project:
    """A folder of a user's own, which adds to what comes with ecfcheck."""

    root: Path

    @property
    def marker(self) -> Path:
        """The file that says which courts the project is about."""
        return self.root / MARKER

    @property
    def flows(self) -> Path:
        """The folder of its flows."""
        return self.root / "flows"

    @property
    def documents(self) -> Path:
        """The folder of its documents."""
        return self.flows / "documents"

    @property
    def pages(self) -> Path:
        """The folder of its page objects."""
        return self.root / "pages"

    @property
    def courts(self) -> Path:
        """The folder of its courts."""
        return self.root / "config" / "courts"

    @property
    def personas(self) -> Path:
        """The file of its personas."""
        return self.root / "config" / "personas.yaml"


class ProjectSyntax(StrictModel):
    """The content of the marker file."""

    courts: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    """The courts of a run that names none: at most one for each release."""


def read_project_file(project: Project) -> tuple[ProjectSyntax, YamlFile]:
    """Return the content of a project's marker file, with positions. Raises ProblemsError."""
    yaml_file = read_yaml(project.marker)
    return build_model(yaml_file, ProjectSyntax), yaml_file


def find_project(named: str | Path | None, start: Path) -> Project | None:
    """Return the project named by the option, else by the variable, else the nearest one around `start`.

    Raises ProblemsError if the folder that is named is not a project.
    """
    origin, folder = (OPTION, named) if named else (VARIABLE, os.environ.get(VARIABLE))
    if folder:
        root = Path(folder).expanduser().resolve()
        if not (root / MARKER).is_file():
            text = f"{folder} is not a project: it has no {MARKER}; `ecfcheck init {folder}` creates one"
            raise ProblemsError.single(origin, text)
        return Project(root)
    start = start.resolve()
    return next((Project(one) for one in (start, *start.parents) if (one / MARKER).is_file()), None)


class _Process:
    """What this process works on."""

    project: Project | None = None


def use_project(project: Project | None) -> None:
    """Make this the project of the process, or none; a command does so before it loads anything."""
    _Process.project = project


def current_project() -> Project | None:
    """Return the project of the process, None if it works only with what comes with ecfcheck."""
    return _Process.project


def list_flow_files(project: Project | None) -> dict[str, Path]:
    """Return the flows by name: those that come with ecfcheck, and the project's in place of any of them."""
    folders = [INCLUDED_FLOWS, *([project.flows] if project else [])]
    return {file.stem: file for folder in folders for file in sorted(folder.glob("*.yaml"))}
