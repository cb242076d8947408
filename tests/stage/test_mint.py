"""The mint: what it makes, what it refuses, and who may ask it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from stage.courts import BY_ID, COURTS
from stage.settings import StageSettings

Mint = Callable[..., dict[str, Any]]
Order = Callable[[object], TestResponse]
Rows = Callable[[str], list[dict[str, Any]]]
Events = Callable[[], list[dict[str, Any]]]


def test_an_order_without_a_body_makes_an_upgraded_individual_and_an_unlinked_filer(
    app: Flask, settings: StageSettings, rows: Rows
) -> None:
    headers = {"Authorization": f"Bearer {settings.token}"}
    answer = app.test_client().post(f"{settings.control}/accounts", headers=headers)
    assert answer.status_code == 201
    made = answer.get_json()
    assert made["court"] == "ctd"
    assert set(made["pacer"]) == {"user_name", "name", "password", "totp_secret"}
    assert set(made["ecf"]) == {"login", "name", "password", "new_password"}
    assert made["case"] is None
    (pacer,) = rows("pacer_account")
    assert (pacer["kind"], pacer["status"], pacer["totp_secret"]) == ("individual", "active", None)
    assert (pacer["skips"], pacer["walks_away"]) == (0, 0)
    (ecf,) = rows("ecf_account")
    assert (ecf["court"], ecf["may_file"], ecf["locked_until"]) == ("ctd", 1, 0)
    assert rows("link") == []


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


def test_a_pacer_account_can_be_minted_alone(mint: Mint, rows: Rows) -> None:
    assert mint(ecf=None)["ecf"] is None
    assert rows("ecf_account") == []


def test_passwords_can_be_odd(mint: Mint) -> None:
    made = mint(passwords="odd")
    odd = {made["pacer"]["password"], made["ecf"]["password"], made["ecf"]["new_password"]}
    assert len(odd) == 3
    for password in odd:
        assert set("\"&%  <é>'\\ß+😀") < set(password)


def test_a_pair_can_be_minted_linked(mint: Mint, rows: Rows) -> None:
    mint(ecf={"linked": True})
    assert len(rows("link")) == 1


def test_every_wrong_key_and_value_is_named_and_nothing_is_made(order: Order, rows: Rows) -> None:
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
    assert rows("pacer_account") == []


def test_a_problem_names_the_choices(order: Order) -> None:
    answer = order({"court": "x", "pacer": {"kind": "firm", "skips": 4}, "ecf": {"may_fle": True}})
    assert answer.get_json()["problems"] == [
        f"court: unknown court; known courts are {', '.join(BY_ID)}",
        "pacer.kind: input should be 'individual', 'shared_firm', 'admin' or 'legacy', not \"firm\"",
        "pacer.skips: input should be less than or equal to 3, not 4",
        "ecf.may_fle: unknown key; known keys are linked, may_file, password, locked",
    ]


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
    assert answer.get_json()["problems"][0].startswith(f"{where}: input should be an object")


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000], ids=["cut off", "not UTF-8", "too deep"])
def test_a_body_that_is_not_json_is_refused(app: Flask, settings: StageSettings, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {settings.token}"}
    answer = app.test_client().post(f"{settings.control}/accounts", data=body, headers=headers)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": ["the body: must be JSON"]})


def test_an_account_that_may_not_be_linked_cannot_be_minted_linked(order: Order) -> None:
    answer = order({"pacer": {"kind": "admin"}, "ecf": {"linked": True}})
    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [
        "ecf.linked: a PACER account of the kind 'admin' cannot be linked"
    ]


def test_traits_that_contradict_each_other_are_all_named(order: Order, rows: Rows) -> None:
    linked = {"linked": True}
    answer = order(
        {"pacer": {"kind": "admin"}, "ecf": None, "also": {"ctb": linked, "ctd": linked}, "case": {}}
    )
    assert answer.status_code == 422
    assert [problem.split(":")[0] for problem in answer.get_json()["problems"]] == [
        "also.ctb.linked",
        "also.ctd.linked",
        "also.ctd",
        "case.counsel",
    ]
    assert rows("pacer_account") == []


@pytest.mark.parametrize("given", [None, "", "Bearer ", "Bearer wrong", "Basic dTpw", "Bearer \xe9"])
def test_nobody_without_the_token_mints_or_reads_the_log(
    app: Flask, settings: StageSettings, rows: Rows, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given}
    client = app.test_client()
    for answer in (
        client.post(f"{settings.control}/accounts", json={}, headers=headers),
        client.get(f"{settings.control}/events", headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert rows("pacer_account") == []


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


def test_the_control_interface_is_on_no_host_of_a_page(app: Flask, settings: StageSettings) -> None:
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
    app: Flask, settings: StageSettings, path: str
) -> None:
    assert app.test_client().get(settings.origin("127.0.0.1") + path).status_code == 404


@pytest.mark.parametrize("host", ["www.nowhere.localhost", "ecf.nowhere.localhost", "pacer.example.com"])
def test_a_court_that_does_not_exist_has_no_pages(app: Flask, settings: StageSettings, host: str) -> None:
    assert app.test_client().get(settings.origin(host) + "/").status_code == 404
