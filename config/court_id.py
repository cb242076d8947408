"""A court's id: what `--court`, rosters and results call it."""

import re
from typing import Annotated

from pydantic import AfterValidator

from config.federal import load_federal_courts

_LONGEST = 40
_ID = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{_LONGEST - 1}}}")
_NOT_OF_AN_ID = re.compile(r"[^a-z0-9_-]+")


def is_court_id(text: str) -> bool:
    """Tell whether a text can be a court's id."""
    return _ID.fullmatch(text) is not None


def build_id(text: str) -> str:
    """Return a name as a court's id: in lower case, with `_` for what an id cannot hold."""
    return _NOT_OF_AN_ID.sub("_", text.lower()).lstrip("_-")[:_LONGEST] or "court"


def fault_of_staged_id(name: str) -> str | None:
    """Return why a staged court cannot have this id; None if it can.

    With a real court's id, an audit of a practice roster could contact the real court by accident.
    """
    real = load_federal_courts().get(name)
    if real is None:
        return None
    return (
        f"a staged court cannot be called {name!r}, the id of a real court ({real['name']}); call it"
        f" practice_{name}, for example: by its file's name, or by `id:` in the file"
    )


def _read_id(text: str) -> str:
    if not is_court_id(text):
        raise ValueError(f"{text!r} is not a court's id; write at most {_LONGEST} of a-z, 0-9, _ and -")
    return text


CourtId = Annotated[str, AfterValidator(_read_id)]
