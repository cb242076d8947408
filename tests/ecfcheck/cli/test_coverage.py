"""`ecfcheck coverage` tells which entries of documents are asserted, and what to do about the others."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, StepRecord
from tests.ecfcheck.report.samples import check, create_run, step, write_records

GOLDEN = Path(__file__).parent / "golden"

NOTICE = """
title: How to reach the login
court: ctd
entries:
  "1":
    place: step 1
    says: The website leads to the login.
  warning:
    place: the picture of step 2
    says: The login warns that the law restricts it to official PACER use, and that all activity is logged.
"""
FLOW = """
flow: reach_login
title: Reach the login
document: notice
release: nextgen
persona: unlinked_filer
steps:
  - step: "1"
    says: Open E-Filing.
    open: court_website
    sees: {text: [E-Filing (CM/ECF)]}
    do: open_e_filing
  - step: warning
    says: Heed the warning.
    screen: pacer_login
    sees: {buttons: [Login, Clear, Cancel], text: [official PACER use only]}
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite of one flow and one document of two entries, both asserted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    documents = tmp_path / "flows/documents"
    documents.mkdir(parents=True)
    (documents / "notice.yaml").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "flows/reach_login.yaml").write_text(FLOW, encoding="utf-8")
    return tmp_path


def change(suite: Path, what: str, into: str, file: str = "reach_login.yaml") -> None:
    path = suite / "flows" / file
    text = path.read_text(encoding="utf-8")
    assert what in text
    path.write_text(text.replace(what, into), encoding="utf-8")


def coverage(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["coverage", *arguments])
    return result.exit_code, result.stdout, result.stderr


def told(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def ran(entry: str, *checks: str, flow: str = "reach_login") -> StepRecord:
    """Return a step that held, with these checks on its one screen."""
    made = tuple(check(name, ("whatever",)) for name in ("screen", *checks))
    part = PartRecord(screen="pacer_login", url="http://pacer.localhost/", checks=made)
    line = {"1": 8, "warning": 13}.get(entry, 1)
    of_notice = {"flow": flow, "document": "notice", "step": entry, "line": line, "parts": (part,)}
    return step("1").model_copy(update=of_notice)


def ended(record: StepRecord, outcome: Outcome) -> StepRecord:
    return record.model_copy(update={"outcome": outcome})


@pytest.mark.usefixtures("suite")
def test_entries_that_flows_assert_are_listed_with_flow_line_and_checks() -> None:
    assert coverage() == (0, told("coverage"), "")


def test_an_entry_that_no_step_cites_is_named(suite: Path) -> None:
    change(
        suite, "entries:", 'entries:\n  "0": {place: the title, says: Nothing yet.}', "documents/notice.yaml"
    )
    status, table, lacking = coverage()
    assert status == 1
    assert "✗ 0        the title              Nothing yet." in table
    assert "notice: 2 of 3 entries documented and asserted by flows (66 %)\n" in table
    assert lacking == (
        "notice: '0' (the title) is not cited by any step; add one to a flow, with a check under 'sees'\n"
    )


def test_an_entry_whose_steps_only_name_their_screen_is_not_asserted(suite: Path) -> None:
    change(suite, "    sees: {text: [E-Filing (CM/ECF)]}\n", "")
    status, table, lacking = coverage()
    assert status == 1
    assert "notice: 1 of 2 entries documented and asserted by flows (50 %)\n" in table
    assert lacking == (
        "notice: '1' (step 1) is cited by reach_login:8 without a check; add one under 'sees' there\n"
    )


def test_an_entry_is_asserted_if_one_of_the_steps_that_cite_it_checks_something(suite: Path) -> None:
    other = FLOW.replace("reach_login", "other").replace("    sees: {text: [E-Filing (CM/ECF)]}\n", "")
    (suite / "flows/other.yaml").write_text(other, encoding="utf-8")
    status, table, _ = coverage()
    assert status == 0
    assert "other:8 and reach_login:8\n" in table


def test_mistakes_in_flows_and_documents_are_all_told_at_once(suite: Path) -> None:
    change(suite, "persona: unlinked_filer", "persona: unlinked_filler")
    (suite / "flows/documents/empty.yaml").write_text("title: Empty\nentries: {}\n", encoding="utf-8")
    status, _, mistakes = coverage()
    assert status == 4
    assert mistakes == (
        "flows/documents/empty.yaml:1:1: 'court' is missing\n"
        "flows/documents/empty.yaml:2:10: 'entries' is empty\n"
        "flows/reach_login.yaml:6:10: unknown persona 'unlinked_filler'; did you mean 'unlinked_filer'?\n"
    )


def test_a_flow_that_cites_what_is_no_entry_is_refused(suite: Path) -> None:
    change(suite, "step: warning", "step: warnings")
    assert coverage() == (
        4,
        "",
        "flows/reach_login.yaml:13:11: notice has no entry 'warnings'; did you mean 'warning'?\n",
    )


def test_a_run_that_asserted_every_entry_covers_the_document(suite: Path) -> None:
    write_records(suite / "out", *create_run(ran("1", "text"), ran("warning", "buttons", "text")))
    assert coverage("--run", "out") == (0, told("coverage_of_run"), "")


def test_what_a_run_did_not_touch_is_named_with_the_flow_to_run(suite: Path) -> None:
    write_records(suite / "out", *create_run(ran("1", "text")))
    status, table, lacking = coverage("--run", "out")
    assert status == 1
    assert "notice: 1 of 2 entries documented, executed and asserted (50 %)\n" in table
    assert lacking == (
        "notice: 'warning' (the picture of step 2) was not run; run `ecfcheck run reach_login`\n"
    )


def test_a_step_that_failed_outweighs_one_that_held(suite: Path) -> None:
    failed = ended(ran("1", "text", flow="other"), Outcome.COURT_ERROR)
    left_out = ended(ran("warning"), Outcome.NOT_RUN)
    write_records(suite / "out", *create_run(ran("1", "text"), failed, left_out))
    status, _, lacking = coverage("--run", "out")
    assert status == 1
    assert lacking == (
        "notice: '1' (step 1) did not hold: other:8 (COURT ERROR); the run's report says what differs\n"
        "notice: 'warning' (the picture of step 2) was not run because a step failed before it:"
        " reach_login:13 (NOT RUN); fix that step first\n"
    )


def test_a_run_that_saw_no_more_than_the_screen_asserted_nothing(suite: Path) -> None:
    write_records(suite / "out", *create_run(ran("1"), ran("warning", "text")))
    status, _, lacking = coverage("--run", "out")
    assert status == 1
    assert lacking == (
        "notice: '1' (step 1) is cited by reach_login:8 without a check; add one under 'sees' there\n"
    )


def test_a_run_of_other_documents_than_these_is_told(suite: Path) -> None:
    write_records(suite / "out", *create_run(ran("1", "text"), ran("warning", "text"), ran("2", "text")))
    status, table, lacking = coverage("--run", "out")
    assert status == 1
    assert "notice: 2 of 2 entries documented, executed and asserted (100 %)\n" in table
    assert lacking == (
        "notice: '2' (not in the document) is cited by reach_login:1 in this run,"
        " which used other versions of the documents; run the flow again\n"
    )


def test_a_folder_without_records_is_refused(suite: Path) -> None:
    (suite / "out").mkdir()
    assert coverage("--run", "out") == (
        4,
        "",
        "out: has no records; name the folder of a run, which has at least one .jsonl file\n",
    )
