"""`ecfcheck coverage` lists asserted entries of documents, and what to do about the others."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, StepRecord
from tests.helpers.run_samples import check, create_run, step, write_records

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
    says: Read the warning.
    screen: pacer_login
    sees: {buttons: [Login, Clear, Cancel], text: [official PACER use only]}
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a flow and a document with two entries, both asserted; return the folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    documents = tmp_path / "flows/documents"
    documents.mkdir(parents=True)
    (documents / "notice.yaml").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "flows/reach_login.yaml").write_text(FLOW, encoding="utf-8")
    return tmp_path


def replace_text(suite: Path, old: str, new: str, file: str = "reach_login.yaml") -> None:
    path = suite / "flows" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run_coverage(*arguments: str) -> tuple[int, str, str]:
    """Run the command; return its exit status, standard output and standard error."""
    result = CliRunner().invoke(main, ["coverage", *arguments])
    return result.exit_code, result.stdout, result.stderr


def read_golden(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def create_step(entry: str, *checks: str, flow: str = "reach_login") -> StepRecord:
    """Return the record of a step that passed, with these checks on its only screen."""
    checks_made = tuple(check(name, ("anything",)) for name in ("screen", *checks))
    part = PartRecord(screen="pacer_login", url="http://pacer.localhost/", checks=checks_made)
    line = {"1": 8, "warning": 13}.get(entry, 1)
    values = {"flow": flow, "document": "notice", "step": entry, "line": line, "parts": (part,)}
    return step("1").model_copy(update=values)


def set_outcome(record: StepRecord, outcome: Outcome) -> StepRecord:
    return record.model_copy(update={"outcome": outcome})


@pytest.mark.usefixtures("suite")
def test_asserted_entries_are_listed_with_flow_line_and_checks() -> None:
    assert run_coverage() == (0, read_golden("coverage"), "")


def test_an_entry_that_no_step_cites_is_reported(suite: Path) -> None:
    replace_text(
        suite, "entries:", 'entries:\n  "0": {place: the title, says: Nothing yet.}', "documents/notice.yaml"
    )
    status, table, lacking = run_coverage()
    assert status == 1
    assert "✗ 0        the title              Nothing yet." in table
    assert "notice: 2 of 3 entries documented and asserted by flows (67 %)\n" in table
    assert lacking == (
        "notice: '0' (the title) is not cited by any step; add one to a flow, with a check under 'sees'\n"
    )


def test_an_entry_whose_steps_only_name_their_screen_is_not_asserted(suite: Path) -> None:
    replace_text(suite, "    sees: {text: [E-Filing (CM/ECF)]}\n", "")
    status, table, lacking = run_coverage()
    assert status == 1
    assert "notice: 1 of 2 entries documented and asserted by flows (50 %)\n" in table
    assert lacking == (
        "notice: '1' (step 1) is cited by reach_login:8 without a check; add one under 'sees' there\n"
    )


def test_an_entry_is_asserted_if_one_of_the_steps_that_cite_it_checks_something(suite: Path) -> None:
    other = FLOW.replace("reach_login", "other").replace("    sees: {text: [E-Filing (CM/ECF)]}\n", "")
    (suite / "flows/other.yaml").write_text(other, encoding="utf-8")
    status, table, _ = run_coverage()
    assert status == 0
    assert "other:8 and reach_login:8\n" in table


def test_mistakes_in_flows_and_documents_are_reported_at_once(suite: Path) -> None:
    replace_text(suite, "persona: unlinked_filer", "persona: unlinked_filler")
    (suite / "flows/documents/empty.yaml").write_text("title: Empty\nentries: {}\n", encoding="utf-8")
    status, _, mistakes = run_coverage()
    assert status == 4
    assert mistakes == (
        "flows/documents/empty.yaml:1:1: 'court' is missing\n"
        "flows/documents/empty.yaml:2:10: 'entries' is empty; write an entry\n"
        "flows/reach_login.yaml:6:10: unknown persona 'unlinked_filler'; did you mean 'unlinked_filer'?\n"
    )


def test_a_flow_that_cites_an_unknown_entry_is_rejected(suite: Path) -> None:
    replace_text(suite, "step: warning", "step: warnings")
    assert run_coverage() == (
        4,
        "",
        "flows/reach_login.yaml:13:11: notice has no entry 'warnings'; did you mean 'warning'?\n",
    )


def test_a_run_that_asserted_every_entry_covers_the_document(suite: Path) -> None:
    write_records(
        suite / "out", *create_run(create_step("1", "text"), create_step("warning", "buttons", "text"))
    )
    assert run_coverage("--run", "out") == (0, read_golden("coverage_of_run"), "")


def test_an_entry_that_was_not_run_is_reported_with_the_flow_to_run(suite: Path) -> None:
    write_records(suite / "out", *create_run(create_step("1", "text")))
    status, table, lacking = run_coverage("--run", "out")
    assert status == 1
    assert "notice: 1 of 2 entries documented, executed and asserted (50 %)\n" in table
    assert lacking == (
        "notice: 'warning' (the picture of step 2) was not run; run `ecfcheck run reach_login`\n"
    )


def test_a_failed_step_outweighs_one_that_passed(suite: Path) -> None:
    failed = set_outcome(create_step("1", "text", flow="other"), Outcome.COURT_ERROR)
    left_out = set_outcome(create_step("warning"), Outcome.NOT_RUN)
    write_records(suite / "out", *create_run(create_step("1", "text"), failed, left_out))
    status, _, lacking = run_coverage("--run", "out")
    assert status == 1
    assert lacking == (
        "notice: '1' (step 1) did not hold: other:8 (COURT ERROR); the run's report says what differs\n"
        "notice: 'warning' (the picture of step 2) was not run because a step failed before it:"
        " reach_login:13 (NOT RUN); fix that step first\n"
    )


def test_a_step_that_only_reaches_its_screen_asserts_nothing(suite: Path) -> None:
    write_records(suite / "out", *create_run(create_step("1"), create_step("warning", "text")))
    status, _, lacking = run_coverage("--run", "out")
    assert status == 1
    assert lacking == (
        "notice: '1' (step 1) is cited by reach_login:8 without a check; add one under 'sees' there\n"
    )


def test_a_run_of_other_documents_is_reported(suite: Path) -> None:
    write_records(
        suite / "out",
        *create_run(create_step("1", "text"), create_step("warning", "text"), create_step("2", "text")),
    )
    status, table, lacking = run_coverage("--run", "out")
    assert status == 1
    assert "notice: 2 of 2 entries documented, executed and asserted (100 %)\n" in table
    assert lacking == (
        "notice: '2' (not in the document) is cited by reach_login:1 in this run,"
        " which used other versions of the documents; run the flow again\n"
    )


def test_a_folder_without_records_is_rejected(suite: Path) -> None:
    (suite / "out").mkdir()
    assert run_coverage("--run", "out") == (
        4,
        "",
        "out: has no records; name the folder of a run, which has at least one .jsonl file\n",
    )
