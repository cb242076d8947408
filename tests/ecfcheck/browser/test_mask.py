"""Pictures show no field that takes a secret, whatever stands in it and whatever kind of field it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.mask import create_mask
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import screens

FORM = '<body id="cmecfMainContent"><form><input {} value="{}"></form></body>'
IN_A_FRAME = "<iframe srcdoc='<input type=password value={}>'></iframe>"
SECRET_FIELDS = {
    "password": FORM.format("type=password", "{}"),
    "passcode": FORM.format('id="mfaForm:mfaInput"', "{}"),
    "a password that is shown": FORM.format('id="loginForm:password" type=text', "{}"),
    "a password in a frame": IN_A_FRAME,
}
MAINTAIN = FORM.format("type=text", "********")


@pytest.fixture
def picture(window: Window, tmp_path: Path) -> Callable[[], bytes]:
    def taken() -> bytes:
        assert window.take_picture(tmp_path / "picture.jpg")
        return (tmp_path / "picture.jpg").read_bytes()

    return taken


@pytest.mark.parametrize("field", SECRET_FIELDS.values(), ids=list(SECRET_FIELDS))
def test_what_stands_in_a_secret_field_changes_no_picture(
    field: str, window: Window, picture: Callable[[], bytes]
) -> None:
    pictures = set()
    for secret in ("", "iii", "WWWWWW"):
        window.page.set_content(field.format(secret))
        pictures.add(picture())
    assert len(pictures) == 1


def test_the_legacy_text_field_for_a_password_is_masked_also_when_it_is_typed_into(
    window: Window, picture: Callable[[], bytes]
) -> None:
    window.page.set_content(MAINTAIN)
    before = picture()
    window.page.locator("input").fill("WWWWWW")
    window.page.locator("input").blur()
    assert picture() == before


CASE = """<body id=cmecfMainContent><center style='color: {0}'><b><font size=4>3:17-cv-1</font></b> Doe v. Roe
</center><a href=#>Docket Report ...</a><input value={0}></body>"""
CONFIRMATION = """<body id=cmecfMainContent>Do you want to link these accounts?<table>
<tr><td>CM/ECF</td><td style='color: {0}'>Jane Attorney</td></tr>
<tr><td>PACER</td><td style='color: {0}'>John Doe</td></tr></table></body>"""


@pytest.mark.parametrize("configured", [("Jane Attorney",), ()], ids=["configured", "known to nobody"])
@pytest.mark.parametrize("shown", [CASE, CONFIRMATION], ids=["case", "confirmation"])
def test_names_that_are_not_to_be_seen_are_covered_and_with_them_every_field(
    shown: str, configured: tuple[str, ...], browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    pages = {name: screen.page_class for name, screen in screens().items()}
    pictures = set()
    with BrowserWindows(browser, court.court, pages, WindowOptions(personal_details=configured)) as windows:
        window = windows.window("first")
        for colour in ("red", "green"):
            window.page.set_content(shown.format(colour))
            assert window.take_picture(tmp_path / "picture.jpg")
            pictures.add((tmp_path / "picture.jpg").read_bytes())
    assert len(pictures) == 1


def test_no_picture_is_taken_of_a_screen_that_may_say_whose_account_it_is_nobody_knows_where(
    browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    with BrowserWindows(
        browser, court.court, {}, WindowOptions(personal_details=("Jane Attorney",))
    ) as windows:
        window = windows.window("first")
        window.page.set_content("<title>Notice</title>John Doe, your account was closed")
        assert not window.take_picture(tmp_path / "picture.jpg")
        assert window.notes == [
            "no picture: the screen is not known, and may say whose account it is; --show-names takes one"
        ]
        assert window.look().description == "about:blank, whose words are told with --show-names"
    assert not (tmp_path / "picture.jpg").exists()


def test_any_other_field_is_shown(window: Window, picture: Callable[[], bytes]) -> None:
    pictures = set()
    for text in ("iii", "WWWWWW"):
        window.page.set_content(FORM.format("type=text", text))
        pictures.add(picture())
    assert len(pictures) == 2
    assert create_mask([]).over(window.page) == []
