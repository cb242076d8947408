"""Names of people that do not exist, in the style of the document's John Attorney."""

import secrets
import string

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


def _another(names: tuple[str, ...], taken: str) -> str:
    return secrets.choice([name for name in names if name != taken])
