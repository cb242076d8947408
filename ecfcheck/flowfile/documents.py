"""The documents flows check: for each, its steps and rules by the names flows cite."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.problem_collector import ProblemCollector
from config.validation import StrictModel, build_model
from config.yaml_file import read_yaml

_Phrase = Annotated[str, Field(min_length=1)]


class Entry(StrictModel):
    """One step or rule of a document: where it stands there, and what it says in our own words."""

    place: _Phrase
    says: _Phrase


class Document(StrictModel):
    """A court's notice as data: all that can be cited of it, in its order."""

    title: _Phrase
    court: _Phrase
    entries: Annotated[dict[str, Entry], Field(min_length=1)]


_WITH_ECFCHECK = Path(__file__).parents[2] / "flows" / "documents"


def load_documents(flow: Path) -> dict[str, Document]:
    """Return the documents a flow can cite: those beside it, or else those that come with ecfcheck.

    Raises Problems with all that is wrong with any of them.
    """
    beside = flow.parent / "documents"
    return _in_folder(beside.resolve() if beside.is_dir() else _WITH_ECFCHECK)


@cache
def _in_folder(folder: Path) -> dict[str, Document]:
    found: dict[str, Document] = {}
    problems = ProblemCollector()
    for file in sorted(folder.glob("*.yaml")):
        with problems.collect():
            found[file.stem] = build_model(read_yaml(file), Document)
    problems.raise_any()
    return found
