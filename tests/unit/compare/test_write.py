"""A comparison is written as a page, JSON lines and JUnit XML, and printed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from junitparser import JUnitXml

from ecfcheck.compare.comparison import Comparison, compare_runs
from ecfcheck.compare.lines import format_comparison
from ecfcheck.compare.model import Kind
from ecfcheck.compare.read import read_run
from ecfcheck.compare.write import JUNIT, LINES, PAGE, write_comparison
from ecfcheck.report.terminal_lines import choose_marks
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord
from tests.helpers.run_samples import check
from tests.helpers.snapshot_samples import interrupt, link, part, snapshot, step, text, write_run

PICTURE = "evidence/home.jpg"
DIFFERS = "menu: documented [Reports]; seen [Records]"
CHANGED = CheckRecord(check="menu", documented=("Reports",), seen=("Records",), difference=DIFFERS)


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of two runs: a menu entry was renamed, and a text changed."""
    box = (10, 20, 30, 40)
    before = snapshot(link("Reports", area="menu", box=box), text("Closed on <holidays>"))
    after = snapshot(link("Records", area="menu", box=box), text("Closed on <weekends>"))
    cited = {"document": "ctd-link-pacer-account"}
    good = step(part([check("menu", ("Reports",))], picture=PICTURE), **cited)
    failed = step(part([CHANGED], picture=PICTURE), outcome=Outcome.DRIFT, message="it differs", **cited)
    return (
        write_run(tmp_path / "a", good, home=before),
        write_run(tmp_path / "b", failed, step(step="2"), home=after),
    )


@pytest.fixture
def comparison(sources: tuple[Path, Path]) -> Comparison:
    return compare_runs(read_run(sources[0]), read_run(sources[1]), 1.0)


def test_the_page_has_both_runs_the_sentence_and_the_words_that_differ(
    comparison: Comparison, sources: tuple[Path, Path], tmp_path: Path
) -> None:
    page = write_comparison(comparison, tmp_path / "out", Kind.VISIBLE, sources).read_text(encoding="utf-8")
    assert page.count("ecf.ctd.localhost:8400") == 2
    assert "<b>The notice says</b> Utilities offers Link a CM/ECF account to my PACER account. <span" in page
    assert "<del>“Reports”</del>" in page
    assert "<ins>“Records”</ins>" in page
    assert "&lt;weekends&gt;" in page
    assert "<weekends>" not in page
    assert page.count("data:image/jpeg;base64,") == 2, "both differences are on one screen"
    assert '<rect x="6" y="16" width="38" height="48"/>' in page


def test_the_page_of_equal_runs_says_so(sources: tuple[Path, Path], tmp_path: Path) -> None:
    run = read_run(sources[0])
    page = write_comparison(compare_runs(run, run, 1.0), tmp_path / "out", Kind.VISIBLE, sources)
    assert "No difference in 1 screen of 1 step." in page.read_text(encoding="utf-8")


def test_the_page_loads_nothing_from_elsewhere(
    comparison: Comparison, sources: tuple[Path, Path], tmp_path: Path
) -> None:
    page = write_comparison(comparison, tmp_path / "out", Kind.VISIBLE, sources).read_text(encoding="utf-8")
    assert [one for one in re.findall(r'(?:href|src)="([^"#][^"]*)"', page) if ":image/" not in one] == []


def test_json_lines_have_the_head_and_each_difference(
    comparison: Comparison, sources: tuple[Path, Path], tmp_path: Path
) -> None:
    write_comparison(comparison, tmp_path / "out", Kind.VISIBLE, sources)
    lines = (tmp_path / "out" / LINES).read_text(encoding="utf-8").splitlines()
    head, *differences = [json.loads(line) for line in lines]
    assert (head["counts"], head["after"]["courts"][0]["host"]) == (
        {"notice": 1, "visible": 1},
        "ecf.ctd.localhost:8400",
    )
    assert [(one["kind"], one["subject"], one["before"]) for one in differences] == [
        ("notice", "menu", ["link “Reports”"]),
        ("visible", "text", ["text “Closed on <holidays>”"]),
    ]
    assert differences[0]["sentences"][0]["entry"] == "3"


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [
        (Kind.VISIBLE, [("2 differences: breaks the notice: menu; visible: text", ["Records", "weekends"])]),
        (Kind.NOTICE, [("breaks the notice: menu", ["Records"])]),
        (None, []),
    ],
)
def test_a_step_fails_once_in_junit_with_all_differences_from_the_chosen_class_on(
    fail_on: Kind | None,
    failures: list[tuple[str, list[str]]],
    comparison: Comparison,
    sources: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    write_comparison(comparison, tmp_path / "out", fail_on, sources)
    report = JUnitXml.fromfile(str(tmp_path / "out" / JUNIT))
    (suite,) = report
    (case,) = suite
    assert (suite.name, case.name) == ("link_account", "3")
    assert (report.tests, report.failures) == (1, len(failures))
    names = ("Records", "weekends")
    found = [(one.message, [name for name in names if name in one.text]) for one in case.result]
    assert found == failures


def test_the_terminal_names_both_runs_and_each_difference(comparison: Comparison) -> None:
    lines = format_comparison(comparison, choose_marks("utf-8"), 100)
    printed = "\n".join(lines)
    assert "✗ breaks the notice: menu · link_account, step 3, cmecf_home" in lines
    entry = "Utilities offers Link a CM/ECF account to my PACER account."
    assert f"    notice  ctd-link-pacer-account, 3: {entry}" in lines
    assert "    before  link “Reports”" in lines
    assert "    after   link “Records”" in lines
    assert "note  1 step only in the second run, not compared: link_account" in lines
    assert lines[-1] == "2 differences in 1 screen of 1 step: 1 breaks the notice and 1 visible"
    assert printed.count("ecf.ctd.localhost:8400") == 2


def test_a_run_that_is_not_complete_is_named_as_such_in_all_output(
    sources: tuple[Path, Path], tmp_path: Path
) -> None:
    good, short = read_run(sources[0]), read_run(interrupt(shutil.copytree(sources[0], tmp_path / "short")))
    comparison = compare_runs(good, short, 1.0)
    text = "the second run is not complete: interrupted"
    lines = format_comparison(comparison, choose_marks("utf-8"), 100)
    assert next(line for line in lines if line.startswith("after")).endswith(" · not complete: interrupted")
    assert lines[-1] == f"no difference in 1 screen of 1 step; {text}"
    page = write_comparison(comparison, tmp_path / "out", Kind.VISIBLE, sources).read_text(encoding="utf-8")
    assert f"No difference in 1 screen of 1 step; {text}." in page
    assert page.count("<strong>not complete</strong>") == 1
    assert '<div class="verdict partial" role="status">' in page
    head = json.loads((tmp_path / "out" / LINES).read_text(encoding="utf-8").splitlines()[0])
    assert head["incomplete"] == [text]
    *_, suite = JUnitXml.fromfile(str(tmp_path / "out" / JUNIT))
    assert [(case.name, case.result[0].message) for case in suite] == [("both runs are complete", text)]


def test_a_release_that_no_flow_read_says_why(comparison: Comparison) -> None:
    lines = format_comparison(comparison, choose_marks("utf-8"), 100)
    assert lines[1].endswith(" · release not read: no flow came to its front page")


def test_the_terminal_writes_ascii_where_nothing_else_can_be_shown(comparison: Comparison) -> None:
    lines = format_comparison(comparison, choose_marks("ascii"), 100)
    assert "\n".join(lines).isascii()


def test_all_files_of_a_comparison_are_written(
    comparison: Comparison, sources: tuple[Path, Path], tmp_path: Path
) -> None:
    write_comparison(comparison, tmp_path / "out", Kind.VISIBLE, sources)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {PAGE, LINES, JUNIT}
