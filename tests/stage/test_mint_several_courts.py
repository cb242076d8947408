"""One PACER account with an e-filing account at each of several courts, as the mint makes them."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from stage import passwords
from stage.courts import BY_ID

Mint = Callable[..., dict[str, Any]]
Order = Callable[[object], TestResponse]
Rows = Callable[[str], list[dict[str, Any]]]


def test_an_order_says_what_is_so_at_each_further_court(mint: Mint, rows: Rows) -> None:
    made = mint(ecf={"linked": True}, also={"ctb": {"may_file": False, "linked": True}, "ctm": {}})
    assert len(rows("pacer_account")) == 1
    assert [(row["court"], row["may_file"]) for row in rows("ecf_account")] == [
        ("ctd", 1),
        ("ctb", 0),
        ("ctm", 1),
    ]
    assert [row["court"] for row in rows("link")] == ["ctd", "ctb"]
    assert set(made["also"]) == {"ctb", "ctm"}


def test_each_of_the_accounts_has_a_login_and_a_password_of_its_own(mint: Mint, rows: Rows) -> None:
    made = mint(also={"ctb": {}, "ctm": {"password": "wrong"}})
    told = {"ctd": made["ecf"], **made["also"]}
    assert {one["name"] for one in told.values()} == {made["ecf"]["name"]}
    for row in rows("ecf_account"):
        account = told[row["court"]]
        assert row["login"] == account["login"]
        assert passwords.is_right(account["password"], row["password_hash"]) == (row["court"] != "ctm")


def test_further_courts_do_without_an_account_at_the_first(mint: Mint, rows: Rows) -> None:
    assert mint(ecf=None, also={"ctb": {"linked": True}})["ecf"] is None
    assert [row["court"] for row in rows("link")] == ["ctb"]


def test_who_may_file_at_two_courts_may_do_so_after_one_login(
    mint: Mint, enter: Callable[..., Any], menu: Callable[[Any], list[str]]
) -> None:
    assert "Civil" in menu(enter(mint(ecf={"linked": True}, also={"ctb": {"linked": True}})["pacer"]))


def test_an_order_for_one_court_is_answered_without_others(mint: Mint) -> None:
    assert mint()["also"] == {}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"also": []}, "also: input should be an object, not []"),
        ({"also": None}, "also: input should be an object, not null"),
        ({"also": {"ctx": {}}}, "also.ctx: unknown court; known courts are " + ", ".join(BY_ID)),
        ({"also": {"ctb": None}}, "also.ctb: input should be an object, not null"),
        (
            {"also": {"ctb": {"link": True}}},
            "also.ctb.link: unknown key; known keys are linked, may_file, password, locked",
        ),
        ({"also": {"ctb": {"linked": 1}}}, "also.ctb.linked: input should be a valid boolean, not 1"),
        (
            {"court": "ctb", "also": {"ctb": {}}},
            "also.ctb: is the request's own court; use ecf for its account",
        ),
        (
            {"pacer": {"kind": "legacy"}, "also": {"ctb": {"linked": True}}},
            "also.ctb.linked: a PACER account of the kind 'legacy' cannot be linked",
        ),
    ],
)
def test_what_is_wrong_with_a_further_court_is_named_and_nothing_is_made(
    order: Order, rows: Rows, body: dict[str, Any], problem: str
) -> None:
    answer = order(body)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": [problem]})
    assert rows("pacer_account") == []
