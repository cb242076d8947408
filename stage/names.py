"""Invented names: of people in the style of the document's John Attorney, of firms, accounts and cases."""

import secrets
import string
from collections.abc import Callable

FIRST = ("Ada", "Alan", "Clara", "Edwin", "Flora", "Harold", "Ivy", "Jane", "John", "Laura", "Martin", "Rose")
LAST = (
    "Advocate",
    "Attorney",
    "Barrister",
    "Briefs",
    "Counsel",
    "Docket",
    "Litigator",
    "Pleader",
    "Solicitor",
)
TRIES = 1000


def invent_pair(*, match: bool) -> tuple[str, str]:
    """Return PACER's and CM/ECF's name: of one person, or plainly of two.

    CM/ECF's name alone has a middle initial, so that a page that exchanges the two can be told.
    """
    first, last = secrets.choice(FIRST), secrets.choice(LAST)
    other_first, other_last = first, last
    if not match:
        other_first = _another(FIRST, first)
        other_last = _another(LAST, last)
    return f"{first} {last}", f"{other_first} {secrets.choice(string.ascii_uppercase)}. {other_last}"


def invent_firm() -> str:
    """Return a law firm's name, which no reader takes for a person's."""
    partner = secrets.choice(LAST)
    return f"{partner} & {_another(LAST, partner)} LLP"


def invent_parties(kind: str) -> tuple[str, str]:
    """Return plaintiff and defendant of a case; for social security that is always the Commissioner."""
    plaintiff = secrets.choice(LAST)
    social_security = kind == "social_security"
    return plaintiff, "Commissioner of Social Security" if social_security else _another(LAST, plaintiff)


def user_name(name: str, kind: str) -> str:
    """Make up a PACER user name for a person or a firm."""
    if kind == "shared_firm":
        return f"{''.join(filter(str.isalpha, name.lower()))}{digits(5)}"
    first, last = name.lower().split()
    if kind == "legacy":
        return f"{first[0]}{last[0]}{digits(4)}"  # six characters are how a legacy account is known (facts C)
    return f"{first[0]}{last}{digits(5)}"


def digits(count: int) -> str:
    """Draw a number of so many digits."""
    return "".join(secrets.choice(string.digits) for _ in range(count))


def first_free(invent: Callable[[], str], taken: Callable[[str], object]) -> str:
    """Return the first invention that is not taken."""
    for _ in range(TRIES):
        if not taken(candidate := invent()):
            return candidate
    raise RuntimeError("the stage has run out of names; start a fresh one")


def _another(names: tuple[str, ...], taken: str) -> str:
    return secrets.choice([name for name in names if name != taken])
