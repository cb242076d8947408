"""The documents flows check: for each, its steps and rules by the names flows cite."""

from functools import cache
from pathlib import Path

from config.located import read
from config.model import Strict, build


class Document(Strict):
    """A court's notice as data: where it comes from and what can be cited of it."""

    title: str
    court: str
    steps: dict[str, str]


_WITH_ECFCHECK = Path(__file__).parents[2] / "flows" / "documents"


def documents(flow: Path) -> dict[str, Document]:
    """Return the documents a flow can cite: those beside it, or else those that come with ecfcheck.

    Raises Problems when a document's file is wrong.
    """
    beside = flow.parent / "documents"
    return _in_folder(beside if beside.is_dir() else _WITH_ECFCHECK)


@cache
def _in_folder(folder: Path) -> dict[str, Document]:
    return {file.stem: build(read(file), Document) for file in sorted(folder.glob("*.yaml"))}
