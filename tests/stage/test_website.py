"""The court's website: the link to E-Filing, and the pages of the password notice."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from stage.courts import BY_ID, COURTS
from stage.settings import StageSettings

Read = Callable[[str], str]
HEADINGS = ["Policies and Procedures", "Attorney User&#39;s Manual", "Forms", "Seminars"]
LOGO = 'alt="CM/ECF"'


@pytest.fixture
def read(app: Flask, settings: StageSettings) -> Read:
    """Return a function that reads a page of the website."""

    def get(path: str) -> str:
        page = app.test_client().get(settings.website(COURTS[0]) + path)
        assert page.status_code == 200
        return page.text

    return get


@pytest.fixture
def links(read: Read) -> list[tuple[str, str]]:
    """The links in the text of the page about CM/ECF, as address and words."""
    return re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', read("/cmecf"))


def test_e_filing_has_an_arrow_and_opens_the_login_in_a_new_tab(read: Read, settings: StageSettings) -> None:
    login = f"{settings.ecf(COURTS[0])}/cgi-bin/login.pl"
    assert f'<a href="{login}" target="_blank">E-Filing (CM/ECF) &raquo;</a>' in read("/")


@pytest.mark.parametrize(
    ("court", "link"),
    [
        ("ctb", '<a href="{ecf}/" target="_blank">E-Filing (CM/ECF) &raquo;</a>'),
        ("txlike", '<a href="{ecf}/">CM/ECF Login</a>'),
    ],
)
def test_the_e_filing_link_differs_by_court(
    app: Flask, settings: StageSettings, court: str, link: str
) -> None:
    page = app.test_client().get(settings.website(BY_ID[court]) + "/").text
    welcome_links = page.partition('<ul class="welcome-links">')[2].partition("</ul>")[0]
    assert link.format(ecf=settings.ecf(BY_ID[court])) in welcome_links


def test_the_other_welcome_links_have_arrows_and_new_tabs_too(read: Read, settings: StageSettings) -> None:
    welcome_links = read("/").partition('<ul class="welcome-links">')[2].partition("</ul>")[0]
    found = re.findall(r'<a href="([^"]+)" target="_blank">([^<]+) &raquo;</a>', welcome_links)
    assert [words for _, words in found] == [
        "Case Locator (PACER)",
        "E-Filing (CM/ECF)",
        "eJUROR",
        "NextGen Information",
    ]
    assert found[0][0] == f"{settings.pacer}/"


def test_the_front_page_has_other_links_to_cm_ecf(read: Read, settings: StageSettings) -> None:
    ecf = settings.ecf(COURTS[0])
    found = re.findall(rf'<a href="{ecf}([^"]*)"', read("/"))
    assert sorted(found) == [
        "/cgi-bin/Opinions.pl",
        "/cgi-bin/PublicCalendar.pl",
        "/cgi-bin/login.pl",
        "/cgi-bin/rss_outside.pl",
    ]


def test_every_link_on_the_front_page_leads_to_a_page(
    app: Flask, read: Read, settings: StageSettings
) -> None:
    website = settings.website(COURTS[0])
    addresses = set(re.findall(r'<a href="([^"#]+)"', read("/")))
    assert len(addresses) > 10
    for address in addresses:
        page = app.test_client().get(address if "//" in address else website + address)
        assert page.status_code == 200, address


def test_the_front_page_loads_a_script_from_another_host(
    app: Flask, read: Read, settings: StageSettings
) -> None:
    script = f"{settings.cdn}/static/cdn/jquery.js"
    assert settings.cdn == "http://cdn.localhost:8080"
    assert f'<script src="{script}"></script>' in read("/")
    with app.test_client().get(script) as answer:
        assert "window.jQuery" in answer.get_data(as_text=True)


def test_only_the_page_about_cm_ecf_has_the_logo_link(
    read: Read, settings: StageSettings, links: list[tuple[str, str]]
) -> None:
    assert f'<a href="{settings.ecf(COURTS[0])}/"><img src="/static/cmecf.svg" {LOGO}></a>' in read("/cmecf")
    assert not any(LOGO in read(path) for path in ("/", *[address for address, _ in links]))


def test_the_page_about_cm_ecf_links_to_the_notices_pages(links: list[tuple[str, str]]) -> None:
    assert [words for _, words in links] == HEADINGS


def test_each_link_leads_to_a_page_with_its_heading(read: Read, links: list[tuple[str, str]]) -> None:
    for address, words in links:
        page = read(address)
        assert f"<h2>{words}</h2>" in page
        assert '<a href="/cmecf">CM/ECF</a>' in page


def test_the_website_says_whom_to_call_when_a_login_is_misused(read: Read) -> None:
    page = read("/cmecf")
    assert "unauthorized use of your login and password" in page
    assert "clerk's office immediately at 203-773-2140" in page


def test_seminars_lists_sessions_and_how_to_register_by_e_mail(read: Read) -> None:
    page = read("/cmecf/seminars")
    assert page.count("<tr><td>") == 3
    assert '<a href="mailto:seminars@ctd.localhost?subject=Seminar%20registration">' in page
    assert "To register, send an e-mail to" in page


def test_an_unknown_page_of_the_website_is_not_found(app: Flask, settings: StageSettings) -> None:
    assert app.test_client().get(settings.website(COURTS[0]) + "/cmecf/nothing").status_code == 404
