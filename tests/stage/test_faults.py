"""Faults: which ones the control interface accepts, and how requests fail by them."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from stage.courts import COURTS
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import CallControl, Confirm, Enter, LogIn, Mint, Propose, ReadEvents

HOME = {"host": "website", "path": "/"}
FRONT_PAGE = {"host": "ecf", "path": "/cgi-bin/ShowIndex.pl"}
ONE_OF = (
    "delay, hold, event, status, error_page, redirect, page, drop, reset, no_cookies, advance, replace,"
    " remove, drip, content_type, rule"
)
HOSTS = "input should be 'website', 'ecf', 'pacer' or 'pacer_account'"
RULES = "input should be 'accounts_in_good_standing', 'confirmation_shows_ecf_name' or 'link_shows_success'"
ControlFaults = Callable[..., TestResponse]
Get = Callable[..., TestResponse]


@pytest.fixture
def control_faults(call_control: CallControl) -> ControlFaults:
    """Return a function that sends a request about faults to the control interface."""
    return lambda method, body=None: call_control(method, "faults", json=body)


@pytest.fixture
def fail(control_faults: ControlFaults) -> Callable[..., None]:
    """Return a function that sets the faults of the stage."""

    def send(*faults: object) -> None:
        answer = control_faults("POST", list(faults))
        assert answer.status_code == 200, answer.text

    return send


@pytest.fixture
def get(client: FlaskClient, settings: StageSettings) -> Get:
    """Return a function that opens a page of the first court."""

    def send(path: str = "/", host: str = "website") -> TestResponse:
        origin = {"website": settings.website(COURTS[0]), "ecf": settings.ecf(COURTS[0])}[host]
        return client.get(origin + path)

    return send


def test_faults_are_listed_with_their_counts_until_they_are_removed(
    control_faults: ControlFaults, fail: Callable[..., None], get: Get
) -> None:
    fault = {"on": HOME, "status": 503, "skip": 1, "times": 1}
    fail(fault)
    assert [get().status_code for _ in range(3)] == [200, 503, 200]
    assert control_faults("GET").get_json() == [{**fault, "met": 3, "applied": 1, "unmatched": 0}]
    assert control_faults("DELETE").get_json() == control_faults("GET").get_json() == []
    assert get().status_code == 200


def test_new_faults_replace_all_earlier_ones(
    control_faults: ControlFaults, fail: Callable[..., None], get: Get
) -> None:
    fail({"on": HOME, "status": 503})
    fail({"on": FRONT_PAGE, "status": 500})
    assert (get().status_code, len(control_faults("GET").get_json())) == (200, 1)


@pytest.mark.parametrize(
    "on",
    [
        {"host": "ecf", "path": "/"},
        {"host": "website", "path": "/cmecf"},
        {**HOME, "method": "POST"},
        {**HOME, "query": "x=1"},
        {"host": "pacer", "path": "/"},
        {"host": "pacer_account", "path": "/*"},
    ],
    ids=str,
)
def test_other_requests_do_not_fail(on: object, fail: Callable[..., None], get: Get) -> None:
    fail({"on": on, "status": 503})
    assert get("/?x=2").status_code == 200


@pytest.mark.parametrize(
    "on",
    [{"host": "website", "path": "/*"}, {**HOME, "method": "GET"}, {**HOME, "query": "x=2"}],
    ids=str,
)
def test_requests_that_meet_every_condition_fail(on: object, fail: Callable[..., None], get: Get) -> None:
    fail({"on": on, "status": 503})
    assert get("/?x=2").status_code == 503


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ({"delay": 1}, ["faults: input should be a valid array"]),
        (["slow"], ['faults[0]: input should be an object, not "slow"']),
        ([{}], [f"faults[0]: needs exactly one of {ONE_OF}; needs `on`: which requests"]),
        ([{"on": HOME, "delay": 1, "status": 500}], [f"faults[0]: needs exactly one of {ONE_OF}"]),
        (
            [
                {"on": {"host": "elsewhere", "path": "x", "more": 1}, "delay": 0},
                {"on": {"host": "ecf", "path": "/x?y=1"}, "rule": "nonsense", "skip": -1},
            ],
            [
                f'faults[0].on.host: {HOSTS}, not "elsewhere"',
                "faults[0].on.path: begin the path with '/', not \"x\"",
                "faults[0].on.more: unknown key; known keys are host, path, method, query",
                "faults[0].delay: input should be greater than 0, not 0",
                "faults[1].on.path: write what follows '?' as `query`, not \"/x?y=1\"",
                "faults[1].skip: input should be greater than or equal to 0, not -1",
                f'faults[1].rule: {RULES}, not "nonsense"',
            ],
        ),
        (
            [{"on": HOME, "rule": "link_shows_success"}],
            ["faults[0]: a rule applies wherever it is decided: leave `on` out"],
        ),
        (
            [{"on": HOME, "error_page": "Down."}],
            ["faults[0]: only CM/ECF has this error page: `on` needs the host ecf"],
        ),
        (
            [{"on": HOME, "remove": "x", "when": "after"}],
            ["faults[0]: `when` is only for delay, hold, event, status, error_page, redirect, page"],
        ),
    ],
)
def test_an_invalid_list_is_refused_with_every_problem_and_changes_nothing(
    control_faults: ControlFaults, fail: Callable[..., None], body: object, problems: list[str]
) -> None:
    fail({"on": HOME, "status": 503})
    answer = control_faults("POST", body)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": problems})
    assert len(control_faults("GET").get_json()) == 1


def test_a_body_that_is_not_json_is_refused(call_control: CallControl) -> None:
    answer = call_control("POST", "faults", data=b"{")
    assert (answer.status_code, answer.get_json()) == (422, {"problems": ["the body: must be JSON"]})


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_faults_need_the_token(method: str, app: Flask, settings: StageSettings) -> None:
    assert app.test_client().open(f"{settings.control}/faults", method=method).status_code == 401


def test_texts_with_the_stages_own_addresses_are_replaced_and_removed(
    fail: Callable[..., None], get: Get
) -> None:
    fail(
        {"on": HOME, "replace": ["{ecf}/cgi-bin/login.pl", "http://elsewhere.localhost/"]},
        {"on": HOME, "remove": "E-Filing (CM/ECF)"},
    )
    page = get().text
    assert 'href="http://elsewhere.localhost/"' in page
    assert "E-Filing" not in page


def test_an_answer_without_the_text_is_counted(
    control_faults: ControlFaults, fail: Callable[..., None], get: Get
) -> None:
    fail({"on": HOME, "remove": "Not on the page"})
    get()
    (fault,) = control_faults("GET").get_json()
    assert (fault["met"], fault["applied"], fault["unmatched"]) == (1, 0, 1)


def test_signed_in_users_get_the_error_page_and_others_the_login(
    fail: Callable[..., None], get: Get, enter: Enter, mint: Mint, ecf: str
) -> None:
    fail({"on": {"host": "ecf", "path": "/cgi-bin/*"}, "skip": 2, "error_page": "The database is down."})
    browser = enter(mint()["pacer"])
    assert "The database is down." in browser.get(ecf + "iquery.pl").text
    others = get("/cgi-bin/iquery.pl", "ecf").text
    assert "The database is down." not in others


def test_a_redirect_leads_to_an_address_of_the_stage(
    fail: Callable[..., None], get: Get, settings: StageSettings
) -> None:
    fail({"on": HOME, "redirect": "{pacer}/"})
    assert get().location == f"{settings.pacer}/"


def test_an_event_is_recorded_and_the_request_is_handled(
    fail: Callable[..., None], get: Get, read_events: ReadEvents
) -> None:
    fail({"on": HOME, "event": "came_by"})
    assert "E-Filing" in get().text
    assert [(event["kind"], event["detail"]) for event in read_events()] == [("came_by", "/")]


def test_faults_apply_in_order_and_a_late_one_replaces_the_page(
    fail: Callable[..., None], get: Get, read_events: ReadEvents
) -> None:
    fail({"on": HOME, "event": "came_by"}, {"on": HOME, "status": 500, "when": "after"})
    assert (get().status_code, len(read_events())) == (500, 1)


@pytest.mark.parametrize("what", [{"hold": True}, {"delay": 3600}], ids=["hold", "delay"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_waiting_requests_continue_when_the_faults_are_removed(
    what: dict[str, object], when: str, control_faults: ControlFaults, fail: Callable[..., None], get: Get
) -> None:
    fail({"on": HOME, "when": when, **what})
    answers: list[int] = []
    waiting = threading.Thread(target=lambda: answers.append(get().status_code), daemon=True)
    waiting.start()
    while not control_faults("GET").get_json()[0]["applied"]:
        assert waiting.is_alive()
    assert answers == []
    control_faults("DELETE")
    waiting.join(timeout=10)
    assert answers == [200]


def test_a_page_takes_the_place_of_another_with_status_200(
    fail: Callable[..., None], get: Get, settings: StageSettings
) -> None:
    fail({"on": HOME, "page": "<p>See {pacer}/ for maintenance."})
    assert (get().status_code, get().text) == (200, f"<p>See {settings.pacer}/ for maintenance.")


def test_an_answer_is_sent_as_another_type(fail: Callable[..., None], get: Get) -> None:
    fail({"on": HOME, "content_type": "application/octet-stream"})
    assert (get().content_type, "E-Filing" in get().text) == ("application/octet-stream", True)


@pytest.mark.parametrize("fault", [{"no_cookies": True}, {"advance": 3000}], ids=["cookies", "clock"])
def test_a_user_whose_session_is_lost_or_over_gets_the_login(
    fault: dict[str, object], fail: Callable[..., None], enter: Enter, mint: Mint, ecf: str
) -> None:
    browser = enter(mint()["pacer"])
    assert "Log Out" in browser.get(ecf + "iquery.pl").text
    fail({"on": {"host": "ecf", "path": "/cgi-bin/iquery.pl"}, **fault})
    assert "Log Out" not in browser.get(ecf + "iquery.pl").text


def test_a_broken_standing_rule_disables_every_account(
    app: Flask, fail: Callable[..., None], log_in: LogIn, mint: Mint
) -> None:
    fail({"rule": "accounts_in_good_standing", "skip": 1})
    account = mint()["pacer"]
    refusal = "Your PACER account has been disabled"
    assert [refusal in log_in(app.test_client(), account) for _ in range(3)] == [False, True, True]


def test_a_broken_name_rule_shows_pacers_name_for_both_accounts(
    fail: Callable[..., None],
    mint: Mint,
    enter: Enter,
    propose: Propose,
) -> None:
    fail({"rule": "confirmation_shows_ecf_name"})
    accounts = mint(names="mismatch")
    page = propose(enter(accounts["pacer"]), accounts["ecf"])
    assert page.count(f"<td>{accounts['pacer']['name']}</td>") == 2
    assert accounts["ecf"]["name"] not in page


def test_a_broken_success_rule_links_and_shows_the_first_screen(  # noqa: PLR0913 - fixtures
    fail: Callable[..., None],
    mint: Mint,
    enter: Enter,
    propose: Propose,
    confirm: Confirm,
    read_events: ReadEvents,
) -> None:
    fail({"rule": "link_shows_success"})
    accounts = mint()
    browser = enter(accounts["pacer"])
    assert "Last login:" in confirm(browser, propose(browser, accounts["ecf"]))
    assert "link_made" in [event["kind"] for event in read_events()]
