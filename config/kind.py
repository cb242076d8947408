"""The kinds of federal court, and what CM/ECF calls by another name at each."""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["district", "bankruptcy"]

FILING: Mapping[Kind, frozenset[str]] = {
    "district": frozenset({"Civil", "Criminal"}),
    "bankruptcy": frozenset({"Bankruptcy", "Adversary"}),
}
"""What the menu bar has for an account that may file, and for no other (facts B2)."""

LINK_ENTRY = "Link a CM/ECF account to my PACER account"
"""The words for the link procedure at courts of both kinds (facts C); a court's own stand in its file."""
