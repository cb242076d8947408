"""The mint: the accounts and cases it creates, by their traits."""

import re

import pytest

from stage import clock, passwords
from tests.stage.fixture_types import CallControl, Mint, ReadRows


def test_an_empty_request_mints_an_upgraded_individual_and_an_unlinked_filer(
    call_control: CallControl, read_rows: ReadRows
) -> None:
    answer = call_control("POST", "accounts")
    assert answer.status_code == 201
    made = answer.get_json()
    assert made["court"] == "ctd"
    assert set(made["pacer"]) == {"user_name", "name", "password", "totp_secret"}
    assert set(made["ecf"]) == {"login", "name", "password", "new_password"}
    assert made["case"] is None
    (pacer,) = read_rows("pacer_account")
    assert (pacer["kind"], pacer["status"], pacer["totp_secret"]) == ("individual", "active", None)
    assert (pacer["skips"], pacer["walks_away"]) == (0, 0)
    (ecf,) = read_rows("ecf_account")
    assert (ecf["court"], ecf["may_file"], ecf["locked_until"]) == ("ctd", 1, 0)
    assert read_rows("link") == []


def test_passwords_follow_pacers_rule_and_logins_begin_with_the_court(mint: Mint) -> None:
    made = mint()
    assert 14 <= len(made["pacer"]["password"]) <= 45
    assert len(made["pacer"]["user_name"]) > 6
    assert made["ecf"]["login"].startswith("ct")


def test_every_request_gets_new_accounts(mint: Mint) -> None:
    made = [mint() for _ in range(10)]
    assert len({one["pacer"]["user_name"] for one in made}) == 10
    assert len({one["ecf"]["login"] for one in made}) == 10
    assert len({one[part]["password"] for one in made for part in ("pacer", "ecf")}) == 20


def test_the_two_names_of_one_person_differ_by_a_middle_initial(mint: Mint) -> None:
    made = mint(names="match")
    first, initial, last = made["ecf"]["name"].split()
    assert made["pacer"]["name"] == f"{first} {last}"
    assert len(initial) == 2


def test_mismatched_names_have_no_part_in_common(mint: Mint) -> None:
    made = mint(names="mismatch")
    assert not set(made["ecf"]["name"].split()) & set(made["pacer"]["name"].split())


def test_a_pacer_account_can_be_minted_alone(mint: Mint, read_rows: ReadRows) -> None:
    assert mint(ecf=None)["ecf"] is None
    assert read_rows("ecf_account") == []


def test_odd_passwords_contain_special_characters(mint: Mint) -> None:
    made = mint(passwords="odd")
    odd = {made["pacer"]["password"], made["ecf"]["password"], made["ecf"]["new_password"]}
    assert len(odd) == 3
    for password in odd:
        assert set("\"&%  <é>'\\ß+😀") < set(password)


def test_linked_accounts_can_be_minted(mint: Mint, read_rows: ReadRows) -> None:
    mint(ecf={"linked": True})
    assert len(read_rows("link")) == 1


@pytest.mark.parametrize("kind", ["individual", "shared_firm", "admin", "legacy"])
def test_each_kind_of_pacer_account_can_be_minted(mint: Mint, read_rows: ReadRows, kind: str) -> None:
    made = mint(pacer={"kind": kind})
    (row,) = read_rows("pacer_account")
    assert row["kind"] == kind
    assert (len(made["pacer"]["user_name"]) == 6) == (kind == "legacy")


@pytest.mark.parametrize("status", ["active", "disabled", "update_required"])
def test_each_status_of_a_pacer_account_can_be_minted(mint: Mint, read_rows: ReadRows, status: str) -> None:
    mint(pacer={"status": status})
    (row,) = read_rows("pacer_account")
    assert row["status"] == status


def test_an_enrolled_account_has_a_passcode_secret(mint: Mint) -> None:
    assert mint(pacer={"totp": True})["pacer"]["totp_secret"]


def test_a_firms_account_has_a_firms_name_and_a_matching_user_name(mint: Mint) -> None:
    made = mint(pacer={"kind": "shared_firm"})["pacer"]
    first, second = re.fullmatch(r"(\w+) & (\w+) LLP", made["name"]).groups()  # type: ignore[union-attr]
    assert first != second
    assert re.fullmatch(f"{first}{second}llp\\d{{5}}".lower(), made["user_name"])


@pytest.mark.parametrize("part", ["pacer", "ecf"])
def test_a_wrong_password_is_well_formed(mint: Mint, read_rows: ReadRows, part: str) -> None:
    for which in ("right", "wrong"):
        made = mint(**{part: {"password": which}})[part]
        stored = read_rows(f"{part}_account")[-1]["password_hash"]
        assert passwords.is_right(made["password"], stored) == (which == "right")
        assert len(made["password"]) == (16 if part == "pacer" else 12)


def test_the_new_password_differs_from_the_current_one(mint: Mint) -> None:
    made = mint()["ecf"]
    assert len(made["new_password"]) == len(made["password"])
    assert made["new_password"] != made["password"]


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
    made = mint(case={"kind": kind, "e_filing": e_filing})["case"]
    row = read_rows("court_case")[-1]
    assert (row["number"], row["title"]) == (made["number"], made["title"])
    assert (row["court"], row["kind"], row["e_filing"]) == ("ctd", kind, e_filing)
    assert re.fullmatch(rf"3:{clock.format_iso(clock.now())[2:4]}-cv-\d{{5}}", made["number"])
    assert re.fullmatch(r"\w+ v\. [\w ]+", made["title"])


@pytest.mark.parametrize("counsel", [True, False])
def test_the_minted_account_can_be_counsel_in_the_minted_case(
    mint: Mint, read_rows: ReadRows, *, counsel: bool
) -> None:
    mint(case={"counsel": counsel})
    assert len(read_rows("counsel")) == counsel


def test_every_request_gets_a_new_case(mint: Mint) -> None:
    assert len({mint(case={})["case"]["number"] for _ in range(5)}) == 5


def test_further_accounts_have_their_own_traits(mint: Mint, read_rows: ReadRows) -> None:
    made = mint(ecf={"linked": True}, also={"ctb": {"may_file": False, "linked": True}, "ctm": {}})
    assert len(read_rows("pacer_account")) == 1
    assert [(row["court"], row["may_file"]) for row in read_rows("ecf_account")] == [
        ("ctd", 1),
        ("ctb", 0),
        ("ctm", 1),
    ]
    assert [row["court"] for row in read_rows("link")] == ["ctd", "ctb"]
    assert set(made["also"]) == {"ctb", "ctm"}


def test_each_account_has_its_own_login_and_password(mint: Mint, read_rows: ReadRows) -> None:
    made = mint(also={"ctb": {}, "ctm": {"password": "wrong"}})
    accounts = {"ctd": made["ecf"], **made["also"]}
    assert {one["name"] for one in accounts.values()} == {made["ecf"]["name"]}
    for row in read_rows("ecf_account"):
        account = accounts[row["court"]]
        assert row["login"] == account["login"]
        assert passwords.is_right(account["password"], row["password_hash"]) == (row["court"] != "ctm")


def test_further_accounts_do_not_need_one_at_the_first_court(mint: Mint, read_rows: ReadRows) -> None:
    assert mint(ecf=None, also={"ctb": {"linked": True}})["ecf"] is None
    assert [row["court"] for row in read_rows("link")] == ["ctb"]


def test_a_request_for_one_court_has_no_further_accounts(mint: Mint) -> None:
    assert mint()["also"] == {}
