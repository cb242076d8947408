"""A name on the screen that is not the one in the settings is a mistake of the settings, not drift."""

from typing import Any

import pytest

from config.account import Account, EcfCredentials, PacerCredentials
from config.secret import Secret
from ecfcheck.runner.wrong_names import find_wrong_names
from pages.decorators import Text

ACCOUNT = Account(
    pacer=PacerCredentials(user_name="jroe1234", password=Secret("hunter2"), name="Jane Roe"),
    ecf=EcfCredentials(login="jroe", name="Jane Roe"),
    settings={"pacer.name": "P_NAME", "ecf.name": "E_NAME", "pacer.user_name": "P_USER"},
)
ROWS = {"CM/ECF": "{ecf.name}", "PACER": "{pacer.name}"}


@pytest.mark.parametrize(
    ("documented", "seen", "wrong"),
    [
        (ROWS, {"CM/ECF": "Jane A. Roe", "PACER": "Jane Roe"}, ("E_NAME",)),
        (ROWS, {"CM/ECF": "John Doe", "PACER": "John Doe"}, ("E_NAME", "P_NAME")),
        (("Welcome, {pacer.name}.",), ("Welcome, Jane A. Roe.",), ("P_NAME",)),
        (("You are {pacer.name}",), Text("Good day. You are Jane A. Roe"), ("P_NAME",)),
        ({"Accounts": ("{pacer.name}", "{ecf.name}")}, {"Accounts": ("J. Roe", "Jane Roe")}, ("P_NAME",)),
        ({"Name": "{pacer.name} ({pacer.user_name})"}, {"Name": "J. Roe (jroe1234)"}, ("P_NAME",)),
    ],
)
def test_a_screen_that_differs_in_names_alone_names_their_settings(
    documented: Any, seen: Any, wrong: tuple[str, ...]
) -> None:
    assert find_wrong_names(documented, seen, ACCOUNT) == wrong


@pytest.mark.parametrize(
    ("documented", "seen"),
    [
        (ROWS, {"CM/ECF": "Jane Roe", "PACER": "Jane Roe"}),
        (ROWS, {"CM/ECF": "", "PACER": "Jane Roe"}),
        (ROWS, {"CM/ECF": "Jane A. Roe"}),
        (ROWS, {"CM/ECF": "Jane A. Roe", "PACER": "Jane Roe", "State": "CT"}),
        (("Welcome, {pacer.name}.", "Log out"), ("Welcome, Jane A. Roe.", "Leave")),
        (("Welcome, {pacer.name}.",), ("Welcome, Jane A. Roe.", "Log out")),
        (("Welcome, {pacer.name}.",), ("Hello, Jane A. Roe.",)),
        (("You are {pacer.name}",), Text("Good day.")),
        ({"Name": "{pacer.name} ({pacer.user_name})"}, {"Name": "J. Roe (kroe)"}),
        (("Log out",), ("Leave",)),
    ],
)
def test_a_screen_that_differs_in_other_words_has_drifted(documented: Any, seen: Any) -> None:
    assert find_wrong_names(documented, seen, ACCOUNT) == ()


def test_the_names_of_a_staged_account_are_never_wrong() -> None:
    staged = ACCOUNT.model_copy(update={"settings": {}})
    assert find_wrong_names(ROWS, {"CM/ECF": "John Doe", "PACER": "John Doe"}, staged) == ()
