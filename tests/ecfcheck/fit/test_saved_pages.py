"""Saved pages are found by court and served in a browser that reaches nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from config.yaml_file import ProblemsError
from ecfcheck.fit.saved_pages import find_refresh, find_saved_courts, load_court_of_pages, serve_pages


def save(folder: Path, court: str, **pages: str) -> None:
    (folder / court).mkdir(parents=True)
    for name, html in pages.items():
        (folder / court / f"{name}.html").write_text(html, encoding="utf-8")


def test_the_courts_of_a_folder_are_found_by_the_names_of_its_folders(tmp_path: Path) -> None:
    save(tmp_path, "nysd", website="<p>", cmecf="<p>")
    save(tmp_path, "ctb", cmecf="<p>")
    save(tmp_path, "empty")
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
        (".", [], "has no saved pages; lay them out as <court id>/website.html and <court id>/cmecf.html"),
        (".", ["nysd"], "has no pages of 'nysd'"),
    ],
)
def test_a_folder_without_pages_is_a_problem(
    folder: str, wanted: list[str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsError) as caught:
        find_saved_courts(tmp_path / folder, wanted)
    assert message in str(caught.value)


def test_a_court_that_is_not_known_has_addresses_as_all_federal_courts() -> None:
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
def test_a_page_that_leads_on_by_itself_is_known(page: bytes, address: str | None) -> None:
    assert find_refresh(page) == address


@contextmanager
def counting_server() -> Iterator[tuple[int, list[str]]]:
    """Serve on loopback, and note each request."""
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


def test_nothing_that_a_saved_page_asks_for_leaves_the_browser(browser: Browser) -> None:
    with counting_server() as (port, requests):
        away = f"http://127.0.0.1:{port}"
        page = f"""<img src="{away}/picture"><iframe src="{away}/frame"></iframe>
        <script src="{away}/script"></script>
        <script>fetch("{away}/fetch").catch(() => 0); navigator.sendBeacon("{away}/beacon");
        new WebSocket("ws://127.0.0.1:{port}/socket"); document.title = "ran"</script>"""
        context = browser.new_context()
        with serve_pages(context, {"https://www.ctd.uscourts.gov/": page.encode()}):
            tab = context.new_page()
            tab.goto("https://www.ctd.uscourts.gov/")
            assert tab.title() == "ran"
        context.close()
    assert requests == []
