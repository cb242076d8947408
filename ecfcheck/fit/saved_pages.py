"""Finds saved pages of courts, and serves them in a browser without network."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

from config.court import Court, load_court
from config.federal import load_federal_courts
from config.yaml_file import Problem, ProblemsError, display_path

WEBSITE = "website.html"
CMECF = "cmecf.html"
LOGIN = "login.html"

_ID = re.compile(r"[a-z0-9_-]+")
_REFRESH = re.compile(
    r"\s*(?P<seconds>\d+)(\.\d*)?\s*[;,]\s*(url\s*=\s*)?(?P<address>\S.*)", re.IGNORECASE | re.DOTALL
)
"""The content of a refresh to another address, as in `0; url=/cgi-bin/ShowIndex.pl`."""

_MAX_DELAY = 5
"""A refresh within this many seconds is a redirect: a reader cannot do anything before it."""


@dataclass(frozen=True)
class SavedCourt:
    """The saved pages of a court by their file names."""

    id: str
    court: Court
    pages: Mapping[str, bytes]


def find_saved_courts(folder: Path, wanted: Sequence[str] = ()) -> list[SavedCourt]:
    """Return the courts with pages in a folder, as `<court id>/website.html`.

    Raises ProblemsError if there are none, or none of a wanted court.
    """
    if not folder.is_dir():
        raise ProblemsError.single(
            display_path(folder), "is not a folder; name one that holds <court id>/website.html"
        )
    found = [
        SavedCourt(path.name, load_court_of_pages(path.name), _read_pages(path))
        for path in sorted(folder.iterdir())
        if path.is_dir() and _ID.fullmatch(path.name) and (not wanted or path.name in wanted)
    ]
    found = [one for one in found if one.pages]
    ids = {one.id for one in found}
    missing = [
        Problem(display_path(folder), None, f"has no pages of {id_!r}") for id_ in wanted if id_ not in ids
    ]
    if missing:
        raise ProblemsError(missing)
    if not found:
        text = f"has no saved pages; save them as <court id>/{WEBSITE} and <court id>/{CMECF}"
        raise ProblemsError.single(display_path(folder), text)
    return found


def load_court_of_pages(id_: str) -> Court:
    """Return a court; one that is not known gets addresses like those of all federal courts."""
    try:
        return load_court(id_)
    except ProblemsError:
        some = next(iter(load_federal_courts().values()))
        hosts = {"website": f"https://www.{id_}.uscourts.gov", "ecf": f"https://ecf.{id_}.uscourts.gov"}
        name = f"{id_}, which is not a district or bankruptcy court that ecfcheck knows"
        return Court.model_validate({**some, **hosts, "name": name})


def find_refresh(page: bytes) -> str | None:
    """Return the address that a page redirects to by a refresh, or None."""
    reader = _RefreshReader()
    reader.feed(page.decode("utf-8", "replace"))
    return reader.address


class _RefreshReader(HTMLParser):
    """Finds the refresh of a page that a browser would follow."""

    def __init__(self) -> None:
        super().__init__()
        self.address: str | None = None
        self._ignored = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read a meta tag, unless it is for browsers without scripts."""
        values = {name: value or "" for name, value in attrs}
        self._ignored = self._ignored or tag == "noscript"
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh" and not self._ignored:
            refresh = _REFRESH.fullmatch(values.get("content", ""))
            if refresh and int(refresh["seconds"]) <= _MAX_DELAY:
                self.address = refresh["address"].strip("'\" ")

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the parser's signature
        """Skip a marked section: the standard parser fails on unknown ones, such as `<![abc[ x ]]>`."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of `noscript`."""
        self._ignored = self._ignored and tag != "noscript"


@contextmanager
def serve_pages(context: BrowserContext, pages: Mapping[str, bytes]) -> Iterator[None]:
    """Answer navigation to these addresses with the pages, and abort all other requests."""

    def answer(route: Route) -> None:
        page = pages.get(route.request.url) if route.request.is_navigation_request() else None
        if page is None:
            route.abort("blockedbyclient")
        else:
            route.fulfill(body=page, content_type=_choose_content_type(page))

    context.route("**/*", answer)
    context.route_web_socket("**/*", lambda _: None)  # a route that does not connect to the server
    try:
        yield
    finally:
        context.unroute("**/*", answer)


def _choose_content_type(page: bytes) -> str:
    """Return the content type with the encoding that the court's server would have sent."""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return "text/html"
    return "text/html; charset=utf-8"


def _read_pages(folder: Path) -> dict[str, bytes]:
    names = (WEBSITE, CMECF, LOGIN)
    try:
        return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    except OSError as error:
        raise ProblemsError.single(display_path(folder), f"cannot be read: {error.strerror}") from None
