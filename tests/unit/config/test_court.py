"""A court has valid addresses; a staged one has them on this machine and on one port."""

from pathlib import Path

import pytest

from config.address import is_loopback
from config.court import Court, apply_base_url, list_court_ids, load_court, move_to_port
from config.persona import load_personas
from config.yaml_file import ProblemsError


@pytest.mark.parametrize("court", list_court_ids())
def test_every_included_court_can_be_loaded(court: str) -> None:
    assert load_court(court).name


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://ecf.ctd.localhost:8400", True),
        ("http://127.0.0.1:8400", True),
        ("http://[::1]:8400", True),
        ("https://ecf.ctd.uscourts.gov", False),
        ("http://localhost.example.org", False),
        ("http://notlocalhost", False),
    ],
)
def test_only_loopback_addresses_are_on_this_machine(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected


def test_all_addresses_of_a_staged_court_move_to_a_port() -> None:
    moved = move_to_port(load_court("staged"), 8400)
    assert moved.port == 8400
    assert all(":8400" in address for address in moved.addresses)


def test_a_base_url_moves_a_staged_court_as_a_whole_but_only_cm_ecf_of_a_real_court() -> None:
    staged = apply_base_url(load_court("staged"), "http://ecf.ctd.localhost:8400")
    assert all(":8400" in address for address in staged.addresses)
    real = apply_base_url(load_court("ctd"), "https://ecf-test.ctd.uscourts.gov")
    assert real.ecf == "https://ecf-test.ctd.uscourts.gov"
    assert real.website == load_court("ctd").website


def test_an_unencrypted_address_on_another_machine_is_rejected() -> None:
    with pytest.raises(ProblemsError, match="would send passwords unencrypted"):
        apply_base_url(load_court("ctd"), "http://ecf.ctd.uscourts.gov")


def test_a_staged_court_has_one_port() -> None:
    data = load_court("staged").model_dump()
    with pytest.raises(ValueError, match="on one port"):
        Court.model_validate({**data, "ecf": "http://ecf.ctd.localhost:8400"})


def test_each_persona_has_a_title() -> None:
    assert all(persona.title for persona in load_personas().values())


COURT = (
    "name: A Court\nkind: district\nrelease: nextgen\nwebsite: https://www.ctd.uscourts.gov\n"
    "ecf: https://ecf.ctd.uscourts.gov\npacer_login: https://pacer.login.uscourts.gov/csologin/login.jsf\n"
    "pacer_account: https://pacer.psc.uscourts.gov/pscof/login.xhtml\n"
)
OTHERS = "(`ecfcheck courts` lists all courts; a path to a court file works too)"


def test_a_court_is_selected_again_by_the_file_from_which_it_was_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("our court.yaml").write_text(COURT, encoding="utf-8")
    court = load_court("./our court.yaml")
    assert apply_base_url(court, "https://ecf.ctd.uscourts.gov:8443").option == "'./our court.yaml'"
    assert load_court("ctd").option == "ctd"


@pytest.mark.parametrize("written", ["practice_district", "practise_district", "practice-distrct"])
def test_a_court_that_is_a_file_in_the_current_folder_is_suggested(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("practice_district.yaml").write_text(COURT, encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        load_court(written)
    meant = "did you mean the file practice_district.yaml?"
    assert str(error.value) == f"--court: unknown court {written!r}; {meant} {OTHERS}"


@pytest.mark.parametrize("content", ["flow: nyds\n", "- one\n", "a: [\n"])
def test_a_file_that_is_not_a_courts_is_not_suggested(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nyds.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        load_court("nyds")
    assert str(error.value) == f"--court: unknown court 'nyds'; did you mean 'nysd'? {OTHERS}"


def test_a_court_in_the_rosters_folder_is_suggested_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "firm.yaml").write_text(COURT, encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        load_court("frim", tmp_path)
    assert str(error.value) == f"--court: unknown court 'frim'; did you mean 'firm'? {OTHERS}"
