"""A filer at work in a real browser: from Query to a document, and a motion onto the docket."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, expect
from playwright.sync_api import Page as Tab

from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.stage import Control


@pytest.fixture
def made(control: Control) -> dict[str, Any]:
    """Counsel of record in a case with an E-Filing Order."""
    return control.mint({"ecf": {"linked": True}, "case": {}})


def log_in(tab: Tab, pacer: dict[str, str]) -> None:
    tab.get_by_label("Username").fill(pacer["user_name"])
    tab.get_by_label("Password").fill(pacer["password"])
    tab.get_by_role("button", name="Login").click()
    tab.locator("#regmsg\\:chkRedact div.ui-chkbox-box").click()
    tab.get_by_role("button", name="Continue").click()
    expect(tab.locator("#yui-gen0")).to_be_visible()


def open_docket(tab: Tab, number: str) -> None:
    tab.locator("#topmenu").get_by_role("link", name="Query").click()
    tab.get_by_role("row", name="Case Number", exact=True).locator("input").fill(number)
    tab.get_by_role("button", name="Submit").click()
    tab.get_by_role("link", name="Docket Report ...", exact=True).click()


def test_a_filer_reads_a_document_and_files_a_motion(
    browser: Browser, court: CourtSession, made: dict[str, Any]
) -> None:
    number = made["case"]["number"]
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{court.court.ecf}/cgi-bin/login.pl")
        log_in(tab, made["pacer"])

        open_docket(tab, number)
        tab.locator(".docket").get_by_role("link", name="1", exact=True).click()
        expect(tab.locator("#cmecfMainContent b")).to_have_text("Document 1")
        expect(tab.locator("#cmecfMainContent")).to_contain_text(made["case"]["title"])

        tab.locator("#topmenu").get_by_role("link", name="Civil", exact=True).click()
        tab.locator("#cmecfMainContent").get_by_role("link", name="Motions", exact=True).click()
        said: list[str] = []

        def accept(dialog: Dialog) -> None:
            said.append(dialog.message)
            dialog.accept()

        tab.on("dialog", accept)
        tab.get_by_role("button", name="Submit").click()
        assert said == ["Please enter your Case Number."]
        tab.get_by_role("row", name="Case Number", exact=True).locator("input").fill(number)
        tab.get_by_role("button", name="Submit").click()
        expect(tab.get_by_text("Submitting this screen commits this transaction.")).to_be_visible()
        tab.get_by_role("button", name="Submit").click()
        expect(tab.get_by_text("Notice of Electronic Filing")).to_be_visible()

        open_docket(tab, number)
        expect(tab.locator(".docket")).to_contain_text(f"MOTION filed by {made['pacer']['name']}")
