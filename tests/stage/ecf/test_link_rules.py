"""The rules of linking: it happens once and permanently, and what it refuses."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.ecf import wording
from tests.helpers.page_text import BACK, find_ecf_error
from tests.helpers.stage_fixture_types import (
    Confirm,
    CountLinks,
    Enter,
    Link,
    LogIn,
    Mint,
    PassMinutes,
    Propose,
)

QUESTION = "Do you want to link these accounts?"
SUCCESS = "You have successfully linked your account."


def test_a_confirmation_submitted_twice_links_once(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, count_links: CountLinks
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    page = propose(browser, accounts["ecf"])
    assert SUCCESS in confirm(browser, page)
    assert find_ecf_error(confirm(browser, page)) == wording.NO_PROPOSAL
    assert count_links() == 1


def run_at_once(*actions: Callable[[], str]) -> list[str]:
    """Run all actions at the same time; return their answers in order."""
    barrier = threading.Barrier(len(actions))
    answers = [""] * len(actions)

    def run(index: int) -> None:
        barrier.wait()
        answers[index] = actions[index]()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def open_second_tab(app: Flask, browser: FlaskClient) -> FlaskClient:
    """Return another client with the same session, for another thread."""
    cookie = browser.get_cookie("NextGenCSO", domain="ecf.ctd.localhost")
    assert cookie
    tab = app.test_client()
    tab.set_cookie(cookie.key, cookie.value, domain="ecf.ctd.localhost")
    return tab


def test_a_confirmation_submitted_six_times_at_once_links_once(
    app: Flask, mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    page = propose(browser, accounts["ecf"])
    tabs = [open_second_tab(app, browser) for _ in range(6)]
    answers = run_at_once(*[lambda tab=tab: confirm(tab, page) for tab in tabs])
    assert sorted(SUCCESS in answer for answer in answers) == [False] * 5 + [True]
    assert {find_ecf_error(answer) for answer in answers if SUCCESS not in answer} == {wording.NO_PROPOSAL}


def test_two_users_linking_the_same_account_at_once_link_it_once(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, count_links: CountLinks
) -> None:
    ecf_account = mint()["ecf"]
    first, second = (enter(mint(ecf=None)["pacer"]) for _ in range(2))
    pages = [propose(browser, ecf_account) for browser in (first, second)]
    answers = run_at_once(lambda: confirm(first, pages[0]), lambda: confirm(second, pages[1]))
    assert sorted(SUCCESS in answer for answer in answers) == [False, True]
    assert count_links() == 1


def test_one_user_linking_two_accounts_at_once_links_one(
    app: Flask, mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    accounts, other = mint(), mint()
    browser = enter(accounts["pacer"])
    tab = open_second_tab(app, browser)
    pages = [propose(browser, accounts["ecf"]), propose(browser, other["ecf"])]
    answers = run_at_once(lambda: confirm(browser, pages[0]), lambda: confirm(tab, pages[1]))
    assert sorted(SUCCESS in answer for answer in answers) == [False, True]
    assert wording.PACER_LINKED in {find_ecf_error(answer) for answer in answers}


def test_a_linked_cm_ecf_account_cannot_be_linked_to_another_pacer_account(
    mint: Mint, link: Link, enter: Enter, propose: Propose
) -> None:
    accounts = mint()
    link(accounts)
    other = enter(mint(ecf=None)["pacer"])
    assert find_ecf_error(propose(other, accounts["ecf"])) == wording.ECF_LINKED


def test_a_linked_pacer_account_cannot_be_linked_to_another_cm_ecf_account(
    mint: Mint, link: Link, propose: Propose
) -> None:
    browser = link(mint())
    assert find_ecf_error(propose(browser, mint()["ecf"])) == wording.PACER_LINKED


def test_the_old_login_does_not_work_after_linking(
    mint: Mint, link: Link, propose: Propose, log_in: LogIn, app: Flask
) -> None:
    accounts = mint()
    browser = link(accounts)
    assert QUESTION not in propose(browser, accounts["ecf"])
    old = {"user_name": accounts["ecf"]["login"], "password": accounts["ecf"]["password"]}
    assert "Invalid username or password" in log_in(app.test_client(), old)


@pytest.mark.parametrize(
    ("kind", "reason"), [("admin", wording.ADMIN_NOT_LINKABLE), ("legacy", wording.LEGACY_NOT_LINKABLE)]
)
def test_an_administrative_or_legacy_account_cannot_be_linked(
    mint: Mint, enter: Enter, propose: Propose, kind: str, reason: str
) -> None:
    accounts = mint(pacer={"kind": kind})
    page = propose(enter(accounts["pacer"]), accounts["ecf"])
    assert find_ecf_error(page) == reason


@pytest.mark.parametrize(
    "typed",
    [
        {"password": "wrong"},
        {"login": "unknown"},
        {"login": "", "password": ""},
        {"password": ""},
        {"login": "' OR 1=1 --"},
    ],
)
def test_every_wrong_cm_ecf_login_or_password_has_the_same_refusal(
    mint: Mint, enter: Enter, propose: Propose, typed: dict[str, str]
) -> None:
    accounts = mint()
    page = propose(enter(accounts["pacer"]), {**accounts["ecf"], **typed})
    assert find_ecf_error(page) == wording.WRONG_LOGIN
    assert BACK in page


def test_another_sessions_confirmation_is_refused(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, count_links: CountLinks
) -> None:
    accounts = mint()
    page = propose(enter(accounts["pacer"]), accounts["ecf"])
    for other in (enter(mint(ecf=None)["pacer"]), enter(accounts["pacer"])):
        assert find_ecf_error(confirm(other, page)) == wording.NO_PROPOSAL
    assert count_links() == 0


def test_submitting_the_form_again_makes_a_new_confirmation(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    propose(browser, accounts["ecf"])
    assert SUCCESS in confirm(browser, propose(browser, accounts["ecf"]))


def test_an_expired_confirmation_is_refused(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, pass_minutes: PassMinutes
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    page = propose(browser, accounts["ecf"])
    pass_minutes(20)
    propose(browser, accounts["ecf"])
    pass_minutes(20)
    assert find_ecf_error(confirm(browser, page)) == wording.NO_PROPOSAL
