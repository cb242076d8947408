"""Steps a to d of the password notice on legacy CM/ECF, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ecfcheck.courts.stage import RunningStage, start_stage


@pytest.fixture(scope="module")
def legacy_stage() -> Iterator[RunningStage]:
    """A stage before go-live."""
    with start_stage("--at", "2017-12-01T09:00-05:00") as stage:
        yield stage


@pytest.fixture
def website(browser: Browser, legacy_stage: RunningStage) -> Iterator[Page]:
    """The court's website."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://www.ctd.localhost:{legacy_stage.port}/")
    yield page
    context.close()


def find_field(page: Page, label: str) -> Locator:
    return page.get_by_role("row", name=label).get_by_role("textbox")


def follow_e_filing(website: Page) -> Page:
    with website.expect_popup() as popup:
        website.get_by_role("link", name="E-Filing (CM/ECF)").click()
    return popup.value


def log_in(website: Page, login: str, password: str) -> Page:
    page = follow_e_filing(website)
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=key]").fill(password)
    page.locator("input[name=redaction]").check()
    page.get_by_role("button", name="Login").click()
    return page


def test_a_user_changes_the_password_as_the_notice_says(website: Page, legacy_stage: RunningStage) -> None:
    account = legacy_stage.control.mint({})["ecf"]
    page = log_in(website, account["login"], account["password"])  # a
    expect(page).to_have_title("CTD-ECF")
    menu = page.locator("#topmenu")
    menu.get_by_role("link", name="Utilities", exact=True).click()  # b
    page.locator("#cmecfMainContent").get_by_role("link", name="Maintain Your Login/Password").click()  # c
    expect(find_field(page, "Login name:")).to_have_value(account["login"])
    expect(find_field(page, "Password:")).to_have_value("********")
    find_field(page, "Password:").fill("a password cleared")
    page.get_by_role("button", name="Clear").click()
    expect(find_field(page, "Password:")).to_have_value("********")
    find_field(page, "Password:").fill(account["new_password"])
    page.get_by_role("button", name="Submit").click()  # d
    expect(page.get_by_text("Your password has been changed.")).to_be_visible()
    menu.get_by_role("link", name="Logout", exact=True).click()
    page.get_by_role("link", name="Log in again").click()
    expect(page.get_by_text("CM/ECF Filer or PACER Login")).to_be_visible()
    page = log_in(website, account["login"], account["password"])
    expect(page.get_by_text("login attempt failed")).to_be_visible()
    menu = log_in(website, account["login"], account["new_password"]).locator("#topmenu")
    expect(menu.get_by_role("link", name="Civil", exact=True)).to_be_visible()


def test_reset_empties_the_login_form(website: Page) -> None:
    page = follow_e_filing(website)
    page.locator("input[name=login]").fill("somebody")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("input[name=login]")).to_have_value("")
