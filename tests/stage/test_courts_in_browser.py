"""Courts that differ, in a real browser: website, front page, login and dialogs (facts F)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ecfcheck.courts.stage import RunningStage, start_stage

Accounts = dict[str, Any]
LogIn = Callable[..., Page]
MENU = "#topmenu > .bd > ul.first-of-type > li > a"


@pytest.fixture(scope="module")
def stage() -> Iterator[RunningStage]:
    """A stage for this module."""
    with start_stage() as stage:
        yield stage


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A new browser context."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def log_in(context: BrowserContext, stage: RunningStage) -> LogIn:
    """Return a function that logs in to a court at PACER and returns the page."""

    def go(court: str, **pacer: object) -> Page:
        account = stage.control.mint({"court": court, "pacer": pacer})["pacer"]
        page = context.new_page()
        page.goto(f"http://ecf.{court}.localhost:{stage.port}/cgi-bin/login.pl")
        enter_password(page, account)
        return page

    return go


def enter_password(page: Page, account: Accounts) -> None:
    page.get_by_label("Username").fill(account["user_name"])
    page.get_by_label("Password").fill(account["password"])
    page.get_by_role("button", name="Login").click()


@pytest.mark.parametrize("blocked", [False, True])
def test_the_website_works_when_its_cdn_is_blocked(
    context: BrowserContext, stage: RunningStage, *, blocked: bool
) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    if blocked:
        page.route("**/*cdn.localhost*/**", lambda route: route.abort())
    page.goto(f"http://www.ctd.localhost:{stage.port}/")
    assert errors == (["jQuery is not defined"] if blocked else [])
    expect(page.locator("ul.menu.responsive")).to_have_count(0 if blocked else 5)
    with page.expect_popup() as popup:
        page.get_by_role("link", name="E-Filing (CM/ECF) »", exact=True).click()
    expect(popup.value.locator("#loginForm")).to_be_visible()


def test_the_root_leads_over_the_front_page_to_the_login(
    context: BrowserContext, stage: RunningStage
) -> None:
    page = context.new_page()
    page.goto(f"http://ecf.ctd.localhost:{stage.port}/")
    page.get_by_role("link", name="District of Connecticut - Document Filing System", exact=True).click()
    expect(page.locator("#loginForm")).to_be_visible()


def test_after_login_the_address_is_login_pl_and_the_menu_has_accessible_names(log_in: LogIn) -> None:
    page = log_in("ctd")
    expect(page.locator("#yui-gen0")).to_be_visible()
    assert page.url.endswith("/cgi-bin/login.pl")
    expect(page.locator(MENU)).to_have_text(["Query", "Reports", "Utilities", "Help", "Log Out"])
    for name in ("Reports", "Utilities"):
        expect(page.locator("#topmenu").get_by_role("link", name=name, exact=True)).to_have_count(1)


def test_a_court_can_open_cm_ecf_in_the_same_tab(context: BrowserContext, stage: RunningStage) -> None:
    page = context.new_page()
    page.goto(f"http://www.txlike.localhost:{stage.port}/")
    page.get_by_role("link", name="CM/ECF Login", exact=True).click()
    expect(page.locator("#cmecfMainContent")).to_contain_text("Welcome to the U.S. District Court")
    assert len(context.pages) == 1


def test_a_timed_out_request_shows_apaches_page(log_in: LogIn) -> None:
    page = log_in("timeout")
    page.locator("#topmenu").get_by_role("link", name="Utilities", exact=True).click()
    expect(page.get_by_role("heading")).to_have_text("Request Time-out")


def test_a_required_client_code_can_be_entered(log_in: LogIn) -> None:
    page = log_in("clientcode")
    page.locator("input[name=client_code]").fill("77-a")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#yui-gen0")).to_be_visible()
    expect(page.locator("#cmecfMainContent")).to_contain_text("Last login:")


def test_a_repeated_login_redirects_after_a_reload(log_in: LogIn) -> None:
    page = log_in("logintwice")
    expect(page.get_by_label("Username")).to_have_value("")  # the form is a new one
    assert "/csologin/login.jsf?pscCourtId=LOGINTWICEDC&appurl=" in page.url
    page.goto(page.url)
    expect(page.locator("#yui-gen0")).to_be_visible()


@pytest.mark.parametrize(("court", "links"), [("enroll", ["Enroll"]), ("disabled", [])])
def test_the_account_disabled_dialog_covers_the_login(log_in: LogIn, court: str, links: list[str]) -> None:
    page = log_in(court)
    dialog = page.get_by_role("dialog", name="PACER Account Disabled")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("link")).to_have_text(links)
    assert "/csologin/login.jsf" in page.url


def test_manage_my_account_has_its_own_login(context: BrowserContext, stage: RunningStage) -> None:
    account = stage.control.mint({"pacer": {"kind": "legacy"}})["pacer"]
    page = context.new_page()
    page.goto(f"http://pacer.localhost:{stage.port}/")
    page.get_by_role("link", name="Manage My Account").click()
    enter_password(page, {**account, "password": "not-the-password"})
    expect(page.locator(".ui-messages-error-detail")).to_have_text("Invalid username or password")
    enter_password(page, account)
    row = page.get_by_role("row", name="Account Type")
    expect(row.locator("td span")).to_have_text("Legacy PACER Account")
    row.get_by_role("link", name="Upgrade", exact=True).click()
    expect(page.get_by_role("heading", name="Upgrade")).to_be_visible()
