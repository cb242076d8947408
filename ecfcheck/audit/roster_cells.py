"""What may stand in a cell of a roster, and what is said of one in which something else stands."""

import re
from collections.abc import Collection, Iterator, Sequence

from config.suggest import find_closest

EMPTY = "is empty"

# Files are named by it, and no file's name should be "..".
_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
# Without a _, shorter than any password: those, and what passcodes are made of, would pass for names.
_SETTING = re.compile(r"(?=.{1,7}$|.*_)[A-Z][A-Z0-9_]*")
_ID = re.compile(r"[a-z]{2,6}")
_PRACTICE = "practice_"
"""How the ids of a practice firm's courts begin."""


def fault_of_alias(text: str) -> str | None:
    """Return what is wrong with an alias, None if nothing is."""
    if not text:
        return EMPTY
    if _ALIAS.fullmatch(text):
        return None
    shape = "at most 40 letters, digits, '.', '_' and '-', the first a letter or digit"
    # What stands there may be a password, in the wrong column.
    return f"should be {shape}: files are named by it"


def fault_of_setting(text: str) -> str | None:
    """Return what is wrong with the name of a setting, None if nothing is. It does not tell the text."""
    if not text:
        return EMPTY
    if _SETTING.fullmatch(text):
        return None
    # What stands there may be a password.
    return (
        "is no name of a setting, such as JROE_PASSWORD (capitals, digits and _); a roster never holds a"
        " secret: keep it in a setting, and write that setting's name here"
    )


def courts_of(text: str) -> tuple[str, ...]:
    """Return the courts' ids in a cell, which blanks, commas or semicolons part."""
    return tuple(re.findall(r"[^\s,;]+", text.lower()))


def faults_of_courts(
    named: Collection[str], chosen: Collection[str], known: Collection[str]
) -> Iterator[str]:
    """Yield what is wrong with the court ids in a cell, given the chosen and the known courts."""
    if not named and not chosen:
        yield "is empty, which means all chosen courts, and none is chosen by --court"
    for court in dict.fromkeys(named):
        if court not in known:
            yield f"{_no_court(court, sorted(known))} (`ecfcheck courts` lists them)"
        elif tuple(named).count(court) > 1:
            yield f"{court!r} stands there twice"


def _no_court(text: str, known: Sequence[str]) -> str:
    """Say that there is no such court, and tell the text only if it can be nothing else than an id."""
    meant = _closest_court(text, known)
    if text.startswith(_PRACTICE) and not meant:
        return f"there is no court {text!r}; its file, {text}.yaml, should be in the roster's folder"
    found = f"there is no court {text!r}" if _ID.fullmatch(text) else "what stands there is no court's id"
    return found + (f"; did you mean {meant!r}?" if meant else "")


def _closest_court(text: str, known: Sequence[str]) -> str | None:
    """Return the court that was meant; what all practice courts' ids begin with says nothing about it."""
    if not text.startswith(_PRACTICE):
        return find_closest(text, known)
    names = [court.removeprefix(_PRACTICE) for court in known if court.startswith(_PRACTICE)]
    meant = find_closest(text.removeprefix(_PRACTICE), names)
    return f"{_PRACTICE}{meant}" if meant else None
