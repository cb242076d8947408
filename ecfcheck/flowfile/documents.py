"""Loads the documents that flows check: their steps and rules, by the names that flows cite."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.court import list_court_ids
from config.problem_collector import ProblemCollector
from config.project import INCLUDED_FLOWS, Project, current_project
from config.suggest import find_closest
from config.validation import StrictModel, build_model
from config.yaml_file import ProblemsError, YamlFile, read_yaml

_Phrase = Annotated[str, Field(min_length=1)]


class Entry(StrictModel):
    """One step or rule of a document: its place there, and what it says in our own words."""

    place: _Phrase
    says: _Phrase


class Document(StrictModel):
    """A court's notice as data: all entries that flows can cite, in order."""

    title: _Phrase
    court: _Phrase
    entries: Annotated[dict[str, Entry], Field(min_length=1)]


_INCLUDED = INCLUDED_FLOWS / "documents"


def load_documents(flow: Path) -> dict[str, Document]:
    """Return the documents that a flow can cite, by file name, in the order of their names.

    They are in `documents` in the flow's folder, or else the included ones. A flow of the user's project can
    cite both. Raises ProblemsError.
    """
    own = (flow.parent / "documents").resolve()
    project = current_project()
    if project and own == project.documents:
        return _load_folder(_INCLUDED) | _load_folder(own, project)
    return load_folder_documents(flow)


def load_folder_documents(flow: Path) -> dict[str, Document]:
    """Return the documents that a flow's folder is about: its own, or else the included ones.

    Raises ProblemsError.
    """
    own = (flow.parent / "documents").resolve()
    return _load_folder(own, current_project()) if own.is_dir() else _load_folder(_INCLUDED)


def _require_known_court(document: Document, yaml_file: YamlFile) -> None:
    """Make sure that a document names a court that is known. Raises ProblemsError.

    Outside a project a court's file can be anywhere: there, only a name that is almost a court's is wrong.
    """
    project = current_project()
    own = project and (project.courts / f"{document.court}.yaml").is_file()
    if own or yaml_file.path.parent == _INCLUDED:  # the other courts take longer to list
        return
    known = list_court_ids()
    closest = find_closest(document.court, known)
    if document.court not in known and (project or closest):
        hint = f"did you mean {closest!r}?" if closest else "`ecfcheck courts` lists all courts"
        text = f"unknown court {document.court!r}; {hint}"
        raise ProblemsError([yaml_file.build_problem(("court",), text)])


@cache
def _load_folder(folder: Path, _project: Project | None = None) -> dict[str, Document]:
    """Return a folder's documents, which are read once for as long as a command works in a project."""
    documents: dict[str, Document] = {}
    problems = ProblemCollector()
    for file in sorted(folder.glob("*.yaml")):
        with problems.collect():
            yaml_file = read_yaml(file)
            documents[file.stem] = document = build_model(yaml_file, Document)
            _require_known_court(document, yaml_file)
    problems.raise_any()
    return documents
