"""The areas of a picture: what the page shows, and where it shows given words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from ecfcheck.browser.picture_areas import PictureAreas, find_areas

MENU = (
    "<body style='margin:0'><ul style='position:absolute;left:50px;top:40px;margin:0;padding:0;width:300px'>"
    "<li>Query</li><li><a href='#'>Court  <b>Records</b></a></li></ul>"
    "<input type=button value=Submit style='position:absolute;left:400px;top:200px;width:90px;height:30px'>"
    "<input type=password value=Records></body>"
)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page of 1280 by 720 pixels."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    yield page
    page.close()


def test_the_content_is_what_has_text_or_is_a_field(tab: Page) -> None:
    tab.set_content(MENU.replace("<input type=password value=Records>", ""))
    content = find_areas(tab).content
    assert content
    assert content[:2] == (50, 40)
    assert (content[0] + content[2], content[1] + content[3]) == (490, 230)


def test_words_are_found_in_the_smallest_element_that_shows_them(tab: Page) -> None:
    tab.set_content(MENU)
    expected = tab.locator("a").bounding_box()
    ((x, y, width, height),) = find_areas(tab, ["Court Records"]).marks
    assert expected
    assert (x, y) == (round(expected["x"]), round(expected["y"]))
    assert (width, height) == (round(expected["width"]), round(expected["height"]))


def test_a_button_is_found_by_its_words(tab: Page) -> None:
    tab.set_content(MENU)
    assert find_areas(tab, ["Submit"]).marks == ((400, 200, 90, 30),)


def test_words_that_are_not_there_or_fill_the_page_are_not_marked(tab: Page) -> None:
    tab.set_content(
        "<body style='margin:0'><div style='height:720px'>Everything here is this sentence.</div>"
    )
    assert find_areas(tab, ["Nothing of the kind", "", "Everything here"]).marks == ()


def test_a_password_is_not_searched(tab: Page) -> None:
    tab.set_content("<input type=password value=secret>")
    assert find_areas(tab, ["secret"]).marks == ()


def test_an_empty_page_has_no_areas(tab: Page) -> None:
    tab.set_content("")
    assert find_areas(tab, ["anything"]) == PictureAreas()
