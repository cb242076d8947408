"""Playwright's recordings of a login contain the password many times; redacted, they do not."""

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
from ecfcheck.redaction import Redactor, redact_folder
from tests.helpers.secret_searcher import count_occurrences

CANARY = 'q"u&o%t e<d>é\\9+~/=😀end'
SESSION = "0123456789abcdefSESSION"
# Like courts' pages, it does not name its character set, so the browser assumes a Western one.
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


class CourtHandler(http.server.BaseHTTPRequestHandler):
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
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(PAGE + b"<p>" + body + b"</p>")

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), CourtHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def run_folder(browser: Browser, address: str, tmp_path: Path) -> Path:
    """A run's folder with a trace, a HAR, a record and a folder named after a test."""
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
class LoadedTrace:
    """What Playwright's own loader lists for a trace."""

    actions: str
    requests: str

    @classmethod
    def load(cls, trace: Path, folder: Path) -> "LoadedTrace":
        def run(*arguments: str) -> str:
            command = [sys.executable, "-m", "playwright", "trace", *arguments]
            return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout

        run("open", str(trace))
        return cls(run("actions"), run("requests"))


def list_referenced_members(value: Any) -> Iterator[str]:
    """Yield the zip members that a line of a trace refers to."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("_file", "file") if isinstance(value.get(key), str))
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from list_referenced_members(item)


def test_a_recording_contains_the_password_before_redaction_and_not_after(
    run_folder: Path, tmp_path: Path
) -> None:
    trace = run_folder / "test-results" / "a" / "trace.zip"
    loaded = LoadedTrace.load(trace, tmp_path)
    before, places = count_occurrences(run_folder, CANARY)
    assert set(before) >= {"JSON", "JSON in JSON", "URL", "form of a Western page", "base64", "slug"}
    assert before.total() >= 25
    assert len(places) >= 7
    assert count_occurrences(run_folder, SESSION)[0].total() >= 8

    redactor = Redactor()
    redactor.learn([Secret(CANARY)])
    result = redact_folder(run_folder, redactor)

    assert (result.files, result.redacted, result.not_deleted) == (3, 3, ())
    assert [deleted.path for deleted in result.deleted] == ["test-login-***"]
    assert not count_occurrences(run_folder, CANARY)[0]
    assert not count_occurrences(run_folder, SESSION)[0]
    assert json.loads((trace.parent / "net.har").read_bytes())["log"]["entries"]

    with zipfile.ZipFile(trace) as archive:
        lines = [
            json.loads(line)
            for member in ("trace.trace", "trace.network")
            for line in archive.read(member).splitlines()
        ]
        assert set(list_referenced_members(lines)) <= set(archive.namelist())
        assert set(list_referenced_members(lines)) >= {
            name for name in archive.namelist() if name.startswith("resources/")
        }
    clean = LoadedTrace.load(trace, tmp_path)
    assert 'Fill "***"' in clean.actions
    assert len(clean.actions.splitlines()) == len(loaded.actions.splitlines())
    assert len(clean.requests.splitlines()) == len(loaded.requests.splitlines())
