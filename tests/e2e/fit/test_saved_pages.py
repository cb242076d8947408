"""Saved pages are found by court and served in a browser without network."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from config.yaml_file import ProblemsError
from ecfcheck.fit.saved_pages import find_refresh, find_saved_courts, load_court_of_pages, serve_pages


def save_pages(folder: Path, court: str, **pages: str) -> None:
    (folder / court).mkdir(parents=True)
    for name, html in pages.items():
        (folder / court / f"{name}.html").write_text(html, encoding="utf-8")


def test_the_courts_of_a_folder_are_found_by_the_names_of_its_folders(tmp_path: Path) -> None:
    save_pages(tmp_path, "nysd", website="<p>", cmecf="<p>")
    save_pages(tmp_path, "ctb", cmecf="<p>")
    save_pages(tmp_path, "empty")
    (tmp_path / "README.md").write_text("about these", encoding="utf-8")
    found = find_saved_courts(tmp_path)
    assert [(one.id, sorted(one.pages)) for one in found] == [
        ("ctb", ["cmecf.html"]),
        ("nysd", ["cmecf.html", "website.html"]),
    ]
    assert [one.id for one in find_saved_courts(tmp_path, ["nysd"])] == ["nysd"]


@pytest.mark.parametrize(
    ("folder", "wanted", "message"),
    [
        ("nowhere", [], "nowhere: is not a folder; name one that holds <court id>/website.html"),
        (".", [], "has no saved pages; save them as <court id>/website.html and <court id>/cmecf.html"),
        (".", ["nysd"], "has no pages of 'nysd'"),
    ],
)
def test_a_folder_without_pages_is_refused(
    folder: str, wanted: list[str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsError) as caught:
        find_saved_courts(tmp_path / folder, wanted)
    assert message in str(caught.value)


def test_an_unknown_court_has_addresses_like_all_federal_courts() -> None:
    court = load_court_of_pages("ca3")
    assert (court.website, court.ecf) == ("https://www.ca3.uscourts.gov", "https://ecf.ca3.uscourts.gov")


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (
            b"<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>",
            "/cgi-bin/ShowIndex.pl",
        ),
        (b'<meta http-equiv="refresh" content="0; URL=https://example.com/">', "https://example.com/"),
        (b"<meta content=\"0; URL='/home'\" http-equiv=refresh>", "/home"),
        (b"<meta http-equiv=refresh content='0.5, Url = /x'>", "/x"),
        (b"<![abc[ x ]]><meta http-equiv=refresh content='0;/x'>", "/x"),
        (b'<meta http-equiv="Content-Type" content="text/html">', None),
        (b'<meta http-equiv="refresh" content="1800;url=/">', None),
        (b"<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>", None),
        (b"<!-- <meta http-equiv=refresh content='0;url=/x'> -->", None),
    ],
)
def test_a_refresh_that_redirects_is_found(page: bytes, address: str | None) -> None:
    assert find_refresh(page) == address


@contextmanager
def serve_and_count() -> Iterator[tuple[int, list[str]]]:
    """Run a server on loopback; yield its port and a list of the requests it gets."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, requests
        server.shutdown()


def test_requests_of_a_saved_page_do_not_leave_the_browser(browser: Browser) -> None:
    with serve_and_count() as (port, requests):
        server = f"http://127.0.0.1:{port}"
        page = f"""<img src="{server}/picture"><iframe src="{server}/frame"></iframe>
        <script src="{server}/script"></script>
        <script>fetch("{server}/fetch").catch(() => 0); navigator.sendBeacon("{server}/beacon");
        new WebSocket("ws://127.0.0.1:{port}/socket"); document.title = "ran"</script>"""
        context = browser.new_context()
        with serve_pages(context, {"https://www.ctd.uscourts.gov/": page.encode()}):
            tab = context.new_page()
            tab.goto("https://www.ctd.uscourts.gov/")
            assert tab.title() == "ran"
        context.close()
    assert requests == []
