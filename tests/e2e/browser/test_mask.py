"""Pictures mask every field for a secret, whatever its kind and content."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.mask import Mask, create_mask
from ecfcheck.browser.screenshots import Camera
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import load_screens

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
    def take() -> bytes:
        assert window.take_picture(tmp_path / "picture.jpg")
        return (tmp_path / "picture.jpg").read_bytes()

    return take


@pytest.mark.parametrize("field", SECRET_FIELDS.values(), ids=list(SECRET_FIELDS))
def test_the_content_of_a_secret_field_does_not_change_a_picture(
    field: str, window: Window, picture: Callable[[], bytes]
) -> None:
    pictures = set()
    for secret in ("", "iii", "WWWWWW"):
        window.page.set_content(field.format(secret))
        pictures.add(picture())
    assert len(pictures) == 1


def test_the_legacy_text_field_for_a_password_stays_masked_when_it_is_typed_into(
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


@pytest.mark.parametrize("configured", [("Jane Attorney",), ()], ids=["configured", "not configured"])
@pytest.mark.parametrize("html", [CASE, CONFIRMATION], ids=["case", "confirmation"])
def test_names_are_masked_and_so_is_every_field_if_names_must_not_be_shown(
    html: str, configured: tuple[str, ...], browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    pages = {name: screen.page_class for name, screen in load_screens().items()}
    pictures = set()
    with BrowserWindows(browser, court.court, pages, WindowOptions(words_to_mask=configured)) as windows:
        window = windows.window("first")
        for color in ("red", "green"):
            window.page.set_content(html.format(color))
            assert window.take_picture(tmp_path / "picture.jpg")
            pictures.add((tmp_path / "picture.jpg").read_bytes())
    assert len(pictures) == 1


def test_no_picture_is_taken_of_an_unknown_screen_if_names_must_not_be_shown(
    browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    with BrowserWindows(browser, court.court, {}, WindowOptions(words_to_mask=("Jane Attorney",))) as windows:
        window = windows.window("first")
        window.page.set_content("<title>Notice</title>John Doe, your account was closed")
        assert not window.take_picture(tmp_path / "picture.jpg")
        assert window.notes == [
            "no picture was taken: the screen is not known and can show names; use --show-names to take one"
        ]
        assert window.look().description == "about:blank (its words are shown with --show-names)"
    assert not (tmp_path / "picture.jpg").exists()


@pytest.mark.parametrize("field", SECRET_FIELDS.values(), ids=list(SECRET_FIELDS))
def test_a_field_that_the_structure_does_not_have_is_masked_in_a_frame_alone(
    field: str, window: Window, tmp_path: Path
) -> None:
    pictures = set()
    for secret in ("iii", "WWWWWW"):
        window.page.set_content(field.format(secret))
        structure = window.read_structure("cmecf_home")
        assert structure is not None
        assert structure["has_masked"] is ("iframe" not in field)
        assert window.take_picture(tmp_path / "picture.jpg", has_masked=structure["has_masked"])
        pictures.add((tmp_path / "picture.jpg").read_bytes())
    assert len(pictures) == 1


def test_the_structure_of_a_screen_without_a_secret_field_has_nothing_to_mask(window: Window) -> None:
    window.page.set_content(FORM.format("type=text", "anything"))
    structure = window.read_structure("cmecf_home")
    assert structure is not None
    assert structure["has_masked"] is False


def test_an_empty_secret_field_has_nothing_to_mask_until_something_is_typed(window: Window) -> None:
    window.page.set_content(FORM.format("type=password", ""))
    assert (window.read_structure("cmecf_home") or {})["has_masked"] is False
    window.page.locator("input").fill("W")
    assert (window.read_structure("cmecf_home") or {})["has_masked"] is True


@pytest.mark.parametrize(
    "html",
    ["<select class=private><option value=''>A name</select>", "<button class=private>A name</button>"],
)
def test_what_is_no_field_to_type_in_has_something_to_mask(html: str, window: Window) -> None:
    window.page.set_content(html)
    window.camera = Camera(window.page, Mask(".private"))
    assert (window.read_structure("cmecf_home") or {})["has_masked"] is True


def test_other_fields_are_not_masked(window: Window, picture: Callable[[], bytes]) -> None:
    pictures = set()
    for text in ("iii", "WWWWWW"):
        window.page.set_content(FORM.format("type=text", text))
        pictures.add(picture())
    assert len(pictures) == 2
    assert create_mask([]).find_masked(window.page) == []
