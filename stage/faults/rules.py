"""The rules of the stage that can be broken by name; each is decided in one place, which asks `is_broken`."""

from typing import Literal

RuleName = Literal[
    "accounts_in_good_standing",  # else PACER says that the account is disabled, whichever it is
    "confirmation_shows_ecf_name",  # else the link confirmation shows PACER's name in its place
    "link_shows_success",  # else the link is made, and the first screen is shown
]
