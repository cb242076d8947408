"""The template of a roster is a workbook that the audit reads, with courts to choose from."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from config.court import list_court_ids
from config.yaml_file import ProblemsError
from ecfcheck.audit.roster import read_roster
from ecfcheck.audit.roster_schema import COLUMNS
from ecfcheck.audit.template import write_template


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def fill_in(*rows: tuple[str, ...]) -> Path:
    """Write a template and these rows below its example; return its path."""
    path = Path("roster.xlsx")
    write_template(path)
    book = load_workbook(path)
    for number, row in enumerate(rows, 3):
        for column, text in enumerate(row, 1):
            book["Roster"].cell(number, column, text)
    book.save(path)
    return path


def test_a_filled_in_template_is_a_roster_and_its_example_is_skipped_with_a_note() -> None:
    path = fill_in(("jroe", "Jane Roe", "nysd, nysb", "JROE_USER", "JROE_PASSWORD", "", "10-12"))
    roster = read_roster(path, ())
    assert [(person.alias, person.courts, person.client_code) for person in roster.people] == [
        ("jroe", ("nysd", "nysb"), "10-12")
    ]
    assert [str(note) for note in roster.notes] == ["roster.xlsx:2:1: note: the example is not audited"]


def test_a_template_with_nothing_but_its_example_has_nobody_to_audit() -> None:
    with pytest.raises(ProblemsError) as error:
        read_roster(fill_in(), ())
    assert str(error.value) == ("roster.xlsx:3:1: has no row below the example; add a row for each person")


def test_other_yaml_files_in_the_folder_are_no_courts() -> None:
    Path("ecfcheck.yaml").write_text("courts: our/courts\n", encoding="utf-8")
    courts = load_workbook(fill_in())["Courts"]
    assert "ecfcheck" not in [row[0].value for row in courts.iter_rows()]


def test_each_column_explains_itself_and_courts_are_chosen_from_a_list() -> None:
    book = load_workbook(fill_in())
    roster, courts = book["Roster"], book["Courts"]
    assert tuple(cell.value for cell in roster[1]) == COLUMNS
    prompts = {str(one.sqref)[:2]: one for one in roster.data_validations.dataValidation}
    assert [one.promptTitle for one in prompts.values()] == list(COLUMNS)
    assert all(one.prompt and len(one.prompt) <= 255 for one in prompts.values())  # as many as Excel allows
    ids = [row[0].value for row in courts.iter_rows(min_row=2)]
    assert ids == list_court_ids()
    assert prompts["C2"].formula1 == f"Courts!$A$2:$A${len(ids) + 1}"
    # Several courts in a cell are not in the list, and are right.
    assert not prompts["C2"].showErrorMessage


def test_every_cell_to_fill_in_is_text_so_that_excel_changes_no_client_code() -> None:
    roster = load_workbook(fill_in())["Roster"]
    rows = roster.iter_rows(min_row=2)
    formats = [cell.number_format for row in rows for cell in row]
    assert formats == ["@"] * (999 * len(COLUMNS))


def test_a_court_with_a_file_in_the_templates_folder_can_be_chosen() -> None:
    Path("practice_district.yaml").write_text(
        "name: Practice Court\nkind: district\nstaged: yes\nrelease: nextgen\n"
        "website: http://www.ctd.localhost\necf: http://ecf.ctd.localhost\n"
        "pacer_login: http://pacer.localhost/csologin/login.jsf\n"
        "pacer_account: http://psc.localhost/pscof/login.xhtml\n",
        encoding="utf-8",
    )
    rows = load_workbook(fill_in())["Courts"].iter_rows(values_only=True)
    assert ("practice_district", "Practice Court") in list(rows)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("old.xlsx", "old.xlsx: exists already; choose another name, so that nothing is overwritten"),
        ("roster.csv", "roster.csv: is not the name of a workbook; give it a name that ends in .xlsx"),
        ("none/roster.xlsx", "none/roster.xlsx: is in a folder that does not exist; create it first"),
    ],
)
def test_a_template_that_cannot_be_written_is_reported(name: str, message: str) -> None:
    Path("old.xlsx").write_bytes(b"mine")
    with pytest.raises(ProblemsError) as error:
        write_template(Path(name))
    assert str(error.value) == message
    assert Path("old.xlsx").read_bytes() == b"mine"
