"""What may stand in a cell of a roster, and what is said of one in which something else stands."""

import re
from collections.abc import Collection, Iterator

from config.court import court_ids
from config.suggest import closest

EMPTY = "is empty"

# Files are named by it, and no file's name should be "..".
_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_SETTING = re.compile(r"[A-Z][A-Z0-9_]*")


def fault_of_alias(text: str) -> str | None:
    """Return what is wrong with an alias, None if nothing is."""
    if not text:
        return EMPTY
    if _ALIAS.fullmatch(text):
        return None
    shape = "at most 40 letters, digits, '.', '_' and '-', the first a letter or digit"
    return f"{text!r} should be {shape}: files are named by it"


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


def faults_of_courts(named: Collection[str], chosen: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the ids in a cell, where these courts are chosen, or none."""
    if not named and not chosen:
        yield "is empty, which means all chosen courts, and none is chosen by --court"
    known = {*chosen, *court_ids()}
    for court in dict.fromkeys(named):
        if court not in known:
            meant = closest(court, sorted(known))
            text = f"there is no court {court!r}" + (f"; did you mean {meant!r}?" if meant else "")
            yield f"{text} (`ecfcheck courts` lists them)"
        if tuple(named).count(court) > 1:
            yield f"{court!r} stands there twice"
