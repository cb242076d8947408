"""A court has the id of its file, its file's name or its host; a staged one never a real court's."""

from pathlib import Path

import pytest

from config.court import COURTS, list_court_ids, load_court, move_to_port, require_staged_file
from config.yaml_file import ProblemsError

STAGED = (COURTS / "staged.yaml").read_text(encoding="utf-8")
REAL = "the id of a real court (District of Connecticut)"
INSTEAD = "call it practice_ctd, for example: by its file's name, or by `id:` in the file"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, more: str = "", *, staged: bool = True) -> str:
    text = STAGED if staged else STAGED.replace("staged: yes", "staged: no")
    Path(name).write_text(text + more, encoding="utf-8")
    return name


def fault(name: str, folder: Path | None = None) -> str:
    with pytest.raises(ProblemsError) as error:
        load_court(name, folder)
    return str(error.value)


@pytest.mark.parametrize("name", ["staged", "staged_legacy", "staged_bankruptcy", "staged_maintenance"])
def test_a_staged_court_that_comes_along_is_called_as_its_file(name: str) -> None:
    assert load_court(name).id == name


def test_a_staged_court_is_called_as_its_file_and_by_the_stage_as_its_host() -> None:
    court = load_court(written("practice_district.yaml"))
    assert (court.id, court.host_id) == ("practice_district", "ctd")
    assert move_to_port(court, 8400).id == "practice_district"


def test_what_an_id_cannot_hold_in_a_files_name_is_replaced() -> None:
    assert load_court(written("Our Court (2).yaml")).id == "our_court_2_"
    assert load_court(written("_.yaml")).id == "court"


def test_a_file_may_give_the_id() -> None:
    assert load_court(written("court.yaml", "id: hartford-2\n")).id == "hartford-2"
    assert load_court(written("court.yaml", "id: hartford\n", staged=False)).id == "hartford"


def test_a_court_that_is_not_staged_is_called_as_its_host() -> None:
    assert load_court(written("rehearsal.yaml", staged=False)).id == "ctd"
    assert load_court("nysd").id == "nysd"


def test_what_is_no_id_is_told() -> None:
    name = written("court.yaml", "id: CTD!\n")
    assert fault(name) == "court.yaml:16:5: 'CTD!' is not a court's id; write at most 40 of a-z, 0-9, _ and -"


def test_a_staged_court_is_never_called_as_a_real_one() -> None:
    assert fault(written("ctd.yaml")) == f"ctd.yaml: a staged court cannot be called 'ctd', {REAL}; {INSTEAD}"
    assert fault(written("CTD.yaml")) == f"CTD.yaml: a staged court cannot be called 'ctd', {REAL}; {INSTEAD}"
    assert fault(written("mine.yaml", "id: ctd\n")) == (
        f"mine.yaml:16:5: a staged court cannot be called 'ctd', {REAL}; {INSTEAD}"
    )
    assert load_court(written("ctd.yaml", "id: practice_ctd\n")).id == "practice_ctd"


def test_no_staged_court_is_written_by_the_name_of_a_real_one() -> None:
    with pytest.raises(ProblemsError) as error:
        require_staged_file(Path("ctd.yaml"))
    assert str(error.value) == f"ctd.yaml: a staged court cannot be called 'ctd', {REAL}; {INSTEAD}"
    require_staged_file(Path("practice_ctd.yaml"))


def test_a_folder_may_hold_courts_that_go_before_those_that_come_along() -> None:
    written("practice_district.yaml")
    written("nysd.yaml", "id: nysd\n", staged=False)
    assert load_court("practice_district", Path()).staged
    assert load_court("nysd", Path()).ecf == "http://ecf.ctd.localhost"
    assert load_court("nyed", Path()).id == "nyed"
    assert load_court("nysd").ecf == "https://ecf.nysd.uscourts.gov"
    assert {"practice_district", "nysd", "staged"} <= set(list_court_ids(Path()))
    assert "practice_district" not in list_court_ids()


def test_a_file_that_is_found_by_an_id_holds_the_court_of_that_id() -> None:
    written("mine.yaml", staged=False)
    assert fault("mine", Path()) == (
        "mine.yaml: is the court 'ctd', not 'mine'; rename the file, or write `id: mine` in it"
    )
