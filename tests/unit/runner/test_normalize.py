"""A snapshot has placeholders for what is personal, secret, or different in each run."""

from collections.abc import Mapping
from typing import Any

import pytest

from config.account import Account, Case, EcfCredentials, PacerCredentials
from config.court import load_court, move_to_port
from config.secret import Secret
from ecfcheck.redaction import Pseudonymizer, Redactor
from ecfcheck.runner.normalize import Normalizer

ACCOUNT = Account(
    pacer=PacerCredentials(user_name="jpublic1", password=Secret("Passw0rd-of-PACER"), name="Jo Q. Public"),
    ecf=EcfCredentials(login="jqp77", password=Secret("Passw0rd-of-ECF"), name="Jo Public"),
    case=Case(number="3:17-cv-00042", title="Service v. Docket"),
)


@pytest.fixture
def normalizer() -> Normalizer:
    redactor = Redactor()
    redactor.learn([ACCOUNT.pacer.password])
    names = Pseudonymizer()
    names.learn_shown(["Pat Witness"])
    court = move_to_port(load_court("staged"), 8400)
    return Normalizer(ACCOUNT, court, redactor.clean, names.clean)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("CM/ECF Jo Public, PACER Jo Q. Public", "CM/ECF {name}, PACER {name}"),
        ("logged in as jqp77 (jpublic1)", "logged in as {login} ({login})"),
        ("{ecf.name} lacks {pacer.passcode}", "{name} lacks {pacer.passcode}"),
        ("seen by Pat Witness", "seen by {name}"),
        ("3:17-cv-00042 Service v. Docket", "{case number} {case title}"),
        ("2:21-bk-10001-ABC", "{case number}"),
        ("COMPLAINT against Docket, filed by Service", "COMPLAINT against {party}, filed by {party}"),
        ("Docket, the plaintiff", "{party}, the plaintiff"),
        ("Docket Report of the Service", "Docket Report of the Service"),
        ("Passw0rd-of-PACER", "***"),
        ("Last login: 11/26/2026 18:56", "Last login: {m/d/y} {time}"),
        ("on Monday, March 9, 2026 at 2:05 p.m. EST", "on {Month d, y} at {time}"),
        ("filed 2026-03-09T14:05:07Z", "filed {y-m-d}"),
        ("9 March 2026", "{d Month y}"),
        ("http://ecf.ctd.localhost:8400/cgi-bin/login.pl?802640271-L_1_0-1", "{ecf}/cgi-bin/login.pl?{form}"),
        ("/a.jsf;jsessionid=A1b2C3d4E5.node1", "/a.jsf;jsessionid={session}"),
        ("?appurl=http%3A%2F%2Fecf.ctd.localhost%3A8400%2Fcgi-bin", "?appurl={ecf}%2Fcgi-bin"),
        ("doc1/04512345678", "doc1/{number}"),
        ("CM/ECF Version NextGen 1.7.0.1 WEB LIVE", "{release} WEB LIVE"),
        ("call 203-773-2140", "call 203-773-2140"),
        ("Title 18 of the U.S. Code", "Title 18 of the U.S. Code"),
        ("10:00 a.m. on the first Tuesday", "{time} on the first Tuesday"),
    ],
)
def test_only_what_differs_by_run_is_replaced(normalizer: Normalizer, text: str, normal: str) -> None:
    assert normalizer.clean(text) == normal


def test_every_text_of_the_page_is_cleaned_and_the_rest_is_kept(normalizer: Normalizer) -> None:
    structure: Mapping[str, Any] = {
        "title": "Jo Public",
        "url": "http://ecf.ctd.localhost:8400/",
        "width": 1100,
        "height": 800,
        "items": [
            {"kind": "text", "words": "Jo Public", "look": "normal", "box": [1, 2, 3, 4]},
            {"kind": "field", "type": "select", "name": "jqp77", "options": ["Jo Public", "None"]},
        ],
        "forms": [{"target": "http://ecf.ctd.localhost:8400/x.pl", "hidden": ["jqp77"]}],
    }
    snapshot = normalizer.normalize(structure)
    assert "Public" not in snapshot.model_dump_json()
    assert "jqp77" not in snapshot.model_dump_json()
    assert (snapshot.items[0].look, snapshot.items[0].box) == ("normal", (1, 2, 3, 4))
    assert snapshot.items[1].options == ("{name}", "None")
    assert snapshot.forms[0].target == "{ecf}/x.pl"


def test_accounts_of_two_personas_have_the_same_placeholders(normalizer: Normalizer) -> None:
    other = ACCOUNT.model_copy(update={"ecf": EcfCredentials(login="abc12", name="Al Other")})
    court = move_to_port(load_court("staged"), 9999)
    others = Normalizer(other, court, Redactor().clean, Pseudonymizer().clean)
    one = "Jo Public, http://ecf.ctd.localhost:8400/login.pl"
    two = "Al Other, http://ecf.ctd.localhost:9999/login.pl"
    assert normalizer.clean(one) == others.clean(two)
