"""`ecfcheck screen` prints what can be pasted into a flow, and the flow passes with another account."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Request

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.permissions import EVERYTHING, READING
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment
from ecfcheck.screen.reading import CheckReading
from ecfcheck.screen.render import render_sees
from ecfcheck.screen.watch import ScreenNotShownError, wait_for_enter, watch_and_read
from tests.helpers.flow_runs import run_flow
from tests.helpers.projects import create_project, invoke

FLOW = """\
flow: pasted
title: A flow with what the command printed
document: ctd-link-pacer-account
release: nextgen
persona: unlinked_filer
steps:
  - step: "3"
    says: Log in and open Utilities.
    open: pacer_login
    do: log_in
    then:
      - screen: cmecf_home
        do: open_utilities
      - screen: utilities
        do: open_link_account
  - step: "4"
    says: Type the old login.
    screen: link_account
    do: submit
  - step: permanent
    says: What is submitted here is permanent.
"""
"""The way to the confirmation, to paste its part at the end."""

HOME = """<!DOCTYPE html>
<div id="topmenu"><div class="bd"><ul><li><a href="/cgi-bin/login.pl?logout">Log Out</a></li></ul></div></div>
<div id="cmecfMainContent"><font size="+1"><b>Home</b></font>
<p>You are logged in as Ann Advocate.</p></div>"""


@pytest.fixture
def screen(
    lend_browser: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Return a function that runs the command, in an empty folder, and returns what it prints."""
    lend_browser("screen")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        result = invoke("screen", *arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def run_pasted(text: str, folder: Path, browser: Browser, court: CourtSession) -> list[StepRecord]:
    file = folder / "pasted.yaml"
    file.write_text(text, encoding="utf-8")
    with Records(folder / "out", Redactor()) as records:
        environment = RunEnvironment(
            browser=browser,
            courts={"nextgen": court},
            folder=folder / "out",
            keep="none",
            records=records,
        )
        return run_flow(load_flow(file), environment)


def test_the_output_passes_in_a_flow_with_another_account(
    screen: Callable[..., str], browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    printed = screen("link_confirmation", "--flow", "link_account")
    assert "rows: {CM/ECF: '{ecf.name}', PACER: '{pacer.name}'}" in printed
    records = run_pasted(FLOW + printed, tmp_path, browser, court)
    assert [(record.outcome.value, record.message) for record in records] == [("OK", None)] * 3
    # The screen itself and at least the rows, the buttons, the lines, the menu.
    assert len(records[-1].parts[-1].checks) >= 5


def test_what_changes_with_time_is_left_to_the_author(screen: Callable[..., str]) -> None:
    printed = screen("cmecf_home", "--persona", "linked_filer")
    sees = yaml.safe_load(printed)["sees"]
    assert "Last login" not in str(sees)
    assert "# lines is different for each account or at each time:" in printed
    assert "District of Connecticut" in sees["text"]


def test_no_password_is_printed(screen: Callable[..., str], court: CourtSession) -> None:
    printed = screen("pacer_login")
    assert "Password *" in printed
    assert court.accounts.provide("linked_filer").pacer.password.get_secret_value() not in printed


def test_a_way_that_ends_early_is_reported_with_its_step(
    screen: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del screen  # it provides the browser
    root = create_project(tmp_path / "mine")
    monkeypatch.chdir(root)
    page = root / "pages" / "billing_history.py"
    page.write_text(page.read_text("utf-8").replace('says=("Review', 'says=("Revised'), encoding="utf-8")
    result = invoke("screen", "billing_history")
    assert result.exit_code == 4
    first, second, *_ = result.stderr.splitlines()[2:]
    place = "step 1 of billing_history (flows/billing_history.yaml:8)"
    assert first == f"billing_history was not reached: it ended at {place}"
    assert second.startswith(
        '    DRIFT  open_billing_history should lead to billing_history, known by "Revised'
    )


def read_by_hand(window: Window, go_there: Callable[[Window], None]) -> dict[str, CheckReading]:
    readings = watch_and_read(load_screens()["court_website"], window, None, Redactor(), go_there)
    return {reading.name: reading for reading in readings}


def test_a_user_can_navigate_by_hand(window: Window) -> None:
    def go_there(opened: Window) -> None:
        assert opened.look("court_website").is_expected

    assert "E-Filing (CM/ECF)" in str(read_by_hand(window, go_there)["lines"].documented)


def test_the_tab_that_the_user_opened_last_counts(window: Window) -> None:
    def open_tab(opened: Window) -> None:
        tab = opened.page.context.new_page()
        tab.goto(opened.page.url)
        opened.page.goto("about:blank")

    assert read_by_hand(window, open_tab)["lines"].documented


def test_another_screen_than_the_named_one_is_reported(window: Window) -> None:
    def go_elsewhere(opened: Window) -> None:
        opened.load(f"{opened.court.ecf}/", 10)

    with pytest.raises(
        ScreenNotShownError, match="court_website is not shown: the browser shows cmecf_front"
    ):
        read_by_hand(window, go_elsewhere)


def test_names_are_masked_where_they_must_not_be_shown(browser: Browser, court: CourtSession) -> None:
    pages = {name: known.page_class for name, known in load_screens().items()}
    with BrowserWindows(browser, court.court, pages, WindowOptions(words_to_mask=())) as windows:
        window = windows.window("first")

        def show_home(opened: Window) -> None:
            opened.page.route("**/*", lambda route: route.fulfill(body=HOME, content_type="text/html"))
            opened.load(f"{court.court.ecf}/cgi-bin/login.pl", 10)

        readings = watch_and_read(load_screens()["cmecf_home"], window, None, Redactor(), show_home)
    printed = render_sees("cmecf_home", readings, 4)
    assert "Advocate" not in printed
    assert "# lines has a name of the account: write a placeholder such as {ecf.name} for {name}:" in printed
    assert "heading: [Home]" in printed


def test_enter_ends_the_wait_and_closed_effects_are_blocked_meanwhile(
    browser: Browser, court: CourtSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {name: known.page_class for name, known in load_screens().items()}
    options = WindowOptions(closed_effects=EVERYTHING - READING)
    with BrowserWindows(browser, court.court, pages, options) as windows:
        window = windows.window("first")
        form = '<form action="/cgi-bin/iquery.pl"><table><tr><td>First Name</td></tr></table></form>'
        html = f'<div id="cmecfMainContent">{form}</div>'
        window.page.route("**/query", lambda route: route.fulfill(body=html, content_type="text/html"))
        window.load(f"{court.court.ecf}/query", 10)
        read, write = os.pipe()

        def press_enter(_: Request) -> None:
            os.write(write, b"\n")

        with os.fdopen(read, encoding="utf-8") as terminal:
            monkeypatch.setattr(sys, "stdin", terminal)
            submit = "setTimeout(() => document.querySelector('form').submit(), 1000)"
            window.page.evaluate(submit)
            # The user presses Enter once the browser has refused to send the form.
            window.page.on("requestfailed", press_enter)
            wait_for_enter(window)
        os.close(write)
        assert [address.partition("?")[0] for address in window.network_guard.blocked] == [
            f"{court.court.ecf}/cgi-bin/iquery.pl"
        ]


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (
            "def extra(self) -> Entries:\n        return ['a']\n",
            (
                "the check billing_history.extra returned a list, which cannot be compared with a document\n"
                "next  have it return what it declares: Entries (a tuple), Rows or Sections (a mapping), or"
                " Text\n"
            ),
        ),
        (
            "def extra(self) -> Entries:\n        return {}['key']\n",
            (
                "pages/billing_history.py:16: BillingHistory.extra: KeyError: 'key'\n"
                "next  correct the page object; what was done is on record\n"
            ),
        ),
        (
            "def extra(self) -> Entries:\n        return self.read_texts('b[')\n",
            "extra of billing_history cannot be read: ",
        ),
    ],
)
@pytest.mark.usefixtures("screen")
def test_a_wrong_check_of_the_users_own_is_reported_without_a_traceback(
    check: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = create_project(tmp_path / "mine")
    monkeypatch.chdir(root)
    page = root / "pages" / "billing_history.py"
    text = page.read_text("utf-8").replace(
        "from pages.landmark", "from pages.decorators import *\nfrom pages.landmark"
    )
    page.write_text(f"{text}\n    @check\n    {check}", encoding="utf-8")
    result = invoke("screen", "billing_history")
    assert result.exit_code == 4
    assert message in result.stderr
    assert "Traceback" not in result.output
