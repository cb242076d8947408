"""The mint: the accounts and cases it creates, by their traits."""

import re

import pytest

from stage import clock, passwords
from tests.helpers.stage_fixture_types import CallControl, Mint, ReadRows


def test_an_empty_request_mints_an_upgraded_individual_and_an_unlinked_filer(
    call_control: CallControl, read_rows: ReadRows
) -> None:
    answer = call_control("POST", "accounts")
    assert answer.status_code == 201
    accounts = answer.get_json()
    assert accounts["court"] == "ctd"
    assert set(accounts["pacer"]) == {"user_name", "name", "password", "totp_secret"}
    assert set(accounts["ecf"]) == {"login", "name", "password", "new_password"}
    assert accounts["case"] is None
    (pacer,) = read_rows("pacer_account")
    assert (pacer["kind"], pacer["status"], pacer["totp_secret"]) == ("individual", "active", None)
    assert (pacer["skips"], pacer["walks_away"]) == (0, 0)
    (ecf,) = read_rows("ecf_account")
    assert (ecf["court"], ecf["may_file"], ecf["locked_until"]) == ("ctd", 1, 0)
    assert read_rows("link") == []


def test_passwords_follow_pacers_rule_and_logins_begin_with_the_court(mint: Mint) -> None:
    accounts = mint()
    assert 14 <= len(accounts["pacer"]["password"]) <= 45
    assert len(accounts["pacer"]["user_name"]) > 6
    assert accounts["ecf"]["login"].startswith("ct")


def test_every_request_gets_new_accounts(mint: Mint) -> None:
    answers = [mint() for _ in range(10)]
    assert len({one["pacer"]["user_name"] for one in answers}) == 10
    assert len({one["ecf"]["login"] for one in answers}) == 10
    assert len({one[part]["password"] for one in answers for part in ("pacer", "ecf")}) == 20


def test_the_two_names_of_one_person_differ_by_a_middle_initial(mint: Mint) -> None:
    accounts = mint(names="match")
    first, initial, last = accounts["ecf"]["name"].split()
    assert accounts["pacer"]["name"] == f"{first} {last}"
    assert len(initial) == 2


def test_mismatched_names_have_no_part_in_common(mint: Mint) -> None:
    accounts = mint(names="mismatch")
    assert not set(accounts["ecf"]["name"].split()) & set(accounts["pacer"]["name"].split())


def test_a_pacer_account_can_be_minted_alone(mint: Mint, read_rows: ReadRows) -> None:
    assert mint(ecf=None)["ecf"] is None
    assert read_rows("ecf_account") == []


def test_odd_passwords_contain_special_characters(mint: Mint) -> None:
    accounts = mint(passwords="odd")
    odd = {accounts["pacer"]["password"], accounts["ecf"]["password"], accounts["ecf"]["new_password"]}
    assert len(odd) == 3
    for password in odd:
        assert set("\"&%  <é>'\\ß+😀") < set(password)


def test_linked_accounts_can_be_minted(mint: Mint, read_rows: ReadRows) -> None:
    mint(ecf={"linked": True})
    assert len(read_rows("link")) == 1


@pytest.mark.parametrize("kind", ["individual", "shared_firm", "admin", "legacy"])
def test_each_kind_of_pacer_account_can_be_minted(mint: Mint, read_rows: ReadRows, kind: str) -> None:
    accounts = mint(pacer={"kind": kind})
    (row,) = read_rows("pacer_account")
    assert row["kind"] == kind
    assert (len(accounts["pacer"]["user_name"]) == 6) == (kind == "legacy")


@pytest.mark.parametrize("status", ["active", "disabled", "update_required"])
def test_each_status_of_a_pacer_account_can_be_minted(mint: Mint, read_rows: ReadRows, status: str) -> None:
    mint(pacer={"status": status})
    (row,) = read_rows("pacer_account")
    assert row["status"] == status


def test_an_enrolled_account_has_a_passcode_secret(mint: Mint) -> None:
    assert mint(pacer={"totp": True})["pacer"]["totp_secret"]


def test_a_firms_account_has_a_firms_name_and_a_matching_user_name(mint: Mint) -> None:
    account = mint(pacer={"kind": "shared_firm"})["pacer"]
    first, second = re.fullmatch(r"(\w+) & (\w+) LLP", account["name"]).groups()  # type: ignore[union-attr]
    assert first != second
    assert re.fullmatch(f"{first}{second}llp\\d{{5}}".lower(), account["user_name"])


@pytest.mark.parametrize("part", ["pacer", "ecf"])
def test_a_wrong_password_is_well_formed(mint: Mint, read_rows: ReadRows, part: str) -> None:
    for which in ("right", "wrong"):
        account = mint(**{part: {"password": which}})[part]
        stored = read_rows(f"{part}_account")[-1]["password_hash"]
        assert passwords.is_right(account["password"], stored) == (which == "right")
        assert len(account["password"]) == (16 if part == "pacer" else 12)


def test_the_new_password_differs_from_the_current_one(mint: Mint) -> None:
    account = mint()["ecf"]
    assert len(account["new_password"]) == len(account["password"])
    assert account["new_password"] != account["password"]


def test_a_locked_login_has_five_wrong_passwords_and_five_minutes_left(
    mint: Mint, read_rows: ReadRows
) -> None:
    before = clock.now()
    mint(ecf={"locked": True})
    (row,) = read_rows("ecf_account")
    assert row["wrong_passwords"] == 5
    assert before + 300 <= row["locked_until"] <= clock.now() + 300


@pytest.mark.parametrize("skips", [0, 1, 2, 3])
def test_an_account_can_be_minted_with_passcode_skips(mint: Mint, read_rows: ReadRows, skips: int) -> None:
    mint(pacer={"totp": True, "skips": skips})
    (row,) = read_rows("pacer_account")
    assert row["skips"] == skips


@pytest.mark.parametrize("kind", ["civil", "social_security"])
@pytest.mark.parametrize("e_filing", ["order", "consent", "none"])
def test_each_kind_of_case_can_be_minted_with_the_year_in_its_number(
    mint: Mint, read_rows: ReadRows, kind: str, e_filing: str
) -> None:
    case = mint(case={"kind": kind, "e_filing": e_filing})["case"]
    row = read_rows("court_case")[-1]
    assert (row["number"], row["title"]) == (case["number"], case["title"])
    assert (row["court"], row["kind"], row["e_filing"]) == ("ctd", kind, e_filing)
    assert re.fullmatch(rf"3:{clock.format_iso(clock.now())[2:4]}-cv-\d{{5}}", case["number"])
    assert re.fullmatch(r"\w+ v\. [\w ]+", case["title"])


@pytest.mark.parametrize("counsel", [True, False])
def test_the_minted_account_can_be_counsel_in_the_minted_case(
    mint: Mint, read_rows: ReadRows, *, counsel: bool
) -> None:
    mint(case={"counsel": counsel})
    assert len(read_rows("counsel")) == counsel


def test_every_request_gets_a_new_case(mint: Mint) -> None:
    assert len({mint(case={})["case"]["number"] for _ in range(5)}) == 5


def test_further_accounts_have_their_own_traits(mint: Mint, read_rows: ReadRows) -> None:
    accounts = mint(ecf={"linked": True}, also={"ctb": {"may_file": False, "linked": True}, "ctm": {}})
    assert len(read_rows("pacer_account")) == 1
    assert [(row["court"], row["may_file"]) for row in read_rows("ecf_account")] == [
        ("ctd", 1),
        ("ctb", 0),
        ("ctm", 1),
    ]
    assert [row["court"] for row in read_rows("link")] == ["ctd", "ctb"]
    assert set(accounts["also"]) == {"ctb", "ctm"}


def test_each_account_has_its_own_login_and_password(mint: Mint, read_rows: ReadRows) -> None:
    accounts = mint(also={"ctb": {}, "ctm": {"password": "wrong"}})
    by_court = {"ctd": accounts["ecf"], **accounts["also"]}
    assert {one["name"] for one in by_court.values()} == {accounts["ecf"]["name"]}
    for row in read_rows("ecf_account"):
        account = by_court[row["court"]]
        assert row["login"] == account["login"]
        assert passwords.is_right(account["password"], row["password_hash"]) == (row["court"] != "ctm")


def test_further_accounts_do_not_need_one_at_the_first_court(mint: Mint, read_rows: ReadRows) -> None:
    assert mint(ecf=None, also={"ctb": {"linked": True}})["ecf"] is None
    assert [row["court"] for row in read_rows("link")] == ["ctb"]


def test_a_request_for_one_court_has_no_further_accounts(mint: Mint) -> None:
    assert mint()["also"] == {}
