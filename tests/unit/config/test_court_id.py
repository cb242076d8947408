"""A court's id comes from its file, the file's name or its host."""

from pathlib import Path

import pytest

from config.court import COURTS, list_court_ids, load_court, move_to_port, require_staged_file
from config.yaml_file import ProblemsError

STAGED = (COURTS / "staged.yaml").read_text(encoding="utf-8")
REAL = (
    "a staged court cannot have the id 'ctd' of a real court (District of Connecticut);"
    " use another id, such as practice_ctd: rename the file, or set `id:` in it"
)


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write_court(name: str, more: str = "", *, staged: bool = True) -> str:
    text = STAGED if staged else STAGED.replace("staged: yes", "staged: no")
    Path(name).write_text(text + more, encoding="utf-8")
    return name


def explain_failure(name: str, folder: Path | None = None) -> str:
    with pytest.raises(ProblemsError) as error:
        load_court(name, folder)
    return str(error.value)


@pytest.mark.parametrize("name", ["staged", "staged_legacy", "staged_bankruptcy", "staged_maintenance"])
def test_an_included_staged_court_has_the_id_of_its_file_name(name: str) -> None:
    assert load_court(name).id == name


def test_a_staged_court_is_named_after_its_file_and_on_the_stage_after_its_host() -> None:
    court = load_court(write_court("practice_district.yaml"))
    assert (court.id, court.host_id) == ("practice_district", "ctd")
    assert move_to_port(court, 8400).id == "practice_district"


def test_invalid_characters_of_a_file_name_are_replaced_in_the_id() -> None:
    assert load_court(write_court("Our Court (2).yaml")).id == "our_court_2_"
    assert load_court(write_court("_.yaml")).id == "court"


def test_a_file_can_set_the_id() -> None:
    assert load_court(write_court("court.yaml", "id: hartford-2\n")).id == "hartford-2"
    assert load_court(write_court("court.yaml", "id: hartford\n", staged=False)).id == "hartford"


def test_a_real_court_is_named_after_its_host() -> None:
    assert load_court(write_court("rehearsal.yaml", staged=False)).id == "ctd"
    assert load_court("nysd").id == "nysd"


def test_an_invalid_id_is_reported() -> None:
    name = write_court("court.yaml", "id: CTD!\n")
    assert (
        explain_failure(name)
        == "court.yaml:16:5: 'CTD!' is not a court id; use at most 40 characters of a-z, 0-9, _ and -"
    )


def test_a_staged_court_cannot_have_the_id_of_a_real_court() -> None:
    assert explain_failure(write_court("ctd.yaml")) == f"ctd.yaml: {REAL}"
    assert explain_failure(write_court("CTD.yaml")) == f"CTD.yaml: {REAL}"
    assert explain_failure(write_court("mine.yaml", "id: ctd\n")) == f"mine.yaml:16:5: {REAL}"
    assert load_court(write_court("ctd.yaml", "id: practice_ctd\n")).id == "practice_ctd"


def test_a_staged_court_file_cannot_have_the_name_of_a_real_court() -> None:
    with pytest.raises(ProblemsError) as error:
        require_staged_file(Path("ctd.yaml"))
    assert str(error.value) == f"ctd.yaml: {REAL}"
    require_staged_file(Path("practice_ctd.yaml"))


def test_courts_in_a_folder_take_precedence_over_included_courts() -> None:
    write_court("practice_district.yaml")
    write_court("nysd.yaml", "id: nysd\n", staged=False)
    assert load_court("practice_district", Path()).staged
    assert load_court("nysd", Path()).ecf == "http://ecf.ctd.localhost"
    assert load_court("nyed", Path()).id == "nyed"
    assert load_court("nysd").ecf == "https://ecf.nysd.uscourts.gov"
    assert {"practice_district", "nysd", "staged"} <= set(list_court_ids(Path()))
    assert "practice_district" not in list_court_ids()


def test_a_file_found_by_id_must_have_that_id() -> None:
    write_court("mine.yaml", "id: yours\n", staged=False)
    assert explain_failure("mine", Path()) == (
        "mine.yaml: has the id 'yours', not 'mine'; rename the file, or write `id: mine` in it"
    )


def test_the_address_is_named_where_the_id_is_from_it() -> None:
    write_court("mine.yaml", staged=False)
    text = Path("mine.yaml").read_text(encoding="utf-8")
    Path("mine.yaml").write_text(text.replace("http://ecf.ctd.localhost", "https://ecf.ctd.uscourts.gov"))
    assert explain_failure("mine", Path()) == (
        "mine.yaml: has the id 'ctd', from https://ecf.ctd.uscourts.gov, not 'mine'; rename the file, or"
        " write `id: mine` in it"
    )


def test_a_court_on_this_machine_without_staged_is_asked_whether_it_is_staged() -> None:
    write_court("mine.yaml", staged=False)
    assert explain_failure("mine", Path()) == (
        "mine.yaml: is not staged, but http://ecf.ctd.localhost is on this machine: write `staged: yes`, or"
        " the court's https addresses (from this address its id would be 'ctd', not 'mine')"
    )
