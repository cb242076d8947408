"""Tests that each format of an audit's results can be read by its readers' programs."""

import csv
import json
from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from openpyxl import load_workbook

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import AuditRecord
from ecfcheck.audit.status import Status
from ecfcheck.audit.write import RESULTS, write_results
from tests.helpers.audit_samples import CTD, NYSD, end, firm, head, result, write_journal

FORMULAS = ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)")


def write_samples(folder: Path, *records: AuditRecord, previous: tuple[AuditRecord, ...] = ()) -> Path:
    """Write the results of an audit with these records; return its folder."""
    audit = read_audit(write_journal(folder / "now", *records))
    before = read_audit(write_journal(folder / "before", *previous)) if previous else None
    write_results(folder / "now", audit, before)
    return folder / "now"


def create_audit(*evidences: str) -> tuple[AuditRecord, ...]:
    """Return an audit of one person for each evidence, which is also their alias and name."""
    people = [result(text, Status.NOT_LINKED, evidence=text, name=text) for text in evidences]
    return (head(evidences, CTD), *people, end())


def read_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_results_and_no_temporary_files_are_written(tmp_path: Path) -> None:
    folder = write_samples(tmp_path, *firm(3, CTD))
    assert {path.name for path in folder.iterdir()} == {"audit.jsonl", *RESULTS}


def test_the_csv_has_a_row_for_each_person_and_court_and_a_byte_order_mark(tmp_path: Path) -> None:
    linked, broken = result("ann", Status.LINKED, name="Ann Invented"), result("ann", Status.LOCKED, NYSD)
    records = (head(["ann"], CTD, NYSD), linked, broken, end())
    before = (head(["ann"], CTD, NYSD), linked, result("ann", Status.LINKED, NYSD), end())
    folder = write_samples(tmp_path, *records, previous=before)
    assert (folder / "results.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_rows(folder) == [
        {
            "alias": "ann",
            "name": "Ann Invented",
            "court": "ctd",
            "status": "linked",
            "next": "Nothing to do.",
            "evidence": "Expected: may file. Found: may file (the menu has Civil and Criminal)",
            "when": "2026-07-13T09:31:00Z",
            "change": "",
        },
        {
            "alias": "ann",
            "name": "",
            "court": "nysd",
            "status": "locked",
            "next": "Have the account's holder call the PACER Service Center.",
            "evidence": "Expected: may file. Found: locked (PACER says: Your account has been disabled.)",
            "when": "2026-07-13T09:31:00Z",
            "change": "newly broken",
        },
    ]


def test_there_is_no_name_column_if_no_names_are_shown(tmp_path: Path) -> None:
    folder = write_samples(tmp_path, *firm(2, CTD, names=False))
    assert "name" not in read_rows(folder)[0]
    assert [cell.value for cell in load_workbook(folder / "results.xlsx")["People"][1]] == [
        "alias",
        "ctd: District of Connecticut (staged)",
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_courts_words_never_become_a_formula(tmp_path: Path, text: str) -> None:
    folder = write_samples(tmp_path, *create_audit(text))
    (row,) = read_rows(folder)
    assert (row["alias"], row["name"]) == (f"'{text}",) * 2
    assert row["evidence"] == f"Expected: may file. Found: not linked ({text})"
    sheet = load_workbook(folder / "results.xlsx")["Results"]
    cells = [cell for cell in sheet[2] if cell.value == text]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 2


def test_odd_characters_break_no_format(tmp_path: Path) -> None:
    folder = write_samples(tmp_path, *create_audit('ü "quoted"; a\nline <b>&amp;\x07\x00\ufffe 律'))
    clean = 'ü "quoted"; a\nline <b>&amp;\ufffd\ufffd\ufffd 律'
    finding = f"Expected: may file. Found: not linked ({clean})"
    assert read_rows(folder)[0]["evidence"] == finding
    assert load_workbook(folder / "results.xlsx")["Results"]["F2"].value == finding
    (case,) = (case for suite in JUnitXml.fromfile(str(folder / "results.xml")) for case in suite)
    assert case.name == clean


def test_the_json_lines_have_every_field(tmp_path: Path) -> None:
    before = (head(["ann"], CTD), result("ann", Status.NOT_LINKED), end())
    folder = write_samples(tmp_path, head(["ann"], CTD), result("ann", Status.LINKED), end(), previous=before)
    (line,) = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "alias": "ann",
        "name": None,
        "court": "ctd",
        "status": "linked",
        "evidence": "the menu has Civil and Criminal",
        "picture": None,
        "when": "2026-07-13T09:31:00Z",
        "milliseconds": 1234,
        "next": "Nothing to do.",
        "change": "newly linked",
        "before": "not linked",
    }


def read_cases(folder: Path) -> dict[str, TestCase]:
    return {case.name: case for suite in JUnitXml.fromfile(str(folder / "results.xml")) for case in suite}


def test_junit_passes_linked_and_has_skips_errors_and_failures(tmp_path: Path) -> None:
    people = [result(status.value, status) for status in Status]
    folder = write_samples(tmp_path, head([status.value for status in Status], CTD), *people, end())
    kinds = {
        name: tuple(type(outcome) for outcome in case.result) for name, case in read_cases(folder).items()
    }
    errors = ("court unavailable", "not known")
    failures = set(Status) - {"linked", "not tried", *errors}
    assert kinds == (
        {"linked": (), "not tried": (Skipped,)}
        | dict.fromkeys(errors, (Error,))
        | dict.fromkeys(failures, (Failure,))
    )
    (failure,) = read_cases(folder)["locked"].result
    assert failure.message == (
        "Expected: may file. Found: locked (PACER says: Your account has been disabled.)"
    )
    assert failure.text.endswith("Have the account's holder call the PACER Service Center.")


def test_junit_has_a_suite_for_each_court(tmp_path: Path) -> None:
    folder = write_samples(tmp_path, *firm(40, CTD, NYSD))
    whole = JUnitXml.fromfile(str(folder / "results.xml"))
    assert [(suite.name, suite.tests) for suite in whole] == [("ctd", 40), ("nysd", 40)]
    assert whole.tests == 80


def test_the_workbook_has_people_and_courts_on_one_sheet_and_all_results_on_another(tmp_path: Path) -> None:
    records = (head(["ann", "ben"], CTD, NYSD), result("ann", Status.LINKED, NYSD), end())
    book = load_workbook(write_samples(tmp_path, *records) / "results.xlsx")
    assert book.sheetnames == ["People", "Results"]
    people, results = book["People"], book["Results"]
    assert [[cell.value for cell in row] for row in people] == [
        ["alias", "ctd: District of Connecticut (staged)", "nysd: Southern District of New York (staged)"],
        ["ann", "not tried", "linked"],
        ["ben", "not tried", "not tried"],
    ]
    assert people["C2"].fill.start_color.rgb != people["C3"].fill.start_color.rgb
    assert (people.freeze_panes, people.auto_filter.ref) == ("B2", "A1:C3")
    assert (results.freeze_panes, results.max_row) == ("B2", 5)
    assert str(results["F3"].value) == "2026-07-13 09:31:00"


def test_each_sheet_prints_on_pages_of_its_whole_width_with_the_header_on_each(tmp_path: Path) -> None:
    book = load_workbook(write_samples(tmp_path, *firm(40, CTD, NYSD)) / "results.xlsx")
    for sheet in book.worksheets:
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.print_title_rows, sheet.auto_filter.ref) == ("$1:$1", sheet.dimensions)


def test_an_empty_shard_has_empty_results(tmp_path: Path) -> None:
    assert read_rows(write_samples(tmp_path, head([], CTD), end())) == []


def test_a_failed_write_leaves_no_temporary_files(tmp_path: Path) -> None:
    folder = write_samples(tmp_path, *firm(1, CTD))
    old = (folder / "results.csv").read_bytes()
    (folder / "results.jsonl").unlink()
    (folder / "results.jsonl").mkdir()
    audit = read_audit(write_journal(folder, *firm(2, CTD)))
    with pytest.raises(OSError, match=r"results\.jsonl"):
        write_results(folder, audit, None)
    assert (folder / "results.csv").read_bytes() != old
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]
