"""Examines a court's public pages: opens each once in a browser, without typing or login."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import yaml
from playwright.sync_api import Browser, Error

from config.court import Court
from config.court_kind import E_FILING
from config.project import INCLUDED_FLOWS
from config.yaml_file import ProblemsError, display_path
from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.window import Window
from ecfcheck.courts.network_errors import explain_network_error
from ecfcheck.fit.result import CourtFit, FileFit, FrontPageFit, PageFit, WayInFit
from ecfcheck.fit.saved_pages import CMECF, LOGIN, WEBSITE, SavedCourt, find_refresh, serve_pages
from ecfcheck.flowfile.flow import Part
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.runner.compare import describe_difference
from pages.cmecf import CmecfFrontPage
from pages.court_website import CourtWebsite
from pages.errors import CLIENT_ERROR, CourtUnreachableError, NotReadableError, get_first_line
from pages.way_in import Link

_FLOW = INCLUDED_FLOWS / "link_account.yaml"
_LOGIN_CHECKS = ("fields", "buttons", "links")

_PICTURE = "the link is a picture without words, so flows that check its words fail"

_WEBSITE = "court_website"
_FRONT_PAGE = "cmecf_front_page"
_LOGIN = "pacer_login"

Opener = Callable[[Window, str], PageFit | None]
"""Opens the page of a screen; returns why it cannot be judged, or None."""


def examine_saved(saved: SavedCourt, browser: Browser) -> CourtFit:
    """Return how a court's saved pages fit. A page that cannot be examined does not fit."""
    try:
        return _examine_saved(saved, browser)
    except (Error, CourtUnreachableError) as error:
        if not browser.is_connected():
            raise
        failed = {"fits": False, "reason": f"the page cannot be examined: {get_first_line(str(error))}"}
        return CourtFit(
            court=saved.id,
            name=saved.court.name,
            way_in=WayInFit(**failed),
            front_page=FrontPageFit(),
            login=PageFit(),
        )


def _examine_saved(saved: SavedCourt, browser: Browser) -> CourtFit:
    court = saved.court
    served = {f"{court.website}/": saved.pages.get(WEBSITE)}
    front_pages = (f"{court.ecf}/", f"{court.ecf}/cgi-bin/ShowIndex.pl")
    served |= dict.fromkeys(front_pages, saved.pages.get(CMECF))
    served |= {court.pacer_login: saved.pages.get(LOGIN)}
    pages = {address: content for address, content in served.items() if content is not None}
    files = {_WEBSITE: WEBSITE, _FRONT_PAGE: CMECF, _LOGIN: LOGIN}

    def open_page(window: Window, name: str) -> PageFit | None:
        content = saved.pages.get(files[name])
        if content is None:
            return PageFit(reason=f"{files[name]} was not saved")
        refresh = find_refresh(content)
        if refresh:
            return PageFit(reason=f"redirects to {refresh}, which was not saved")
        address = court.pacer_login if name == _LOGIN else window.page_objects[name].address
        window.load(address or "", court.limits.arrive)
        return None

    with _open_windows(browser, court) as windows:
        window = windows.window("first")
        with serve_pages(window.page.context, pages):
            return _examine_pages(saved.id, window, open_page)


def examine_live(id_: str, court: Court, browser: Browser) -> CourtFit:
    """Return how a court's live public pages fit."""

    def open_page(window: Window, name: str) -> PageFit | None:
        try:
            window.open(name, court.limits.arrive)
        except CourtUnreachableError as error:
            return PageFit(
                fits=False,
                reason=f"{error.address} did not answer: {explain_network_error(error.reason)}",
            )
        return None

    with _open_windows(browser, court) as windows:
        return _examine_pages(id_, windows.window("first"), open_page)


def examine_file(file: Path, screen: str, court: Court, path: str | None, browser: Browser) -> FileFit:
    """Return the screens that a saved page is recognized as, and what its checks read.

    It is served at the screen's site, at `path` if it is given. Raises ProblemsError if it cannot be loaded.
    """
    try:
        return _examine_file(file, screen, court, path, browser)
    except (Error, CourtUnreachableError) as error:
        if not browser.is_connected():
            raise
        text = f"the page cannot be examined: {get_first_line(str(error))}"
        raise ProblemsError.single(display_path(file), text) from error


def _examine_file(file: Path, screen: str, court: Court, path: str | None, browser: Browser) -> FileFit:
    with _open_windows(browser, court) as windows:
        window = windows.window("first")
        page_object = window.page_objects[screen]
        saved_from = path or ("" if page_object.address else "/cgi-bin/saved.pl")
        address = (
            urljoin(window.get_site_address(screen), saved_from) if saved_from else str(page_object.address)
        )
        with serve_pages(window.page.context, {address: file.read_bytes()}):
            window.load(address, court.limits.arrive)
            seen = window.wait_for_screen(screen, court.limits.settle).screens
            checks = _read_checks(window, screen) if screen in seen else {}
    return FileFit(file=str(file), screen=screen, screens=seen, checks=checks)


def _open_windows(browser: Browser, court: Court) -> BrowserWindows:
    return BrowserWindows(
        browser, court, {name: screen.page_class for name, screen in load_screens().items()}
    )


def _examine_pages(id_: str, window: Window, open_page: Opener) -> CourtFit:
    way_in = _examine_website(window, open_page)
    front_page = _examine_front_page(window, open_page)
    login = _examine_login(window, open_page)
    return CourtFit(
        court=id_,
        name=window.court.name,
        way_in=way_in,
        front_page=front_page,
        login=login,
        court_file=_list_court_file_lines(window.court, way_in),
    )


def _examine_website(window: Window, open_page: Opener) -> WayInFit:
    if failed := open_page(window, _WEBSITE):
        return WayInFit(**failed.model_dump())
    arrival = window.wait_for_screen(_WEBSITE, window.court.limits.settle)
    seen, website = arrival.screens, window.page_objects[_WEBSITE]
    if not isinstance(website, CourtWebsite) or seen != (_WEBSITE,):
        return WayInFit(fits=False, screens=seen, reason=f"the website is {_describe(arrival)}")
    way_in = website.find_way_in()
    if way_in.link is None:
        return WayInFit(fits=False, screens=seen, reason=way_in.reason)
    link = way_in.link
    return WayInFit(
        fits=True,
        screens=seen,
        reason="" if link.words else _PICTURE,
        words=link.words,
        address=link.address,
        opens_tab=link.opens_tab,
    )


def _examine_front_page(window: Window, open_page: Opener) -> FrontPageFit:
    if failed := open_page(window, _FRONT_PAGE):
        return FrontPageFit(**failed.model_dump())
    arrival = window.wait_for_screen(_FRONT_PAGE, window.court.limits.settle)
    seen, page_object = arrival.screens, window.page_objects[_FRONT_PAGE]
    if not isinstance(page_object, CmecfFrontPage) or seen != (_FRONT_PAGE,):
        reason = f"CM/ECF's address shows {_describe(arrival)}"
        return FrontPageFit(fits=False, screens=seen, reason=reason)
    way_in = page_object.find_way_in()
    return FrontPageFit(
        fits=way_in.link is not None,
        screens=seen,
        reason=way_in.reason,
        release=page_object.read_release_line(),
    )


def _examine_login(window: Window, open_page: Opener) -> PageFit:
    if failed := open_page(window, _LOGIN):
        return failed
    arrival = window.wait_for_screen(_LOGIN, window.court.limits.arrive)
    seen = arrival.screens
    if seen != (_LOGIN,):
        return PageFit(fits=False, screens=seen, reason=f"the login is {_describe(arrival)}")
    differences = _compare_login(window)
    return PageFit(fits=not differences, screens=seen, reason="; ".join(differences))


def _compare_login(window: Window) -> list[str]:
    """Return how the login form differs from what the link procedure documents."""
    differences = [
        describe_difference(check.name, documented, window.read(_LOGIN, check.name))
        for part in _list_documented_logins()
        for check, documented in part.checks
        if check.name in _LOGIN_CHECKS
    ]
    return [text for text in differences if text]


def _list_documented_logins() -> list[Part]:
    return [part for part in load_flow(_FLOW).parts() if part.screen.name == _LOGIN]


def _read_checks(window: Window, screen: str) -> dict[str, object]:
    checks: dict[str, object] = {}
    for name in load_screens()[screen].checks:
        try:
            checks[name] = window.read(screen, name)
        except NotReadableError as error:
            checks[name] = f"cannot be read: {error}"
    return checks


def _describe(arrival: Arrival) -> str:
    status = arrival.http_status
    failed = f" (HTTP status {status})" if status >= CLIENT_ERROR else ""
    return f"{' and '.join(arrival.screens) or 'no screen that is known'}, at {arrival.url}{failed}"


def _list_court_file_lines(court: Court, way_in: WayInFit) -> tuple[str, ...]:
    """Return the lines that the court's file needs because its website differs from notices."""
    words = Link(way_in.words, way_in.address, way_in.opens_tab).plain_words
    if not way_in.fits or not words or words in {E_FILING, court.e_filing}:
        return ()
    return (yaml.safe_dump({"e_filing": words}, allow_unicode=True, width=1000).strip(),)
