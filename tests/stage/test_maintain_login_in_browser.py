"""The password notice's steps a to d on legacy CM/ECF, walked in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from ecfcheck.courts.stage import RunningStage, start_stage


@pytest.fixture(scope="module")
def legacy_stage() -> Iterator[RunningStage]:
    """A stage that is before its court's go-live."""
    with start_stage("--at", "2017-12-01T09:00-05:00") as stage:
        yield stage


@pytest.fixture
def website(browser: Browser, legacy_stage: RunningStage) -> Iterator[Tab]:
    """A browser at the court's website."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"http://www.ctd.localhost:{legacy_stage.port}/")
    yield tab
    context.close()


def in_row(tab: Tab, label: str) -> Locator:
    return tab.get_by_role("row", name=label).get_by_role("textbox")


def follow_e_filing(website: Tab) -> Tab:
    with website.expect_popup() as opened:
        website.get_by_role("link", name="E-Filing (CM/ECF)").click()
    return opened.value


def log_in(website: Tab, login: str, password: str) -> Tab:
    tab = follow_e_filing(website)
    tab.locator("input[name=login]").fill(login)
    tab.locator("input[name=key]").fill(password)
    tab.locator("input[name=redaction]").check()
    tab.get_by_role("button", name="Login").click()
    return tab


def test_a_user_changes_the_password_as_the_notice_says(website: Tab, legacy_stage: RunningStage) -> None:
    account = legacy_stage.control.mint({})["ecf"]
    tab = log_in(website, account["login"], account["password"])  # a
    expect(tab).to_have_title("CTD-ECF")
    menu = tab.locator("#topmenu")
    menu.get_by_role("link", name="Utilities", exact=True).click()  # b
    tab.locator("#cmecfMainContent").get_by_role("link", name="Maintain Your Login/Password").click()  # c
    expect(in_row(tab, "Login name:")).to_have_value(account["login"])
    expect(in_row(tab, "Password:")).to_have_value("********")
    in_row(tab, "Password:").fill("a password cleared")
    tab.get_by_role("button", name="Clear").click()
    expect(in_row(tab, "Password:")).to_have_value("********")
    in_row(tab, "Password:").fill(account["new_password"])
    tab.get_by_role("button", name="Submit").click()  # d
    expect(tab.get_by_text("Your password has been changed.")).to_be_visible()
    menu.get_by_role("link", name="Logout", exact=True).click()
    tab.get_by_role("link", name="Log in again").click()
    expect(tab.get_by_text("CM/ECF Filer or PACER Login")).to_be_visible()
    tab = log_in(website, account["login"], account["password"])
    expect(tab.get_by_text("login attempt failed")).to_be_visible()
    menu = log_in(website, account["login"], account["new_password"]).locator("#topmenu")
    expect(menu.get_by_role("link", name="Civil", exact=True)).to_be_visible()


def test_reset_empties_the_login_form(website: Tab) -> None:
    tab = follow_e_filing(website)
    tab.locator("input[name=login]").fill("somebody")
    tab.get_by_role("button", name="Reset").click()
    expect(tab.locator("input[name=login]")).to_have_value("")
