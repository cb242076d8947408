"""What sends past every route is closed in each document, and what pages in order do still works."""

import re

import pytest
from playwright.sync_api import Page

from ecfcheck.courts.court_session import CourtSession


@pytest.fixture
def page(tab: Page, court: CourtSession) -> Page:
    """A document of the court."""
    tab.goto(f"{court.court.ecf}/static/ecf.css")
    return tab


ADD_FRAME = "document.body.append(document.createElement('iframe'));"


def test_no_way_past_the_routes_is_there_in_a_document_or_its_frame(page: Page) -> None:
    page.evaluate(ADD_FRAME)
    ways = re.compile("RTCPeerConnection$|^SharedWorker$|^WebTransport$|^WebSocketStream$|fetchLater")
    for frame in page.frames:
        names = frame.evaluate("Object.getOwnPropertyNames(globalThis)")
        assert list(filter(ways.search, names)) == []


CONTENT = "<img src=/static/seal.svg><form method=post action=/search><button>Search</button></form>"
IS_SHOWN = "document.images[0].decode().then(() => true)"
FILLED_IN = {
    "written": f"tab.document.write('{CONTENT}')",
    "opened and written": f"tab.document.open(); tab.document.write('{CONTENT}'); tab.document.close()",
    "set": f"tab.document.body.innerHTML = '{CONTENT}'",
}


@pytest.mark.parametrize("script", FILLED_IN.values(), ids=FILLED_IN)
def test_a_popup_that_its_opener_fills_in_shows_pictures_and_sends_its_form(script: str, page: Page) -> None:
    with page.expect_popup() as popup:
        page.evaluate(f"() => {{ const tab = open(''); {script}; }}")
    assert popup.value.evaluate(IS_SHOWN)
    with popup.value.expect_navigation(url="**/search"):
        popup.value.get_by_role("button").click()


def test_a_frame_that_a_script_address_fills_in_shows_pictures(page: Page) -> None:
    page.evaluate(
        """content => new Promise(done => {
            globalThis.content = content;
            const frame = document.createElement('iframe');
            frame.src = 'javascript:parent.content';
            frame.onload = () => frame.contentDocument.images.length && done();
            document.body.append(frame);
        })""",
        CONTENT,
    )
    assert page.frames[-1].evaluate(IS_SHOWN)


def test_workers_and_sockets_can_be_made_and_extended(page: Page) -> None:
    assert (
        page.evaluate(
            """() => {
            class OwnSocket extends WebSocket {}
            const worker = new Worker('/worker.js'), socket = new OwnSocket('ws://other.localhost/');
            return [
                worker instanceof Worker, worker.constructor === Worker,
                socket instanceof OwnSocket, socket instanceof WebSocket, WebSocket.OPEN === 1,
            ];
        }"""
        )
        == [True] * 5
    )


def test_document_write_looks_like_the_browsers_own(page: Page) -> None:
    assert page.evaluate("document.write.name") == "write"
    assert "native code" in page.evaluate("document.write.toString()")


def test_a_page_with_a_variable_called_url_can_have_its_sockets_closed(page: Page) -> None:
    page.evaluate("() => { globalThis.URL = '/cgi-bin/login.pl'; new WebSocket('ws://other.localhost/'); }")
    page.evaluate("globalThis[Symbol.for('ecfcheck.unrouted')].closeSockets(['court.localhost'])")
