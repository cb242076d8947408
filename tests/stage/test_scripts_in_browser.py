"""The stage's scripts in a real browser; they behave like the real ones (facts A2, B1, B4)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from config.account import Account
from ecfcheck.courts.court_session import CourtSession


@pytest.fixture
def account(court: CourtSession) -> Account:
    return court.accounts.of("unlinked_filer")


@pytest.fixture
def login(browser: Browser, court: CourtSession) -> Iterator[Page]:
    """PACER's login, opened from the court's website."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{court.court.website}/")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="E-Filing (CM/ECF) »", exact=True).click()
    expect(popup.value.locator("#loginForm")).to_be_visible()
    yield popup.value
    context.close()


@pytest.fixture
def first_screen(login: Page, account: Account) -> Page:
    """The first screen of CM/ECF, after the login."""
    login.get_by_label("Username").fill(account.pacer.user_name)
    login.get_by_label("Password").fill(account.pacer.password.get_secret_value())
    login.get_by_role("button", name="Login").click()
    expect(login.locator("#yui-gen0")).to_be_visible()
    return login


@pytest.fixture
def form(first_screen: Page) -> Page:
    """The form that links accounts."""
    first_screen.locator("#topmenu").get_by_role("link", name="Utilities").click()
    first_screen.get_by_role("link", name="Link a CM/ECF account to my PACER account").click()
    expect(first_screen.locator("input[name=key]")).to_be_visible()
    return first_screen


def accept_alerts(page: Page) -> list[str]:
    """Accept every alert from now on; return a list that collects their messages."""
    messages: list[str] = []

    def accept(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.accept()

    page.on("dialog", accept)
    return messages


def test_clear_empties_the_login(login: Page) -> None:
    login.get_by_label("Username").fill("somebody")
    login.get_by_role("button", name="Clear").click()
    expect(login.get_by_label("Username")).to_have_value("")


def test_cancel_goes_back_to_the_courts_website(login: Page, court: CourtSession) -> None:
    login.get_by_role("button", name="Cancel").click()
    expect(login).to_have_url(f"{court.court.website}/")


def test_a_refused_login_keeps_the_address_and_clears_the_password(login: Page) -> None:
    address = login.url
    login.get_by_label("Username").fill("somebody")
    login.get_by_label("Password").fill("a wrong password")
    login.get_by_role("button", name="Login").click()
    expect(login.locator(".ui-messages-error-detail")).to_have_text("Invalid username or password")
    expect(login.get_by_label("Password")).to_have_value("")
    expect(login.get_by_label("Username")).to_have_value("somebody")
    assert login.url == address


def test_the_menu_is_rendered_again_after_load(first_screen: Page) -> None:
    items = first_screen.locator("#topmenu > .bd > ul.first-of-type > li")
    expect(items).to_have_count(5)
    assert items.evaluate_all("all => all.map(item => item.id)") == [f"yui-gen{n}" for n in range(5)]


def test_hovering_opens_a_submenu_and_clicking_opens_the_page(first_screen: Page) -> None:
    utilities = first_screen.locator("#topmenu").get_by_role("link", name="Utilities", exact=True)
    utilities.hover()
    entry = first_screen.locator("#topmenu").get_by_role(
        "link", name="Link a CM/ECF account to my PACER account"
    )
    expect(entry).to_be_visible()
    first_screen.mouse.move(5, 500)
    expect(entry).to_have_count(0)
    utilities.click()
    expect(first_screen.locator("#cmecfMainContent")).to_contain_text("Your Account")


def test_clear_empties_the_link_form_and_enter_does_not_submit_it(form: Page) -> None:
    address = form.url
    field = form.locator("input[name=login]")
    field.fill("ct12345")
    field.press("Enter")
    assert form.url == address
    form.get_by_role("button", name="Clear").click()
    expect(field).to_have_value("")


def test_an_empty_field_raises_an_alert(form: Page) -> None:
    messages = accept_alerts(form)
    form.get_by_role("button", name="Submit").click()
    assert messages == ["Please enter your CM/ECF login."]


def test_a_second_submit_raises_an_alert_and_links_once(form: Page, account: Account) -> None:
    assert account.ecf is not None
    form.locator("input[name=login]").fill(account.ecf.login)
    form.locator("input[name=key]").fill(account.ecf.password.get_secret_value())
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_text("Do you want to link these accounts?")).to_be_visible()
    messages = accept_alerts(form)
    # Two clicks in one task of the page's script: faster than any answer.
    form.locator("input[name=button1]").evaluate("button => { button.click(); button.click(); }")
    expect(form.get_by_text("You have successfully linked your account")).to_be_visible()
    assert messages == ["Submission already made, please wait for response from server"]
    menu = form.locator("#topmenu > .bd > ul.first-of-type > li > a")
    expect(menu).to_have_text(["Query", "Reports", "Utilities", "Help", "Log Out"])
    form.locator("#topmenu").get_by_role("link", name="Query").click()
    expect(menu.nth(0)).to_have_text("Civil")
