"""A link leads to the court, and to no other place that its script or its address names."""

import re

import pytest

from tests.helpers.windows import MAIN, ShowPage

ELSEWHERE = "http://elsewhere.localhost/x"


@pytest.mark.parametrize(
    ("attributes", "seen"),
    [
        ('href="/cgi-bin/BillingHistory.pl"', "Billing"),
        ('href="/cgi-bin/BillingHistory.pl" onclick="track(this)"', "Billing"),
        ('onclick="CMECF.help()"', "Billing"),
        ('href="#" onclick="CMECF.help()"', "Billing"),
        ('href="javascript:open_billing()"', "Billing (leads nowhere, and runs a script)"),
        ('href="javascript:void(0)"', "Billing (leads nowhere, and runs a script)"),
        ('href="#"', "Billing (leads nowhere)"),
        (f'href="/cgi-bin/x.pl" ping="{ELSEWHERE}"', f"Billing (a click sends to {ELSEWHERE})"),
        (
            f'href="/cgi-bin/x.pl" onclick="location=\'{ELSEWHERE}\'; return false"',
            f"Billing (a click sends to {ELSEWHERE})",
        ),
        (f"onclick=\"open('{ELSEWHERE}')\"", f"Billing (a click sends to {ELSEWHERE})"),
        (f"href=\"javascript:open('{ELSEWHERE}')\"", f"Billing (a click sends to {ELSEWHERE})"),
    ],
)
def test_a_link_that_leads_elsewhere_is_marked(attributes: str, seen: str, show: ShowPage) -> None:
    window = show(MAIN.format(f"<a {attributes}>Billing</a>"))
    assert window.read("utilities", "links") == (seen,)


def test_another_port_is_another_place(show: ShowPage) -> None:
    script = "<script>const link = document.links[0]; link.port = '9';</script>"
    window = show(MAIN.format(f'<a href="/cgi-bin/x.pl">Billing</a>{script}'))
    (seen,) = window.read("utilities", "links")
    assert re.fullmatch(r"Billing \(leads to http.*:9/cgi-bin/x\.pl\)", seen)


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("seminars@ctd.localhost?subject=Seminar%20registration", "seminars@ctd.localhost"),
        (
            "seminars@ctd.localhost?CC=x@elsewhere.localhost",
            "seminars@ctd.localhost (writes to seminars@ctd.localhost, x@elsewhere.localhost)",
        ),
        (
            "seminars@ctd.localhost?bcc=x@elsewhere.localhost",
            "seminars@ctd.localhost (writes to seminars@ctd.localhost, x@elsewhere.localhost)",
        ),
        (
            "seminars@ctd.localhost,x@elsewhere.localhost",
            "seminars@ctd.localhost (writes to seminars@ctd.localhost,x@elsewhere.localhost)",
        ),
    ],
)
def test_an_e_mail_link_writes_to_no_one_else(address: str, seen: str, show: ShowPage) -> None:
    window = show(f'<a href="mailto:{address}">seminars@ctd.localhost</a>', "/cmecf/seminars")
    (found,) = window.read("court_seminars", "mail")
    assert found == seen
