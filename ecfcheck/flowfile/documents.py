"""Loads the documents that flows check: their steps and rules, by the names that flows cite."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.problem_collector import ProblemCollector
from config.project import INCLUDED_FLOWS, Project, current_project
from config.validation import StrictModel, build_model
from config.yaml_file import read_yaml

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


@cache
def _load_folder(folder: Path, _project: Project | None = None) -> dict[str, Document]:
    """Return a folder's documents, which are read once for as long as a command works in a project."""
    documents: dict[str, Document] = {}
    problems = ProblemCollector()
    for file in sorted(folder.glob("*.yaml")):
        with problems.collect():
            documents[file.stem] = build_model(read_yaml(file), Document)
    problems.raise_any()
    return documents
