"""Defines court ids: the names that `--court`, rosters and results use."""

import re
from typing import Annotated

from pydantic import AfterValidator

from config.federal import load_federal_courts

_LONGEST = 40
_ID = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{_LONGEST - 1}}}")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9_-]+")


def is_court_id(text: str) -> bool:
    """Return whether a text is a valid court id."""
    return _ID.fullmatch(text) is not None


def build_id(text: str) -> str:
    """Return a name as a court id: lowercase, with invalid characters replaced by `_`."""
    return _NOT_IN_AN_ID.sub("_", text.lower()).lstrip("_-")[:_LONGEST] or "court"


def find_staged_id_fault(name: str) -> str | None:
    """Return why a staged court cannot have this id, or None if it can.

    With a real court's id, an audit of a practice roster could contact the real court by accident.
    """
    real = load_federal_courts().get(name)
    if real is None:
        return None
    return (
        f"a staged court cannot have the id {name!r} of a real court ({real['name']}); use another id,"
        f" such as practice_{name}: rename the file, or set `id:` in it"
    )


def _read_id(text: str) -> str:
    if not is_court_id(text):
        raise ValueError(
            f"{text!r} is not a court id; use at most {_LONGEST} characters of a-z, 0-9, _ and -"
        )
    return text


CourtId = Annotated[str, AfterValidator(_read_id)]
