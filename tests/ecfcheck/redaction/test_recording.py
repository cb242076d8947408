"""What Playwright records of a login with an odd password: full of it before the sweep, and empty after."""

import http.server
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from slugify import slugify

from config.secret import Secret
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.redaction.sweep import sweep
from tests.ecfcheck.redaction.searcher import occurrences

CANARY = 'q"u&o%t e<d>é\\9+~/=😀end'
SESSION = "0123456789abcdefSESSION"
# As courts' pages do, it names no character set: the browser takes it for a Western one.
PAGE = b"""<!doctype html><title>Login</title>
<form method="post" action="/login">
<label>Password <input type="password" name="p"></label><button>Login</button></form>
<script>
async function call(secret) {
  const basic = btoa(String.fromCharCode(...new TextEncoder().encode("ct12345:" + secret)));
  await fetch("/json?p=" + encodeURIComponent(secret), {method: "POST",
    headers: {"Content-Type": "application/json", Authorization: "Basic " + basic},
    body: JSON.stringify({user: "ct12345", password: secret})});
  console.log("sent", secret);
  document.title = "sent";
}
</script>"""


class Court(http.server.BaseHTTPRequestHandler):
    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", f"session={SESSION}; HttpOnly")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._answer(PAGE)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(PAGE + b"<p>" + sent + b"</p>")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Court) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def recorded(browser: Browser, address: str, tmp_path: Path) -> Path:
    """A folder with a trace, a HAR, a record, a JUnit file and a folder named after a test."""
    folder = tmp_path / "run"
    named = folder / "test-results" / "a"
    context = browser.new_context(record_har_path=named / "net.har")
    context.tracing.start(screenshots=True, snapshots=True, sources=True)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Password").fill(CANARY)
    page.evaluate("secret => call(secret)", CANARY)
    expect(page).to_have_title("sent")
    page.get_by_role("button").click()
    expect(page.locator("p")).to_be_visible()
    context.tracing.stop(path=named / "trace.zip")
    context.close()
    (folder / "records.jsonl").write_text(json.dumps({"says": f"typed {CANARY}"}) + "\n", encoding="utf-8")
    (folder / slugify(f"test_login[{CANARY}]")).mkdir()
    return folder


@dataclass(frozen=True)
class Loaded:
    """What Playwright's own loader says of a trace."""

    actions: str
    requests: str

    @classmethod
    def of(cls, trace: Path, folder: Path) -> "Loaded":
        def told(*command: str) -> str:
            whole = [sys.executable, "-m", "playwright", "trace", *command]
            return subprocess.run(whole, cwd=folder, check=True, capture_output=True, text=True).stdout

        told("open", str(trace))
        return cls(told("actions"), told("requests"))


def referred(value: Any) -> Iterator[str]:
    """Yield the members that a line of a trace refers to."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("_file", "file") if isinstance(value.get(key), str))
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from referred(item)


def test_a_recording_holds_the_password_many_times_before_the_sweep_and_never_after(
    recorded: Path, tmp_path: Path
) -> None:
    trace = recorded / "test-results" / "a" / "trace.zip"
    loaded = Loaded.of(trace, tmp_path)
    before, places = occurrences(recorded, CANARY)
    assert set(before) >= {"JSON", "JSON in JSON", "URL", "form of a Western page", "base64", "slug"}
    assert before.total() >= 25
    assert len(places) >= 7
    assert occurrences(recorded, SESSION)[0].total() >= 8

    redactor = Redactor()
    redactor.learn([Secret(CANARY)])
    result = sweep(recorded, redactor)

    assert (result.files, result.redacted, result.left) == (3, 3, ())
    assert [gone.path for gone in result.deleted] == ["test-login-***"]
    assert not occurrences(recorded, CANARY)[0]
    assert not occurrences(recorded, SESSION)[0]
    assert json.loads((trace.parent / "net.har").read_bytes())["log"]["entries"]

    with zipfile.ZipFile(trace) as archive:
        lines = [
            json.loads(line)
            for member in ("trace.trace", "trace.network")
            for line in archive.read(member).splitlines()
        ]
        assert set(referred(lines)) <= set(archive.namelist())
        assert set(referred(lines)) >= {name for name in archive.namelist() if name.startswith("resources/")}
    clean = Loaded.of(trace, tmp_path)
    assert 'Fill "***"' in clean.actions
    assert len(clean.actions.splitlines()) == len(loaded.actions.splitlines())
    assert len(clean.requests.splitlines()) == len(loaded.requests.splitlines())
