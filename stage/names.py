"""Invents names of people (like the document's John Attorney), firms, accounts and cases."""

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
    """Return PACER's and CM/ECF's name, of one person or of two.

    Only CM/ECF's name has a middle initial, so that a test notices a page that swaps the two.
    """
    first, last = secrets.choice(FIRST), secrets.choice(LAST)
    other_first, other_last = first, last
    if not match:
        other_first = _choose_other(FIRST, first)
        other_last = _choose_other(LAST, last)
    return f"{first} {last}", f"{other_first} {secrets.choice(string.ascii_uppercase)}. {other_last}"


def invent_firm() -> str:
    """Return a law firm's name, which cannot be mistaken for a person's."""
    partner = secrets.choice(LAST)
    return f"{partner} & {_choose_other(LAST, partner)} LLP"


def invent_parties(kind: str) -> tuple[str, str]:
    """Return plaintiff and defendant; in social security cases, the latter is the Commissioner."""
    plaintiff = secrets.choice(LAST)
    social_security = kind == "social_security"
    return plaintiff, "Commissioner of Social Security" if social_security else _choose_other(LAST, plaintiff)


def invent_user_name(name: str, kind: str) -> str:
    """Return a PACER user name for a person or a firm."""
    if kind == "shared_firm":
        return f"{''.join(filter(str.isalpha, name.lower()))}{draw_digits(5)}"
    first, last = name.lower().split()
    if kind == "legacy":
        return f"{first[0]}{last[0]}{draw_digits(4)}"  # a legacy account has six characters (facts C)
    return f"{first[0]}{last}{draw_digits(5)}"


def draw_digits(count: int) -> str:
    """Return random digits."""
    return "".join(secrets.choice(string.digits) for _ in range(count))


def find_free(invent: Callable[[], str], is_taken: Callable[[str], object]) -> str:
    """Return the first invented name that is not taken; raises RuntimeError if there is none."""
    for _ in range(TRIES):
        if not is_taken(candidate := invent()):
            return candidate
    raise RuntimeError("the stage has run out of names; start a fresh one")


def _choose_other(names: tuple[str, ...], taken: str) -> str:
    return secrets.choice([name for name in names if name != taken])
