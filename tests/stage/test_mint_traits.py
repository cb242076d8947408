"""What the mint makes of each trait that is ordered."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from stage import clock, passwords

Mint = Callable[..., dict[str, Any]]
Order = Callable[[object], TestResponse]
Rows = Callable[[str], list[dict[str, Any]]]


@pytest.mark.parametrize("kind", ["individual", "shared_firm", "admin", "legacy"])
def test_each_kind_of_pacer_account_can_be_minted(mint: Mint, rows: Rows, kind: str) -> None:
    made = mint(pacer={"kind": kind})
    (row,) = rows("pacer_account")
    assert row["kind"] == kind
    assert (len(made["pacer"]["user_name"]) == 6) == (kind == "legacy")


@pytest.mark.parametrize("status", ["active", "disabled", "update_required"])
def test_each_status_of_a_pacer_account_can_be_minted(mint: Mint, rows: Rows, status: str) -> None:
    mint(pacer={"status": status})
    (row,) = rows("pacer_account")
    assert row["status"] == status


def test_a_passcode_secret_is_given_when_it_is_ordered(mint: Mint) -> None:
    assert mint(pacer={"totp": True})["pacer"]["totp_secret"]


def test_a_firms_account_bears_the_name_of_a_firm_and_a_user_name_to_match(mint: Mint) -> None:
    made = mint(pacer={"kind": "shared_firm"})["pacer"]
    first, second = re.fullmatch(r"(\w+) & (\w+) LLP", made["name"]).groups()  # type: ignore[union-attr]
    assert first != second
    assert re.fullmatch(f"{first}{second}llp\\d{{5}}".lower(), made["user_name"])


@pytest.mark.parametrize("part", ["pacer", "ecf"])
def test_a_wrong_password_is_well_formed_and_not_the_accounts(mint: Mint, rows: Rows, part: str) -> None:
    for which in ("right", "wrong"):
        made = mint(**{part: {"password": which}})[part]
        stored = rows(f"{part}_account")[-1]["password_hash"]
        assert passwords.is_right(made["password"], stored) == (which == "right")
        assert len(made["password"]) == (16 if part == "pacer" else 12)


def test_a_new_password_is_another_than_the_accounts(mint: Mint) -> None:
    made = mint()["ecf"]
    assert len(made["new_password"]) == len(made["password"])
    assert made["new_password"] != made["password"]


def test_a_locked_login_has_seen_five_wrong_passwords_and_waits_five_minutes(mint: Mint, rows: Rows) -> None:
    before = clock.now()
    mint(ecf={"locked": True})
    (row,) = rows("ecf_account")
    assert row["wrong_passwords"] == 5
    assert before + 300 <= row["locked_until"] <= clock.now() + 300


@pytest.mark.parametrize("skips", [0, 1, 2, 3])
def test_an_account_can_be_minted_that_has_skipped_the_passcode(mint: Mint, rows: Rows, skips: int) -> None:
    mint(pacer={"totp": True, "skips": skips})
    (row,) = rows("pacer_account")
    assert row["skips"] == skips


@pytest.mark.parametrize("kind", ["civil", "social_security"])
@pytest.mark.parametrize("e_filing", ["order", "consent", "none"])
def test_each_kind_of_case_can_be_minted_and_its_number_bears_the_year(
    mint: Mint, rows: Rows, kind: str, e_filing: str
) -> None:
    made = mint(case={"kind": kind, "e_filing": e_filing})["case"]
    row = rows("court_case")[-1]
    assert (row["number"], row["title"]) == (made["number"], made["title"])
    assert (row["court"], row["kind"], row["e_filing"]) == ("ctd", kind, e_filing)
    assert re.fullmatch(rf"3:{clock.format_iso(clock.now())[2:4]}-cv-\d{{5}}", made["number"])
    assert re.fullmatch(r"\w+ v\. [\w ]+", made["title"])


@pytest.mark.parametrize("counsel", [True, False])
def test_the_minted_account_is_counsel_in_the_minted_case_or_is_not(
    mint: Mint, rows: Rows, *, counsel: bool
) -> None:
    mint(case={"counsel": counsel})
    assert len(rows("counsel")) == counsel


def test_every_order_gets_a_case_of_its_own(mint: Mint) -> None:
    assert len({mint(case={})["case"]["number"] for _ in range(5)}) == 5


def test_nobody_is_counsel_of_record_without_an_e_filing_account(order: Order, rows: Rows) -> None:
    answer = order({"ecf": None, "case": {}})
    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [
        "case.counsel: counsel of record needs an e-filing account (ecf)"
    ]
    assert order({"ecf": None, "case": {"counsel": False}}).status_code == 201
    assert rows("counsel") == []
