"""What the stage's own scripts do in a real browser, as the real pages do (facts A2, B1, B4)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, expect
from playwright.sync_api import Page as Tab

from config.account import Account
from ecfcheck.courts.court_session import CourtSession


@pytest.fixture
def account(court: CourtSession) -> Account:
    return court.accounts.provide("unlinked_filer")


@pytest.fixture
def login(browser: Browser, court: CourtSession) -> Iterator[Tab]:
    """A browser at the login, come from the court's website."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{court.court.website}/")
    with tab.expect_popup() as opened:
        tab.get_by_role("link", name="E-Filing (CM/ECF) »", exact=True).click()
    expect(opened.value.locator("#loginForm")).to_be_visible()
    yield opened.value
    context.close()


@pytest.fixture
def desk(login: Tab, account: Account) -> Tab:
    """A browser that is logged in to CM/ECF."""
    login.get_by_label("Username").fill(account.pacer.user_name)
    login.get_by_label("Password").fill(account.pacer.password.get_secret_value())
    login.get_by_role("button", name="Login").click()
    expect(login.locator("#yui-gen0")).to_be_visible()
    return login


@pytest.fixture
def form(desk: Tab) -> Tab:
    """A browser at the form that links accounts."""
    desk.locator("#topmenu").get_by_role("link", name="Utilities").click()
    desk.get_by_role("link", name="Link a CM/ECF account to my PACER account").click()
    expect(desk.locator("input[name=key]")).to_be_visible()
    return desk


def alerts_of(tab: Tab) -> list[str]:
    """Accept every alert from now on; they are listed as they come."""
    said: list[str] = []

    def accept(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.accept()

    tab.on("dialog", accept)
    return said


def test_clear_empties_the_login(login: Tab) -> None:
    login.get_by_label("Username").fill("somebody")
    login.get_by_role("button", name="Clear").click()
    expect(login.get_by_label("Username")).to_have_value("")


def test_cancel_goes_back_to_the_courts_website(login: Tab, court: CourtSession) -> None:
    login.get_by_role("button", name="Cancel").click()
    expect(login).to_have_url(f"{court.court.website}/")


def test_the_address_stays_while_a_login_is_refused_and_the_password_is_emptied(login: Tab) -> None:
    address = login.url
    login.get_by_label("Username").fill("somebody")
    login.get_by_label("Password").fill("a wrong password")
    login.get_by_role("button", name="Login").click()
    expect(login.locator(".ui-messages-error-detail")).to_have_text("Invalid username or password")
    expect(login.get_by_label("Password")).to_have_value("")
    expect(login.get_by_label("Username")).to_have_value("somebody")
    assert login.url == address


def test_the_menu_is_rendered_again_after_load(desk: Tab) -> None:
    items = desk.locator("#topmenu > .bd > ul.first-of-type > li")
    expect(items).to_have_count(5)
    assert items.evaluate_all("all => all.map(one => one.id)") == [f"yui-gen{n}" for n in range(5)]


def test_hovering_opens_a_submenu_and_clicking_the_whole_page(desk: Tab) -> None:
    utilities = desk.locator("#topmenu").get_by_role("link", name="Utilities", exact=True)
    utilities.hover()
    entry = desk.locator("#topmenu").get_by_role("link", name="Link a CM/ECF account to my PACER account")
    expect(entry).to_be_visible()
    desk.mouse.move(5, 500)
    expect(entry).to_have_count(0)
    utilities.click()
    expect(desk.locator("#cmecfMainContent")).to_contain_text("Your Account")


def test_clear_empties_the_link_form_and_enter_does_not_send_it(form: Tab) -> None:
    address = form.url
    field = form.locator("input[name=login]")
    field.fill("ct12345")
    field.press("Enter")
    assert form.url == address
    form.get_by_role("button", name="Clear").click()
    expect(field).to_have_value("")


def test_an_empty_field_is_asked_for_by_an_alert(form: Tab) -> None:
    said = alerts_of(form)
    form.get_by_role("button", name="Submit").click()
    assert said == ["Please enter your CM/ECF login."]


def test_a_second_submit_raises_an_alert_and_links_once(form: Tab, account: Account) -> None:
    assert account.ecf is not None
    form.locator("input[name=login]").fill(account.ecf.login)
    form.locator("input[name=key]").fill(account.ecf.password.get_secret_value())
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_text("Do you want to link these accounts?")).to_be_visible()
    said = alerts_of(form)
    # Twice in one turn of the page's script: faster than any answer.
    form.locator("input[name=button1]").evaluate("button => { button.click(); button.click(); }")
    expect(form.get_by_text("You have successfully linked your account")).to_be_visible()
    assert said == ["Submission already made, please wait for response from server"]
    menu = form.locator("#topmenu > .bd > ul.first-of-type > li > a")
    expect(menu).to_have_text(["Query", "Reports", "Utilities", "Help", "Log Out"])
    form.locator("#topmenu").get_by_role("link", name="Query").click()
    expect(menu.nth(0)).to_have_text("Civil")
