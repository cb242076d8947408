"""CM/ECF's public pages, and the first screen behind the login (facts F2, F3)."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from stage.courts import BY_ID, CTD
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import Enter, GoLive, Mint, Post

BANKRUPTCY = BY_ID["ctb"]
TO_LOGIN = '<a href="/cgi-bin/login.pl">District of Connecticut - Document Filing System</a>'


def test_a_district_courts_root_refreshes_to_the_front_page(
    client: FlaskClient, settings: StageSettings
) -> None:
    page = client.get(settings.ecf(CTD) + "/")
    assert page.status_code == 200
    assert page.text == "<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>"


def test_a_bankruptcy_courts_root_is_the_front_page(client: FlaskClient, settings: StageSettings) -> None:
    page = client.get(settings.ecf(BANKRUPTCY) + "/").text
    assert "Welcome to the U.S. Bankruptcy Court for the District of Connecticut" in page
    assert TO_LOGIN in page
    assert client.get(settings.ecf(BANKRUPTCY) + "/cgi-bin/ShowIndex.pl").text == page


def test_the_front_page_links_to_the_login_and_has_no_menu(client: FlaskClient, ecf: str) -> None:
    page = client.get(ecf + "ShowIndex.pl").text
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


def test_a_court_has_its_own_words_on_the_front_page_link(
    client: FlaskClient, ecf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_ID, "ctd", replace(CTD, front_page_link="Click Here to Start CM/ECF"))
    page = client.get(ecf + "ShowIndex.pl").text
    assert '<a href="/cgi-bin/login.pl">Click Here to Start CM/ECF</a>' in page


def test_before_go_live_the_front_page_names_the_legacy_release(
    client: FlaskClient,
    ecf: str,
    go_live: GoLive,
) -> None:
    before = client.get(ecf + "ShowIndex.pl").text
    assert "CM/ECF Version 6.1.2\n" in before.replace("<br>", "\n")
    assert "NextGen" not in before
    assert TO_LOGIN in before
    go_live()
    assert "CM/ECF Version NextGen 1.7.0.1" in client.get(ecf + "ShowIndex.pl").text


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("CourtInfo.pl?location=main", "U.S. District Court, District of Connecticut"),
        ("Opinions.pl", "There are no opinions."),
        ("PublicCalendar.pl", "There are no events on the calendar."),
    ],
)
def test_the_pages_that_the_front_page_links_to_are_public(
    client: FlaskClient, ecf: str, script: str, text: str
) -> None:
    page = client.get(ecf + script).text
    assert text in page
    assert "topmenu" not in page


def test_the_feed_of_recent_filings_is_public(client: FlaskClient, ecf: str) -> None:
    feed = client.get(ecf + "rss_outside.pl")
    assert feed.mimetype == "application/rss+xml"
    assert "<title>District of Connecticut Recent Filings</title>" in feed.text


def test_court_information_in_utilities_is_behind_the_login(
    client: FlaskClient, mint: Mint, enter: Enter, ecf: str
) -> None:
    assert "location.assign(" in client.get(ecf + "CourtInfo.pl").text
    assert "topmenu" in enter(mint()["pacer"]).get(ecf + "CourtInfo.pl").text


@pytest.mark.parametrize(
    ("court", "kind"), [("ctd", "DISTRICT"), ("ctb", "BANKRUPTCY"), ("txlike", "DISTRICT")]
)
def test_the_first_screen_differs_from_the_front_page(
    mint: Mint, enter: Enter, settings: StageSettings, court: str, kind: str
) -> None:
    pacer = mint(court=court)["pacer"]
    page = enter(pacer, court=court).get(settings.ecf(BY_ID[court]) + "/cgi-bin/login.pl").text
    assert f"<b>U.S. {kind} COURT</b>" in page
    assert "District of Connecticut" in page
    for elsewhere in ("Welcome", "logged in as", "Document Filing System", pacer["name"]):
        assert elsewhere not in page


def test_the_first_screen_shows_the_last_login(mint: Mint, enter: Enter, ecf: str, set_clock: Post) -> None:
    set_clock({"at": "2018-02-03T16:05Z"})
    assert "Last login: 02/03/2018 16:05" in enter(mint()["pacer"]).get(ecf + "login.pl").text
