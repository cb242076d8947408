"""Defines the kinds of federal court, and the standard wording that a court may replace."""

from collections.abc import Mapping, Sequence
from typing import Literal

Kind = Literal["district", "bankruptcy"]

FILING: Mapping[Kind, tuple[str, ...]] = {
    "district": ("Civil", "Criminal"),
    "bankruptcy": ("Bankruptcy", "Adversary"),
}
"""Menu entries that only an account with filing rights sees (facts B2)."""

E_FILING = "E-Filing (CM/ECF)"
"""The text of the website's link to CM/ECF (facts F1)."""

LINK_ENTRY = "Link a CM/ECF account to my PACER account"
"""The text of the link in Utilities that starts the link procedure, at both kinds of court (facts C)."""

LINK_HEADING = "Your Account"
"""The heading above that link (facts F5)."""

_AFTER_FILING = ("Query", "Reports", "Utilities", "Search", "Help", "Log Out")
_SAME_ENTRY = {"logout": "log out", "bankruptcy": "civil", "adversary": "criminal"}


def build_standard_menu(kind: Kind) -> tuple[str, ...]:
    """Return the standard menu bar of a kind of court, for accounts that may file (facts B2)."""
    return (*FILING[kind], *_AFTER_FILING)


def select_menu_entries(documented: Sequence[str], menu: Sequence[str]) -> tuple[str, ...]:
    """Return the entries of a court's `menu` that correspond to a notice's `documented` ones.

    `menu` is the whole menu bar. The result has the court's own words and order. Documented entries that
    the court lacks are left out; entries of the court that are not standard are included.
    """
    documented_names = {_normalize_entry(name) for name in documented}
    standard = {_normalize_entry(name) for name in build_standard_menu("district")}
    return tuple(
        name
        for name in menu
        if _normalize_entry(name) in documented_names or _normalize_entry(name) not in standard
    )


def _normalize_entry(name: str) -> str:
    """Return a key that is equal for the same entry at two courts: `Logout` and `Log Out`."""
    return _SAME_ENTRY.get(name.casefold(), name.casefold())
