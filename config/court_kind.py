"""The kinds of federal court, and the words of the notices for which a court may have words of its own."""

from collections.abc import Mapping, Sequence
from typing import Literal

Kind = Literal["district", "bankruptcy"]

FILING: Mapping[Kind, tuple[str, ...]] = {
    "district": ("Civil", "Criminal"),
    "bankruptcy": ("Bankruptcy", "Adversary"),
}
"""What the menu bar has for an account that may file, and for no other (facts B2)."""

E_FILING = "E-Filing (CM/ECF)"
"""The words of the website's link to CM/ECF (facts F1)."""

LINK_ENTRY = "Link a CM/ECF account to my PACER account"
"""The words of Utilities' link to the link procedure, at courts of both kinds (facts C)."""

LINK_HEADING = "Your Account"
"""The heading above that link (facts F5)."""

_AFTER_FILING = ("Query", "Reports", "Utilities", "Search", "Help", "Log Out")
_SAME_ENTRY = {"logout": "log out", "bankruptcy": "civil", "adversary": "criminal"}


def build_standard_menu(kind: Kind) -> tuple[str, ...]:
    """Return the menu bar of a court of this kind, as an account that may file sees it (facts B2)."""
    return (*FILING[kind], *_AFTER_FILING)


def select_menu_entries(documented: Sequence[str], menu: Sequence[str]) -> tuple[str, ...]:
    """Return what a court whose whole menu bar is `menu` shows where a notice shows `documented`.

    The court's own words and order count. What the notice's court has and this one lacks is left out; what
    this court has besides the standard entries is added.
    """
    wanted = {_entry(name) for name in documented}
    standard = {_entry(name) for name in build_standard_menu("district")}
    return tuple(name for name in menu if _entry(name) in wanted or _entry(name) not in standard)


def _entry(name: str) -> str:
    """Return what makes two entries the same one at two courts: `Logout` and `Log Out`."""
    return _SAME_ENTRY.get(name.casefold(), name.casefold())
