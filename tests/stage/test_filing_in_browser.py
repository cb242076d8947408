"""A filer in a real browser: reads a document under Query and files a motion."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.stage import Control


@pytest.fixture
def accounts(control: Control) -> dict[str, Any]:
    """Counsel of record in a case with an E-Filing Order."""
    return control.mint({"ecf": {"linked": True}, "case": {}})


def log_in(page: Page, pacer: dict[str, str]) -> None:
    page.get_by_label("Username").fill(pacer["user_name"])
    page.get_by_label("Password").fill(pacer["password"])
    page.get_by_role("button", name="Login").click()
    page.locator("#regmsg\\:chkRedact div.ui-chkbox-box").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#yui-gen0")).to_be_visible()


def open_docket(page: Page, number: str) -> None:
    page.locator("#topmenu").get_by_role("link", name="Query").click()
    page.get_by_role("row", name="Case Number", exact=True).locator("input").fill(number)
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("link", name="Docket Report ...", exact=True).click()


def test_a_filer_reads_a_document_and_files_a_motion(
    browser: Browser, court: CourtSession, accounts: dict[str, Any]
) -> None:
    number = accounts["case"]["number"]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{court.court.ecf}/cgi-bin/login.pl")
        log_in(page, accounts["pacer"])

        open_docket(page, number)
        page.locator(".docket").get_by_role("link", name="1", exact=True).click()
        expect(page.locator("#cmecfMainContent b")).to_have_text("Document 1")
        expect(page.locator("#cmecfMainContent")).to_contain_text(accounts["case"]["title"])

        page.locator("#topmenu").get_by_role("link", name="Civil", exact=True).click()
        page.locator("#cmecfMainContent").get_by_role("link", name="Motions", exact=True).click()
        messages: list[str] = []

        def accept(dialog: Dialog) -> None:
            messages.append(dialog.message)
            dialog.accept()

        page.on("dialog", accept)
        page.get_by_role("button", name="Submit").click()
        assert messages == ["Please enter your Case Number."]
        page.get_by_role("row", name="Case Number", exact=True).locator("input").fill(number)
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("Submitting this screen commits this transaction.")).to_be_visible()
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("Notice of Electronic Filing")).to_be_visible()

        open_docket(page, number)
        expect(page.locator(".docket")).to_contain_text(f"MOTION filed by {accounts['pacer']['name']}")
