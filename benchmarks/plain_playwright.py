"""The link procedure written by hand in plain Playwright, to compare ecfcheck to.

It starts like ecfcheck's own run, with a fresh account and a fresh browser context, and asserts everything
that flows/link_account.yaml asserts, with Playwright's `expect`. It keeps neither records nor pictures.
"""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from config.account import Account, EcfCredentials
from config.court import Court

LINK = "Link a CM/ECF account to my PACER account"
READER = ["Query", "Reports", "Utilities", "Help", "Log Out"]
FILER = ["Civil", "Criminal", "Query", "Reports", "Utilities", "Search", "Help", "Log Out"]
NOTICE = (
    "NOTICE: This is a restricted government web site for official PACER use only. Unauthorized entry is"
    " prohibited and subject to prosecution under Title 18 of the U.S. Code. All activities and access"
    " attempts are logged."
)
EXPLANATION = [
    "This utility links your PACER account with your e-filer account in this court.",
    "If you use CM/ECF for PACER only, no action is necessary.",
    (
        "If you had a CM/ECF e-filing account in this court before the court converted to NextGen CM/ECF,"
        " enter your old CM/ECF login and password below and press Submit. You will be prompted to confirm"
        " that you want to link your PACER account to your old CM/ECF e-filing account. Press Submit to link"
        " the accounts (or go back if the names don't match)."
    ),
]
PERMANENT = (
    "After you submit this screen, your old e-filing credentials for the CM/ECF account will be permanently"
    " linked to your upgraded PACER account. Use your upgraded PACER account to e-file in this court."
)


def run_link_procedure(browser: Browser, court: Court, account: Account) -> None:
    """Perform the whole procedure and assert its steps."""
    if account.ecf is None:
        raise ValueError("the procedure needs a CM/ECF account")
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    page = context.new_page()
    try:
        page.goto(f"{court.website}/")
        expect(page.locator("body")).to_contain_text("E-Filing (CM/ECF)")
        with page.expect_popup() as popup:
            page.get_by_role("link", name="E-Filing (CM/ECF) »", exact=True).click()
        page = popup.value
        _check_login(page)
        _log_in(page, account.pacer.user_name, account.pacer.password.get_secret_value())
        _link(page, account, account.ecf)
        _check_one_login(page, court, account, account.ecf)
    finally:
        context.close()


def _check_login(page: Page) -> None:
    form = page.locator("#loginForm")
    expect(form).to_be_visible()
    expect(form.locator("label")).to_have_text(["Username *", "Password *", "Client Code"])
    for name in ("loginName", "password", "clientCode"):
        expect(form.locator(f'[id="loginForm:{name}"]')).to_be_visible()
    expect(form.get_by_role("button")).to_have_text(["Login", "Clear", "Cancel"])
    links = ["Need an Account?", "Forgot Your Password?", "Forgot User Name?"]
    expect(page.locator("#content").get_by_role("link")).to_have_text(links)
    expect(page.locator("body")).to_contain_text(NOTICE)


def _log_in(page: Page, user_name: str, password: str) -> None:
    page.locator('[id="loginForm:loginName"]').fill(user_name)
    page.locator('[id="loginForm:password"]').fill(password)
    page.get_by_role("button", name="Login", exact=True).click()


def _find_menu(page: Page) -> Locator:
    return page.locator("#topmenu > .bd > ul.first-of-type > li > a.yuimenubaritemlabel")


def _get_first_and_last_name(name: str) -> tuple[str, str]:
    words = name.split()
    return words[0], words[-1]


def _link(page: Page, account: Account, ecf: EcfCredentials) -> None:
    content = page.locator("#cmecfMainContent")
    expect(page.locator('#topmenu a[href*="login.pl?logout"]')).to_be_visible()
    expect(_find_menu(page)).to_have_text(READER)
    page.locator("#topmenu").get_by_role("link", name="Utilities", exact=True).click()

    expect(content.get_by_text("Your Account", exact=True)).to_be_visible()
    expect(_find_menu(page)).to_have_text(READER)
    own = ["Change Client Code", "Review Billing History", LINK]
    expect(content.get_by_role("link")).to_have_text(["Court Information", *own])
    section = content.locator("td").filter(has=page.get_by_text("Your Account", exact=True))
    expect(section.get_by_role("link")).to_have_text(own)
    content.get_by_role("link", name=LINK, exact=True).click()

    expect(content.get_by_text(EXPLANATION[0])).to_be_visible()
    expect(content.locator("font > b")).to_have_text([LINK])
    for sentence in EXPLANATION:
        expect(content).to_contain_text(sentence)
    expect(content.locator("tr:has(input) > td:first-child")).to_have_text(
        ["CM/ECF login:", "CM/ECF password:"]
    )
    expect(content.get_by_role("button", name="Submit", exact=True)).to_be_visible()
    expect(content.get_by_role("button", name="Clear", exact=True)).to_be_visible()
    expect(content.get_by_role("button")).to_have_count(2)
    content.get_by_role("row", name="CM/ECF login:", exact=True).locator("input").fill(ecf.login)
    password = content.get_by_role("row", name="CM/ECF password:", exact=True).locator("input")
    password.fill(ecf.password.get_secret_value())
    content.get_by_role("button", name="Submit", exact=True).click()

    expect(content.get_by_text("Do you want to link these accounts?", exact=True)).to_be_visible()
    expect(content.locator("font > b")).to_have_text([LINK])
    expect(content.locator("td")).to_have_text(["CM/ECF", ecf.name, "PACER", account.pacer.name])
    if _get_first_and_last_name(ecf.name) != _get_first_and_last_name(account.pacer.name):
        raise ValueError("the names differ")
    expect(content).to_contain_text(PERMANENT)
    expect(content.get_by_role("button")).to_have_count(1)
    content.get_by_role("button", name="Submit", exact=True).click()

    expect(content).to_contain_text("You have successfully linked your account")
    page.locator("#topmenu").get_by_role("link", name="Query", exact=True).click()
    expect(content.get_by_role("row", name="Case Number").last).to_be_visible()
    expect(_find_menu(page)).to_have_text(FILER)
    page.locator('#topmenu a[href*="login.pl?logout"]').click()
    expect(page.get_by_text("You have been logged out")).to_be_visible()


def _check_one_login(page: Page, court: Court, account: Account, ecf: EcfCredentials) -> None:
    page.goto(f"{court.website}/cmecf")
    page.get_by_role("link").filter(has=page.get_by_role("img", name="CM/ECF", exact=True)).click()
    page.get_by_role("link", name="Document Filing System").click()
    expect(page.locator("#loginForm")).to_be_visible()
    with page.expect_response(lambda response: response.request.method == "POST"):
        _log_in(page, ecf.login, ecf.password.get_secret_value())
    expect(page.locator(".ui-messages-error-detail")).to_have_text(["Invalid username or password"])
    _log_in(page, account.pacer.user_name, account.pacer.password.get_secret_value())
    page.locator('[id="regmsg:chkRedact"] .ui-chkbox-box').click()
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(_find_menu(page)).to_have_text(FILER)
    page.goto(court.pacer_account)
    _log_in(page, account.pacer.user_name, account.pacer.password.get_secret_value())
    expect(page.get_by_role("row", name=re.compile("^Name"))).to_contain_text(account.pacer.name)
    expect(page.get_by_role("row", name=re.compile("^User Name"))).to_contain_text(account.pacer.user_name)
