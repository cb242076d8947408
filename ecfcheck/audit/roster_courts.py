"""Reads the courts in a cell of a roster, and says which court was likely meant."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from config.federal import load_federal_courts
from config.suggest import find_closest

_COURT_ID = re.compile(r"[a-z]{2,6}")
_APPELLATE = re.compile(r"ca(\d{1,2}|dc|fc)")
_PRACTICE = "practice_"
"""The prefix of the ids of a practice firm's courts."""
_JOINED = re.compile(r"[a-z]{3,5}([/+|&.][a-z]{3,5})+")
_WORDS_BETWEEN = frozenset({"and", "or", "&", "+", "/"})
_EVERY = frozenset({"all", "any", "every", "*"})
_LISTED = "(`ecfcheck courts` lists them)"
_SWAPPED = "has no court's id, and the cell under name has; are name and courts swapped?"
_NAME_CUTOFF = 0.8


def split_courts(text: str) -> tuple[str, ...]:
    """Return the court ids in a cell, separated by blanks, commas or semicolons."""
    return tuple(re.findall(r"[^\s,;]+", text.lower()))


def check_courts(
    text: str, named: Sequence[str], chosen: Collection[str], known: Collection[str], name: str = ""
) -> Iterator[str]:
    """Yield what is wrong with the court ids `named` in a cell, given the chosen and the known courts.

    `name` is the text of the cell with the person's name.
    """
    under_name = split_courts(name)
    if named and under_name and {*under_name} <= {*known} and not {*named} & {*known}:
        yield _SWAPPED
        return
    if not named and not chosen:
        yield "is empty, which means all courts chosen by --court, but none is chosen; write the courts' ids"
    if not any(court in known for court in named) and (court := _find_by_name(text)):
        yield f"should be a court's id and not its name; did you mean {court!r}? {_LISTED}"
        return
    for court in dict.fromkeys(named):
        if court not in known:
            yield _describe_unknown_court(court, sorted(known))
        elif named.count(court) > 1:
            yield f"{court!r} is listed twice; remove one"


def _find_by_name(text: str) -> str | None:
    """Return the id of the federal court with a name like this, None if no name is similar."""
    words = " ".join(re.findall(r"[a-z]+", text.lower()))
    words = words.removeprefix("us ").removeprefix("u s ").removeprefix("united states ")
    is_bankruptcy = "bankruptcy" in words
    plain = words.removeprefix("bankruptcy court ").removeprefix("district court ").removeprefix("for the ")
    names = {
        row["name"].lower().removeprefix("bankruptcy court, "): id_
        for id_, row in load_federal_courts().items()
        if (row["kind"] == "bankruptcy") == is_bankruptcy
    }
    close = get_close_matches(plain, names, n=1, cutoff=_NAME_CUTOFF)
    return names[close[0]] if close else None


def _describe_unknown_court(text: str, known: Sequence[str]) -> str:
    """Return the message for an unknown court; quote the text only if it must be an id."""
    if text in _WORDS_BETWEEN:
        return f"{text!r} is not a court's id; separate the ids by blanks or commas alone"
    if text in _EVERY:
        return f"{text!r} is not a court's id; leave the cell empty, and choose the courts with --court"
    if _APPELLATE.fullmatch(text):
        return f"{text!r} is an appellate court, where ecfcheck cannot look; remove it"
    if _JOINED.fullmatch(text):
        return "this is not a court's id; separate several ids by blanks or commas"
    meant = _find_closest_court(text, known)
    if text.startswith(_PRACTICE) and not meant:
        return f"unknown court {text!r}; its file, {text}.yaml, should be in the roster's folder {_LISTED}"
    message = f"unknown court {text!r}" if _COURT_ID.fullmatch(text) else "this is not a court's id"
    return message + (f"; did you mean {meant!r}? {_LISTED}" if meant else f" {_LISTED}")


def _find_closest_court(text: str, known: Sequence[str]) -> str | None:
    """Return the court that was likely meant, ignoring the prefix that practice courts share."""
    if not text.startswith(_PRACTICE):
        # "SDNY" and "S.D.N.Y." are how lawyers write nysd.
        letters = sorted(text.replace(".", ""))
        same = next((court for court in known if sorted(court) == letters), None)
        return same or find_closest(text, known)
    names = [court.removeprefix(_PRACTICE) for court in known if court.startswith(_PRACTICE)]
    meant = find_closest(text.removeprefix(_PRACTICE), names)
    return f"{_PRACTICE}{meant}" if meant else None
