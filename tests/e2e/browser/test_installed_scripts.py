"""What looks at a document is in each one before the page's own scripts are."""

from playwright.sync_api import Browser, Page

from ecfcheck.browser.screen_finder import ScreenFinder, ScreenSpec
from ecfcheck.browser.window import Window
from pages.landmark import Landmark
from pages.seeing import READER

REPLACES = """<script>
    const replacement = () => ({sees: () => true});
    try { globalThis[Symbol.for('ecfcheck.reader')] = replacement; } catch { /* in strict mode */ }
    try { Object.defineProperty(globalThis, Symbol.for('ecfcheck.reader'), {value: replacement}); } catch { }
</script><p hidden>Hidden</p>"""


def show(page: Page, html: str) -> None:
    page.route("http://court.localhost/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("http://court.localhost/")


def test_a_page_cannot_replace_the_reader(window: Window) -> None:
    show(window.page, REPLACES)
    assert window.page.evaluate(f"{READER}.sees(document.querySelector('p'))") is False


def test_a_document_of_a_popup_and_of_a_frame_has_the_reader(window: Window) -> None:
    show(window.page, "<iframe srcdoc='<p>in it</p>'></iframe><a href='about:blank' target=_blank>More</a>")
    with window.page.expect_popup() as popup:
        window.page.locator("a").click()
    for frame in (*window.page.frames, *popup.value.frames):
        assert frame.evaluate(f"typeof {READER}.sees") == "function"


def test_a_document_without_the_scripts_gets_them_with_the_first_look(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Notice</h1>")
    finder = ScreenFinder({"notice": ScreenSpec(Landmark("h1"), "http://court.localhost")}, {})
    look = finder.observe(page)
    assert look
    assert look.names == ("notice",)
    assert page.evaluate(f"{READER}.words(document.querySelector('h1'))") == "Notice"
    page.close()
