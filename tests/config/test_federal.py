"""The table of the federal courts is whole, and agrees with itself and with what is known of the courts."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from config.court import Court, list_court_ids, load_court
from config.federal import load_federal_courts

# A state or territory, its division if it has several, and the kind of court.
ID = re.compile(r"(?P<state>nmi|[a-z]{2})(?P<division>[cemnsw]?)(?P<kind>[db])")
DIVISIONS = {
    "c": "Central",
    "e": "Eastern",
    "m": "Middle",
    "n": "Northern",
    "s": "Southern",
    "w": "Western",
}
SEVERAL = {
    4: {"ca", "ny", "tx"},
    3: {"al", "fl", "ga", "il", "la", "nc", "ok", "pa", "tn"},
    2: {"ar", "ia", "in", "ky", "mi", "mo", "ms", "oh", "va", "wa", "wi", "wv"},
}
TERRITORIES = {"dc", "gu", "nmi", "pr", "vi"}


def parts(id_: str) -> dict[str, str]:
    found = ID.fullmatch(id_)
    assert found, id_
    return found.groupdict()


@pytest.fixture(scope="module")
def courts() -> dict[str, Court]:
    return {id_: load_court(id_) for id_ in load_federal_courts()}


def test_there_are_94_courts_of_each_kind(courts: dict[str, Court]) -> None:
    assert Counter(court.kind for court in courts.values()) == {"district": 94, "bankruptcy": 94}


@pytest.mark.parametrize("letter", ["d", "b"])
def test_every_state_has_as_many_courts_as_it_has_districts(letter: str) -> None:
    counted = Counter(parts(id_)["state"] for id_ in load_federal_courts() if id_.endswith(letter))
    assert len(counted) == 50 + len(TERRITORIES)
    assert counted.keys() >= TERRITORIES
    for number, states in SEVERAL.items():
        assert {state for state, count in counted.items() if count == number} == states


def test_id_kind_name_and_host_say_the_same(courts: dict[str, Court]) -> None:
    for id_, court in courts.items():
        assert court.id == id_
        assert court.ecf == f"https://ecf.{id_}.uscourts.gov"
        assert court.kind == {"d": "district", "b": "bankruptcy"}[parts(id_)["kind"]]
        assert court.name.startswith("Bankruptcy Court, ") == (court.kind == "bankruptcy")
        said = [letter for letter, name in DIVISIONS.items() if f"{name} District of " in court.name]
        assert "".join(said) == parts(id_)["division"]


def test_no_two_courts_have_one_name_or_one_host(courts: dict[str, Court]) -> None:
    assert len({court.name for court in courts.values()}) == len(courts)
    assert len({court.ecf for court in courts.values()}) == len(courts)


def test_every_website_is_the_judiciarys(courts: dict[str, Court]) -> None:
    for court in courts.values():
        host = urlsplit(court.website).hostname or ""
        assert host.endswith(".uscourts.gov")
        assert not host.startswith("ecf.")


def test_all_log_in_at_the_same_pacer(courts: dict[str, Court]) -> None:
    assert {court.pacer_login for court in courts.values()} == {
        "https://pacer.login.uscourts.gov/csologin/login.jsf"
    }


def test_what_a_filer_has_in_the_menu_is_of_the_kind() -> None:
    assert load_court("nysd").filing == {"Civil", "Criminal"}
    assert load_court("nysb").filing == {"Bankruptcy", "Adversary"}


def test_a_court_may_have_words_of_its_own() -> None:
    assert load_court("nysb").link_entry == "Link a CM/ECF account to my PACER account"
    assert load_court("cob").link_entry == "Link a CM/ECF Account to My PACER Account"


def test_a_file_of_a_courts_own_goes_before_the_table() -> None:
    own = {"staged", "staged_bankruptcy", "staged_legacy", "staged_maintenance"}
    assert {*own, *load_federal_courts()} == set(list_court_ids())
    assert "staged" not in load_federal_courts()
