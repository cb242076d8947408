"""The table of federal courts is complete and consistent."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.court import Court, list_court_ids, load_court
from config.federal import FILE, load_federal_courts

COURTS = Path(__file__).parents[3] / "config" / "courts"

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


def split_id(id_: str) -> dict[str, str]:
    match = ID.fullmatch(id_)
    assert match, id_
    return match.groupdict()


@pytest.fixture(scope="module")
def courts() -> dict[str, Court]:
    return {id_: load_court(id_) for id_ in load_federal_courts()}


def test_there_are_94_courts_of_each_kind(courts: dict[str, Court]) -> None:
    assert Counter(court.kind for court in courts.values()) == {"district": 94, "bankruptcy": 94}


@pytest.mark.parametrize("letter", ["d", "b"])
def test_every_state_has_one_court_of_each_kind_per_district(letter: str) -> None:
    counted = Counter(split_id(id_)["state"] for id_ in load_federal_courts() if id_.endswith(letter))
    assert len(counted) == 50 + len(TERRITORIES)
    assert counted.keys() >= TERRITORIES
    for number, states in SEVERAL.items():
        assert {state for state, count in counted.items() if count == number} == states


def test_id_kind_name_and_host_agree(courts: dict[str, Court]) -> None:
    for id_, court in courts.items():
        assert court.id == id_
        assert court.ecf == f"https://ecf.{id_}.uscourts.gov"
        assert court.kind == {"d": "district", "b": "bankruptcy"}[split_id(id_)["kind"]]
        assert court.name.startswith("Bankruptcy Court, ") == (court.kind == "bankruptcy")
        divisions = [letter for letter, name in DIVISIONS.items() if f"{name} District of " in court.name]
        assert "".join(divisions) == split_id(id_)["division"]


def test_names_and_hosts_are_unique(courts: dict[str, Court]) -> None:
    assert len({court.name for court in courts.values()}) == len(courts)
    assert len({court.ecf for court in courts.values()}) == len(courts)


def test_every_website_is_on_a_uscourts_host(courts: dict[str, Court]) -> None:
    for court in courts.values():
        host = urlsplit(court.website).hostname or ""
        assert host.endswith(".uscourts.gov")
        assert not host.startswith("ecf.")


def test_all_courts_use_the_same_pacer_login(courts: dict[str, Court]) -> None:
    assert {court.pacer_login for court in courts.values()} == {
        "https://pacer.login.uscourts.gov/csologin/login.jsf"
    }


def test_menu_entries_for_filing_depend_on_the_kind_of_court() -> None:
    assert load_court("nysd").filing == {"Civil", "Criminal"}
    assert load_court("nysb").filing == {"Bankruptcy", "Adversary"}


def test_a_court_can_have_its_own_wording() -> None:
    assert load_court("nysb").link_entry == "Link a CM/ECF account to my PACER account"
    assert load_court("cob").link_entry == "Link a CM/ECF Account to My PACER Account"


def test_a_slow_court_can_have_its_own_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "federal.yaml"
    slow = FILE.read_text(encoding="utf-8").replace("  ctb:  {", "  ctb:  {limits: {arrive: 60}, ")
    table.write_text(slow, encoding="utf-8")
    monkeypatch.setattr("config.federal.FILE", table)
    courts = load_federal_courts.__wrapped__()
    assert [courts[id_]["limits"]["arrive"] for id_ in ("ctb", "cob")] == [60, 30]


def test_all_courts_are_in_the_table_or_in_a_file_of_their_own() -> None:
    files = {path.stem for path in COURTS.glob("*.yaml")} - {"federal"}
    assert {*files, *load_federal_courts()} == set(list_court_ids())
    assert "staged" not in load_federal_courts()
