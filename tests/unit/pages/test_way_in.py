"""The link into CM/ECF is chosen by its address; its words only decide between several."""

import pytest

from config.court import Court, load_court
from pages.way_in import Link, WayIn, find_way_in, leads_to_login

CTD = load_court("ctd")
E_FILING = "E-Filing (CM/ECF) »"


def choose(*links: tuple[str, str], court: Court = CTD) -> WayIn:
    return find_way_in([Link(words, address, opens_tab=True) for words, address in links], court)


def choose_address(*links: tuple[str, str], court: Court = CTD) -> str:
    way_in = choose(*links, court=court)
    assert way_in.link is not None, way_in.reason
    return way_in.link.address


@pytest.mark.parametrize(
    "arrow",
    [
        " ►",
        " ↗",
        " (opens in new window)",
        " (link is external) »",
        "",
        " »",
        " \u203a",
        " →",
        " (external link)",
        "  »  ",
    ],
)
def test_an_arrow_after_the_words_does_not_matter(arrow: str) -> None:
    assert choose((f"E-Filing (CM/ECF){arrow}", "https://ecf.ctd.uscourts.gov/")).link


@pytest.mark.parametrize(
    "address",
    [
        "https://ecf.ctd.uscourts.gov",
        "https://ecf.ctd.uscourts.gov/",
        "http://ecf.ctd.uscourts.gov/",
        "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl",
        "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl ",
        "https://ecf.ctd.uscourts.gov/cgi-bin/ShowIndex.pl",
        "https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=CTDC&appurl=https%3A//ecf.ctd.uscourts.gov/",
        "https://pacer.login.uscourts.gov/csologin/login.jsf?appurl=ecf.ctd.uscourts.gov",
    ],
)
def test_the_root_front_page_and_login_lead_to_the_login(address: str) -> None:
    assert leads_to_login(address, CTD)


@pytest.mark.parametrize(
    "address",
    [
        "https://ecf.ctd.uscourts.gov/cgi-bin/Opinions.pl",
        "https://ecf.ctd.uscourts.gov/cgi-bin/rss_outside.pl",
        "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl?logout",
        "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl?rss",
        "https://pacer.login.uscourts.gov/csologin/login.jsf?appurl=https://ecf.ctd.uscourts.gov/cgi-bin/x.pl",
        "https://ecf.ctd.uscourts.gov:8443/",
        "https://ecf.nysd.uscourts.gov/cgi-bin/login.pl",
        "https://ecf-train.ctd.uscourts.gov/",
        "https://ecf.ctd.uscourts.gov.example/",
        "https://pacer.login.uscourts.gov/csologin/login.jsf?appurl=https://pcl.uscourts.gov/",
        "mailto:ecf@ctd.uscourts.gov",
        "javascript:void(0)",
        "javascript://ecf.ctd.uscourts.gov/",
        "ftp://ecf.ctd.uscourts.gov/",
        "https://[broken/",
        "https://ecf.ctd.uscourts.gov:port/",
    ],
)
def test_no_other_address_leads_to_the_login(address: str) -> None:
    assert not leads_to_login(address, CTD)


def test_the_documented_words_are_preferred_to_others_about_e_filing() -> None:
    links = [
        ("Case Locator (PACER) »", "https://ecf.ctd.uscourts.gov/"),
        ("CM/ECF Login", "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"),
        (E_FILING, "https://ecf.ctd.uscourts.gov/cgi-bin/ShowIndex.pl"),
    ]
    assert choose_address(*links).endswith("ShowIndex.pl")


def test_the_courts_own_words_are_preferred_to_the_documented_ones() -> None:
    court = CTD.model_copy(update={"e_filing": "File here"})
    links = [
        (E_FILING, "https://ecf.ctd.uscourts.gov/"),
        ("File Here", "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"),
    ]
    assert choose_address(*links, court=court).endswith("login.pl")


@pytest.mark.parametrize("words", ["CM/ECF Login", "ECF/PACER", "Electronic Case Filing", "Log in", ""])
def test_a_link_to_the_login_is_found_whatever_its_words(words: str) -> None:
    rest = [("Recent Opinions", "https://ecf.ctd.uscourts.gov/cgi-bin/Opinions.pl"), ("CM/ECF", "/cmecf")]
    assert choose_address((words, "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"), *rest)


@pytest.mark.parametrize(
    "words",
    [
        "CM/ECF Training and Tutorials",
        "Court Calendar",
        "CM/ECF RSS",
        "Electronic filing will be unavailable",
        "CM/ECF FAQs",
        "CM/ECF Help Desk",
        "E-Filing Registration",
        "ECF Fees",
    ],
)
def test_a_link_about_another_subject_is_not_chosen_even_if_it_leads_to_the_login(words: str) -> None:
    assert choose((words, "https://ecf.ctd.uscourts.gov/")).link is None
    file = ("File a document", "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl")
    assert choose_address((words, "https://ecf.ctd.uscourts.gov/"), file) == file[1]


def test_links_to_the_login_about_other_subjects_are_listed_with_a_remedy() -> None:
    root = "https://ecf.ctd.uscourts.gov/"
    assert choose(("Electronic Filing of Claims", root)).reason == (
        "the links that lead to the login of CM/ECF seem to be about something else:"
        ' "Electronic Filing of Claims" -> https://ecf.ctd.uscourts.gov/; if one of them is the right one,'
        " add its words as e_filing: to the court's file"
    )
    court = CTD.model_copy(update={"e_filing": "Electronic Filing of Claims"})
    assert choose_address(("Electronic Filing of Claims", root), court=court) == root


@pytest.mark.parametrize(
    "words", ["CM/ECF Login (to file claims)", "CM/ECF Disclaimer", "Register or log in"]
)
def test_words_about_other_subjects_do_not_count_next_to_login_or_within_a_word(words: str) -> None:
    assert choose_address((words, "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"))


def test_a_link_straight_to_cmecf_is_preferred_to_one_through_pacers_login() -> None:
    pacer = "https://pacer.login.uscourts.gov/csologin/login.jsf?appurl=https://ecf.ctd.uscourts.gov/"
    direct = "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"
    assert choose_address(("Pacer / ECF", pacer), ("Electronic Case Files", direct)) == direct


def test_two_links_with_the_same_words_are_fine_if_both_lead_to_the_login() -> None:
    links = [
        (E_FILING, "https://ecf.ctd.uscourts.gov/"),
        (E_FILING, "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"),
    ]
    assert choose(*links).link


def test_no_link_is_chosen_if_another_with_the_same_words_leads_elsewhere() -> None:
    way_in = choose(
        (E_FILING, "https://ecf.ctd.uscourts.gov/"), ("E-Filing (CM/ECF)", "https://example.com/")
    )
    assert way_in.link is None
    assert way_in.reason == (
        "links with the same words lead to different places, so none was clicked:"
        ' "E-Filing (CM/ECF) »" -> https://ecf.ctd.uscourts.gov/, "E-Filing (CM/ECF)" -> https://example.com/'
    )


def test_a_link_to_the_judiciarys_own_network_does_not_count_as_misleading() -> None:
    assert choose((E_FILING, "https://ecf.ctd.circ2.dcn/"), (E_FILING, "https://ecf.ctd.uscourts.gov/")).link


def test_a_website_of_two_courts_is_resolved_by_words_that_only_one_link_has() -> None:
    links = [
        ("CM/ECF Login", "https://ecf.ctd.uscourts.gov/"),
        ("CM/ECF Login", "https://ecf.ctb.uscourts.gov/"),
        ("District CM/ECF", "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"),
    ]
    assert choose_address(*links).endswith("login.pl")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "https://example.com/",
            "leads to https://example.com/; the court's file says that CM/ECF is at https://ecf.ctd.uscourts.gov",
        ),
        (
            "https://ecf-train.ctd.uscourts.gov/",
            "leads to https://ecf-train.ctd.uscourts.gov/, a training system;",
        ),
        (
            "https://www.ctd.uscourts.gov/cmecf",
            "leads to https://www.ctd.uscourts.gov/cmecf, a page of the website",
        ),
        ("https://ecf.ctd.uscourts.gov/cgi-bin/iquery.pl", "iquery.pl, which is not the login;"),
    ],
)
def test_the_reason_for_not_clicking_the_documented_link_is_given(address: str, reason: str) -> None:
    way_in = choose((E_FILING, address))
    assert way_in.link is None
    assert reason in way_in.reason


def test_without_a_link_to_the_login_the_nearest_candidates_are_listed() -> None:
    links = [
        ("Opinions", "https://ecf.ctd.uscourts.gov/cgi-bin/Opinions.pl"),
        ("Home", "https://www.ctd.uscourts.gov/"),
    ]
    assert choose(*links).reason == (
        "no link of the page leads to the login of CM/ECF at https://ecf.ctd.uscourts.gov; links that mention"
        ' e-filing or lead there: "Opinions" -> https://ecf.ctd.uscourts.gov/cgi-bin/Opinions.pl'
    )


def test_a_page_without_links_is_reported() -> None:
    assert (
        choose().reason == "no link of the page leads to the login of CM/ECF at https://ecf.ctd.uscourts.gov"
    )
