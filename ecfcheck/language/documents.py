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


@cache
def documents(folder: Path) -> dict[str, Document]:
    """Return the documents of a folder by their ids. Raises Problems when a file is wrong."""
    return {file.stem: build(read(file), Document) for file in sorted(folder.glob("*.yaml"))}
