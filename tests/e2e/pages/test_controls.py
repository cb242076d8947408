"""A control is found as Playwright finds it, and clicked at once where nothing can move."""

import pytest
from playwright.sync_api import Page

from config.limits import Limits
from pages.controls import PageControl, Role, locate, locate_by_role, require_controls
from pages.errors import MissingControlError

LIMITS = Limits(arrive=5, act=1, settle=0.1)

LINKS = {
    "a link": '<a href="/x">Log Out</a>',
    "a letter of its own style": '<a href="/x" style="display: block"><u>L</u>og Out</a>',
    "lines and blocks": '<a href="/x"> Log\n <div>Out</div></a>',
    "a picture": '<a href="/x"><img alt="Log Out" src="data:,"></a>',
    "a label": '<a href="/x" aria-label="Log Out">Bye</a>',
    "a title": '<a href="/x" title="Log Out"><i style="background: red; padding: 9px"></i></a>',
    "a role": '<span role="link" tabindex="0">Log Out</span>',
    "a part that is not displayed": '<a href="/x">Log Out<i style="display: none"> now</i></a>',
    "letters shown as capitals": '<a href="/x" style="text-transform: uppercase">Log Out</a>',
}
NO_LINKS = {
    "more words": '<a href="/x">Log Out now</a>',
    "other capitals": '<a href="/x">log out</a>',
    "no address": "<a>Log Out</a>",
    "another role": '<a href="/x" role="button">Log Out</a>',
    "not displayed": '<a href="/x" style="display: none">Log Out</a>',
    "hidden": '<a href="/x" style="visibility: hidden">Log Out</a>',
    "hidden from assistive technology": '<div aria-hidden="true"><a href="/x">Log Out</a></div>',
}
BUTTONS = {
    "a button": "<button>Log Out</button>",
    "an input": '<input type="submit" value="Log Out">',
    "a role": '<div role="button" tabindex="0">Log Out</div>',
}


def show(tab: Page, html: str) -> None:
    tab.set_content(f'<main style="padding: 40px">{html}</main>')


def find_fault(tab: Page, *controls: PageControl) -> str:
    try:
        require_controls(tab, controls, ["court.example"], LIMITS)
    except MissingControlError as error:
        return error.reason
    return ""


FOUND: list[tuple[Role, str, int]] = [("link", html, 1) for html in LINKS.values()] + [
    ("button", html, 1) for html in BUTTONS.values()
]
NOT_FOUND: list[tuple[Role, str, int]] = [("link", html, 0) for html in NO_LINKS.values()]


@pytest.mark.parametrize(
    ("role", "html", "count"),
    [*FOUND, *NOT_FOUND],
    ids=[*LINKS, *BUTTONS, *(f"not {name}" for name in NO_LINKS)],
)
def test_a_control_is_found_by_its_name_as_playwright_finds_it(
    role: Role, html: str, count: int, tab: Page
) -> None:
    show(tab, html)
    control = locate_by_role(tab, "main *", role, "Log Out")
    assert control.locator.count() == count
    assert find_fault(tab, control) == ("" if count else f'the {role} "Log Out" is not there')


def test_a_field_is_found_by_the_row_that_it_is_in(tab: Page) -> None:
    rows = "<tr><td>Login:</td><td><input></td></tr><tr><td>Password:</td><td><input></td></tr>"
    show(tab, f"<table>{rows}</table>")
    css = "main tr input"
    field = PageControl(
        tab.locator(css).nth(1), 'field "Password:"', label="Password:", css=css, row="Password:"
    )
    assert find_fault(tab, field) == ""
    other = PageControl(tab.locator(css), 'field "Name:"', css=css, row="Name:")
    assert find_fault(tab, field, other) == 'the field "Name:" is not there'


def test_the_first_control_with_a_fault_is_named(tab: Page) -> None:
    show(tab, "<button>Clear</button><button>Clear</button>")
    controls = [locate_by_role(tab, "main *", "button", name) for name in ("Clear", "Submit")]
    assert find_fault(tab, *controls) == 'the button "Clear" is there 2 times'
    assert find_fault(tab, *reversed(controls)) == 'the button "Submit" is not there'


MOVING = """<style>@keyframes move {to {margin-left: 300px}} button {animation: move 60s}</style>
<button>Go</button>"""
COVERED = '<button>Go</button><div style="position: fixed; inset: 0; background: #fff1"></div>'
BELOW = '<div style="height: 3000px"></div><button>Go</button>'


@pytest.mark.parametrize(
    ("html", "at_once"),
    [("<button>Go</button>", True), (MOVING, False), (COVERED, False), (BELOW, False)],
    ids=["at rest", "moving", "covered", "below the fold"],
)
def test_only_what_a_click_hits_and_what_does_not_move_is_clicked_at_once(
    html: str, at_once: bool, tab: Page
) -> None:
    show(tab, html)
    (state,) = require_controls(tab, [locate(tab, "button", 'button "Go"')], [], LIMITS)
    assert (state.click_point is not None) is at_once


def test_nothing_is_clicked_at_once_while_a_picture_is_awaited(tab: Page) -> None:
    tab.route("**/slow.png", lambda _: None)
    html = '<button>Go</button><img src="http://court.example/slow.png">'
    tab.set_content(html, wait_until="domcontentloaded")
    (state,) = require_controls(tab, [locate(tab, "button", 'button "Go"')], [], LIMITS)
    assert state.click_point is None
