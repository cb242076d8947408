"""CM/ECF's doors: its root, its public front page, login.pl and the first screen behind it (facts F2, F3)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from stage.courts import BY_ID, CTD
from stage.settings import StageSettings

Mint = Callable[..., dict[str, Any]]
Enter = Callable[..., FlaskClient]

BANKRUPTCY = BY_ID["ctb"]
TO_LOGIN = '<a href="/cgi-bin/login.pl">District of Connecticut - Document Filing System</a>'


def test_the_root_of_a_district_court_only_refreshes_to_the_front_page(
    visitor: FlaskClient, settings: StageSettings
) -> None:
    page = visitor.get(settings.ecf(CTD) + "/")
    assert page.status_code == 200
    assert page.text == "<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>"


def test_the_root_of_a_bankruptcy_court_is_the_front_page(
    visitor: FlaskClient, settings: StageSettings
) -> None:
    page = visitor.get(settings.ecf(BANKRUPTCY) + "/").text
    assert "Welcome to the U.S. Bankruptcy Court for the District of Connecticut" in page
    assert TO_LOGIN in page
    assert visitor.get(settings.ecf(BANKRUPTCY) + "/cgi-bin/ShowIndex.pl").text == page


def test_the_front_page_greets_and_leads_to_the_login_without_a_menu(visitor: FlaskClient, ecf: str) -> None:
    page = visitor.get(ecf + "ShowIndex.pl").text
    for part in (
        '<div id="cmecfMainContent">',
        '<img src="/static/seal.svg">',
        "Welcome to the U.S. District Court for the District of Connecticut",
        TO_LOGIN,
        "CM/ECF Version NextGen 1.7.0.1 WEB LIVE Server",
        "This is a restricted government website for official court business only.",
        '<a href="/cgi-bin/CourtInfo.pl?location=main">Court Information</a>',
    ):
        assert part in page
    assert "topmenu" not in page


def test_the_front_page_is_the_same_for_a_user_who_is_logged_in(mint: Mint, enter: Enter, ecf: str) -> None:
    signed_in = enter(mint()["pacer"])
    assert "topmenu" not in signed_in.get(ecf + "ShowIndex.pl").text
    assert TO_LOGIN in signed_in.get(ecf + "ShowIndex.pl").text
    assert "topmenu" in signed_in.get(ecf + "login.pl").text


def test_the_words_of_the_front_pages_link_are_the_courts(
    visitor: FlaskClient, ecf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_ID, "ctd", replace(CTD, front_page_link="Click Here to Start CM/ECF"))
    page = visitor.get(ecf + "ShowIndex.pl").text
    assert '<a href="/cgi-bin/login.pl">Click Here to Start CM/ECF</a>' in page


def test_before_go_live_the_front_page_names_the_legacy_release(
    visitor: FlaskClient,
    ecf: str,
    go_live: Callable[[], None],
) -> None:
    before = visitor.get(ecf + "ShowIndex.pl").text
    assert "CM/ECF Version 6.1.2\n" in before.replace("<br>", "\n")
    assert "NextGen" not in before
    assert TO_LOGIN in before
    go_live()
    assert "CM/ECF Version NextGen 1.7.0.1" in visitor.get(ecf + "ShowIndex.pl").text


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("CourtInfo.pl?location=main", "U.S. District Court, District of Connecticut"),
        ("Opinions.pl", "There are no opinions."),
        ("PublicCalendar.pl", "There are no events on the calendar."),
    ],
)
def test_what_the_doors_link_besides_the_login_is_public(
    visitor: FlaskClient, ecf: str, script: str, text: str
) -> None:
    page = visitor.get(ecf + script).text
    assert text in page
    assert "topmenu" not in page


def test_the_feed_of_recent_filings_is_public(visitor: FlaskClient, ecf: str) -> None:
    feed = visitor.get(ecf + "rss_outside.pl")
    assert feed.mimetype == "application/rss+xml"
    assert "<title>District of Connecticut Recent Filings</title>" in feed.text


def test_court_information_in_utilities_is_behind_the_login(
    visitor: FlaskClient, mint: Mint, enter: Enter, ecf: str
) -> None:
    assert "location.assign(" in visitor.get(ecf + "CourtInfo.pl").text
    assert "topmenu" in enter(mint()["pacer"]).get(ecf + "CourtInfo.pl").text


@pytest.mark.parametrize(
    ("court", "kind"), [("ctd", "DISTRICT"), ("ctb", "BANKRUPTCY"), ("txlike", "DISTRICT")]
)
def test_the_first_screen_has_no_words_of_the_front_page(
    mint: Mint, enter: Enter, settings: StageSettings, court: str, kind: str
) -> None:
    pacer = mint(court=court)["pacer"]
    page = enter(pacer, court=court).get(settings.ecf(BY_ID[court]) + "/cgi-bin/login.pl").text
    assert f"<b>U.S. {kind} COURT</b>" in page
    assert "District of Connecticut" in page
    for elsewhere in ("Welcome", "logged in as", "Document Filing System", pacer["name"]):
        assert elsewhere not in page


def test_the_first_screen_tells_the_date_of_the_last_login(
    mint: Mint, enter: Enter, ecf: str, set_clock: Callable[[object], object]
) -> None:
    set_clock({"at": "2018-02-03T16:05Z"})
    assert "Last login: 02/03/2018 16:05" in enter(mint()["pacer"]).get(ecf + "login.pl").text
