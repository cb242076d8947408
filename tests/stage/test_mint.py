"""The mint: what it makes, what it refuses, and who may ask it."""

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from stage import clock, database, passwords
from stage.courts import COURTS
from stage.settings import Settings

Mint = Callable[..., dict[str, Any]]
Order = Callable[[object], TestResponse]
Events = Callable[[], list[dict[str, Any]]]


def rows(settings: Settings, table: str) -> list[dict[str, Any]]:
    with closing(database.connect(settings.database)) as connection:
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608


def test_an_order_without_a_body_makes_an_upgraded_individual_and_an_unlinked_filer(
    app: Flask, settings: Settings
) -> None:
    headers = {"Authorization": f"Bearer {settings.token}"}
    answer = app.test_client().post(f"{settings.control}/accounts", headers=headers)
    assert answer.status_code == 201
    made = answer.get_json()
    assert made["court"] == "ctd"
    assert set(made["pacer"]) == {"user_name", "name", "password", "totp_secret"}
    assert set(made["ecf"]) == {"login", "name", "password", "new_password"}
    assert made["case"] is None
    (pacer,) = rows(settings, "pacer_account")
    assert (pacer["kind"], pacer["status"], pacer["totp_secret"]) == ("individual", "active", None)
    assert (pacer["skips"], pacer["walks_away"]) == (0, 0)
    (ecf,) = rows(settings, "ecf_account")
    assert (ecf["court"], ecf["may_file"], ecf["locked_until"]) == ("ctd", 1, 0)
    assert rows(settings, "link") == []


def test_passwords_follow_pacers_rule_and_logins_look_like_the_courts(mint: Mint) -> None:
    made = mint()
    assert 14 <= len(made["pacer"]["password"]) <= 45
    assert len(made["pacer"]["user_name"]) > 6
    assert made["ecf"]["login"].startswith("ct")


def test_no_two_orders_get_the_same_account(mint: Mint) -> None:
    made = [mint() for _ in range(10)]
    assert len({one["pacer"]["user_name"] for one in made}) == 10
    assert len({one["ecf"]["login"] for one in made}) == 10
    assert len({one[part]["password"] for one in made for part in ("pacer", "ecf")}) == 20


def test_the_two_names_of_one_person_differ_by_a_middle_initial(mint: Mint) -> None:
    made = mint(names="match")
    first, initial, last = made["ecf"]["name"].split()
    assert made["pacer"]["name"] == f"{first} {last}"
    assert len(initial) == 2


def test_names_that_do_not_match_have_neither_part_in_common(mint: Mint) -> None:
    made = mint(names="mismatch")
    assert not set(made["ecf"]["name"].split()) & set(made["pacer"]["name"].split())


@pytest.mark.parametrize("kind", ["individual", "shared_firm", "admin", "legacy"])
def test_each_kind_of_pacer_account_can_be_minted(mint: Mint, settings: Settings, kind: str) -> None:
    made = mint(pacer={"kind": kind})
    (row,) = rows(settings, "pacer_account")
    assert row["kind"] == kind
    assert (len(made["pacer"]["user_name"]) == 6) == (kind == "legacy")


@pytest.mark.parametrize("status", ["active", "disabled", "update_required"])
def test_each_status_of_a_pacer_account_can_be_minted(mint: Mint, settings: Settings, status: str) -> None:
    mint(pacer={"status": status})
    (row,) = rows(settings, "pacer_account")
    assert row["status"] == status


def test_a_passcode_secret_is_given_when_it_is_ordered(mint: Mint) -> None:
    assert mint(pacer={"totp": True})["pacer"]["totp_secret"]


def test_a_pacer_account_can_be_minted_alone(mint: Mint, settings: Settings) -> None:
    assert mint(ecf=None)["ecf"] is None
    assert rows(settings, "ecf_account") == []


def test_a_pair_can_be_minted_linked(mint: Mint, settings: Settings) -> None:
    mint(ecf={"linked": True})
    assert len(rows(settings, "link")) == 1


def test_a_firms_account_bears_the_name_of_a_firm_and_a_user_name_to_match(mint: Mint) -> None:
    made = mint(pacer={"kind": "shared_firm"})["pacer"]
    first, second = re.fullmatch(r"(\w+) & (\w+) LLP", made["name"]).groups()  # type: ignore[union-attr]
    assert first != second
    assert re.fullmatch(f"{first}{second}llp\\d{{5}}".lower(), made["user_name"])


@pytest.mark.parametrize("part", ["pacer", "ecf"])
def test_a_wrong_password_is_well_formed_and_not_the_accounts(
    mint: Mint, settings: Settings, part: str
) -> None:
    for which in ("right", "wrong"):
        made = mint(**{part: {"password": which}})[part]
        stored = rows(settings, f"{part}_account")[-1]["password_hash"]
        assert passwords.is_right(made["password"], stored) == (which == "right")
        assert len(made["password"]) == (16 if part == "pacer" else 12)


def test_a_new_password_is_another_than_the_accounts(mint: Mint) -> None:
    made = mint()["ecf"]
    assert len(made["new_password"]) == len(made["password"])
    assert made["new_password"] != made["password"]


def test_a_locked_login_has_seen_five_wrong_passwords_and_waits_five_minutes(
    mint: Mint, settings: Settings
) -> None:
    before = clock.now()
    mint(ecf={"locked": True})
    (row,) = rows(settings, "ecf_account")
    assert row["wrong_passwords"] == 5
    assert before + 300 <= row["locked_until"] <= clock.now() + 300


@pytest.mark.parametrize("skips", [0, 1, 2, 3])
def test_an_account_can_be_minted_that_has_skipped_the_passcode(
    mint: Mint, settings: Settings, skips: int
) -> None:
    mint(pacer={"totp": True, "skips": skips})
    (row,) = rows(settings, "pacer_account")
    assert row["skips"] == skips


@pytest.mark.parametrize("kind", ["civil", "social_security"])
@pytest.mark.parametrize("e_filing", ["order", "consent", "none"])
def test_each_kind_of_case_can_be_minted_and_its_number_bears_the_year(
    mint: Mint, settings: Settings, kind: str, e_filing: str
) -> None:
    made = mint(case={"kind": kind, "e_filing": e_filing})["case"]
    row = rows(settings, "court_case")[-1]
    assert (row["number"], row["title"]) == (made["number"], made["title"])
    assert (row["court"], row["kind"], row["e_filing"]) == ("ctd", kind, e_filing)
    assert re.fullmatch(rf"3:{clock.iso(clock.now())[2:4]}-cv-\d{{5}}", made["number"])
    assert re.fullmatch(r"\w+ v\. [\w ]+", made["title"])


@pytest.mark.parametrize("counsel", [True, False])
def test_the_minted_account_is_counsel_in_the_minted_case_or_is_not(
    mint: Mint, settings: Settings, *, counsel: bool
) -> None:
    mint(case={"counsel": counsel})
    assert len(rows(settings, "counsel")) == counsel


def test_every_order_gets_a_case_of_its_own(mint: Mint) -> None:
    assert len({mint(case={})["case"]["number"] for _ in range(5)}) == 5


def test_nobody_is_counsel_of_record_without_an_e_filing_account(order: Order, settings: Settings) -> None:
    answer = order({"ecf": None, "case": {}})
    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [
        "case.counsel: nobody can be counsel of record without an e-filing account (ecf)"
    ]
    assert order({"ecf": None, "case": {"counsel": False}}).status_code == 201
    assert rows(settings, "counsel") == []


def test_every_wrong_key_and_value_is_named_and_nothing_is_made(order: Order, settings: Settings) -> None:
    answer = order(
        {
            "court": "nowhere",
            "name": "x",
            "names": ["match"],
            "pacer": {"kind": None, "totp": 1, "skips": True, "statuss": "active"},
            "ecf": {"linked": "yes", "may_fle": False},
            "case": {"counsel": "no", "e_filing": 4},
        }
    )
    assert answer.status_code == 422
    assert {problem.split(":")[0] for problem in answer.get_json()["problems"]} == {
        "court",
        "name",
        "names",
        "pacer.kind",
        "pacer.totp",
        "pacer.skips",
        "pacer.statuss",
        "ecf.linked",
        "ecf.may_fle",
        "case.counsel",
        "case.e_filing",
    }
    assert rows(settings, "pacer_account") == []


def test_each_wrong_thing_is_told_once(order: Order) -> None:
    problems = order({"pacer": {"kind": "x"}, "ecf": {"linked": "yes"}}).get_json()["problems"]
    assert sorted(problem.split(":")[0] for problem in problems) == ["ecf.linked", "pacer.kind"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ([], "the body"),
        ("x", "the body"),
        (0, "the body"),
        ({"pacer": None}, "pacer"),
        ({"ecf": 1}, "ecf"),
        ({"case": 0}, "case"),
    ],
)
def test_what_should_be_an_object_and_is_not_is_named(order: Order, body: object, where: str) -> None:
    answer = order(body)
    assert answer.status_code == 422
    assert answer.get_json()["problems"][0].startswith(f"{where}: must be an object")


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000], ids=["cut off", "not UTF-8", "too deep"])
def test_a_body_that_is_not_json_is_refused(app: Flask, settings: Settings, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {settings.token}"}
    answer = app.test_client().post(f"{settings.control}/accounts", data=body, headers=headers)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": ["the body: must be JSON"]})


def test_an_account_that_may_not_be_linked_cannot_be_minted_linked(order: Order) -> None:
    answer = order({"pacer": {"kind": "admin"}, "ecf": {"linked": True}})
    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [
        "ecf.linked: a PACER account of the kind 'admin' cannot be linked"
    ]


@pytest.mark.parametrize("given", [None, "", "Bearer ", "Bearer wrong", "Basic dTpw", "Bearer \xe9"])
def test_nobody_without_the_token_mints_or_reads_the_log(
    app: Flask, settings: Settings, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given}
    client = app.test_client()
    for answer in (
        client.post(f"{settings.control}/accounts", json={}, headers=headers),
        client.get(f"{settings.control}/events", headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert rows(settings, "pacer_account") == []


def test_the_log_shows_who_tried_to_log_in_but_no_password(
    app: Flask, mint: Mint, log_in: Callable[..., str], events: Events
) -> None:
    pacer = mint()["pacer"]
    log_in(app.test_client(), pacer, password="not-the-password")
    log_in(app.test_client(), pacer)
    log = events()
    assert [event["kind"] for event in log] == [
        "login_tried",
        "login_refused",
        "login_tried",
        "login_accepted",
    ]
    assert {event["who"] for event in log} == {pacer["user_name"]}
    assert not any(word in str(log) for word in (pacer["password"], "not-the-password"))


def test_the_control_interface_is_on_no_host_of_a_page(app: Flask, settings: Settings) -> None:
    headers = {"Authorization": f"Bearer {settings.token}"}
    client = app.test_client()
    origins = (settings.pacer, settings.website(COURTS[0]), settings.ecf(COURTS[0]), "http://localhost:8080")
    for origin in origins:
        assert client.post(f"{origin}/control/accounts", json={}, headers=headers).status_code == 404
        assert client.get(f"{origin}/control/events", headers=headers).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/cmecf", "/csologin/login.jsf", "/cgi-bin/ShowIndex.pl", "/cgi-bin/login.pl"]
)
def test_no_page_of_a_court_is_on_the_control_interfaces_host(
    app: Flask, settings: Settings, path: str
) -> None:
    assert app.test_client().get(settings.origin("127.0.0.1") + path).status_code == 404


@pytest.mark.parametrize("host", ["www.nowhere.localhost", "ecf.nowhere.localhost", "pacer.example.com"])
def test_a_court_that_does_not_exist_has_no_pages(app: Flask, settings: Settings, host: str) -> None:
    assert app.test_client().get(settings.origin(host) + "/").status_code == 404


def test_the_courts_website_leads_to_e_filing(app: Flask, settings: Settings) -> None:
    client = app.test_client()
    e_filing = f'<a href="{settings.ecf(COURTS[0])}/">'
    for path in ("/", "/cmecf"):
        page = client.get(settings.website(COURTS[0]) + path)
        assert page.status_code == 200
        assert e_filing + "E-Filing (CM/ECF)</a>" in page.text
