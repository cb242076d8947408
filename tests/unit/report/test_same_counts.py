"""The terminal, the report, JUnit and the records count the same steps, and use the same words for them."""

import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.cli.run_output import print_records
from ecfcheck.report.html import write_report
from ecfcheck.report.model import build_report
from ecfcheck.report.pipeline import escape_markdown
from ecfcheck.report.read import read_folder
from ecfcheck.report.summary import read_summary
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.records import StepRecord
from tests.helpers.run_samples import (
    END,
    HEAD,
    create_run,
    failed_steps,
    good_steps,
    interrupted_run,
    provisional_step,
    rehearsed_steps,
    retried_steps,
    write_records,
)

pytest_plugins = ["pytester"]

RUNS = {
    "passed": create_run(*good_steps()),
    "failed": create_run(*failed_steps(), *good_steps(run=2)),
    "rehearsed": create_run(*rehearsed_steps()),
    "cut short": create_run(*good_steps()[:3], ended=False),
    "interrupted": interrupted_run(),
    "retried": create_run(*retried_steps()),
    "with effects": create_run(*good_steps()[:4], provisional_step(), *good_steps()[4:]),
    "killed": create_run(*good_steps()[:4], provisional_step(), ended=False),
    "nothing": create_run(ended=False),
}
VERDICTS = {
    "passed": "6 of 6 steps OK · 1 flow",
    "failed": "1 of 12 steps failed, 1 not run · 1 flow · 2 runs",
    "rehearsed": "4 of 6 steps OK, 1 rehearsed, 1 not run · 1 flow",
    "cut short": "3 of 3 steps OK, cut short · 1 flow",
    "interrupted": "4 of 6 steps OK, 2 not run, interrupted · 1 flow",
    "retried": "6 of 6 steps OK, 1 retried · 1 flow",
    "with effects": "6 of 6 steps OK · 1 flow",
    "killed": "1 of 5 steps failed, cut short · 1 flow",
    "nothing": "no step was run, cut short",
    "sharded": "1 of 12 steps failed, 1 not run, shard 3/3 missing · 1 flow · 2 runs",
}
REPLAY = """
from pathlib import Path
import pytest
from ecfcheck.pytest_plugin.flow_module import end_test
from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import StepRecord

STEPS = [one for one in read_folder(Path({folder!r})).records if isinstance(one, StepRecord)]

@pytest.mark.parametrize("number", range(len(STEPS)))
def test_step(number):
    end_test(STEPS[number])
"""


@dataclass(frozen=True)
class Counts:
    total: int
    failed: int
    not_run: int


def write_run(folder: Path, name: str) -> Path:
    if name != "sharded":
        return write_records(folder, *RUNS[name], name="records-main.jsonl")
    for index, steps in enumerate((failed_steps(), good_steps(run=2)), 1):
        head = HEAD.model_copy(update={"shard": (index, 3)})
        write_records(folder, head, *steps, END, name=f"records-{index}of3-main.jsonl")
    return folder


def count_records(folder: Path) -> Counts:
    """Count the steps in the records as docs/guide.md says, without ecfcheck: the last line of each step."""
    lines = [line for file in folder.glob("records-*.jsonl") for line in file.read_text("utf-8").splitlines()]
    return count_lines(lines)


def count_lines(lines: Iterable[str]) -> Counts:
    steps = [record for record in map(json.loads, lines) if record["record"] == "step"]
    last = {tuple(step[key] for key in ("flow", "browser", "run", "step")): step for step in steps}
    outcomes = [step["outcome"] for step in last.values()]
    not_run = outcomes.count("NOT_RUN")
    return Counts(len(outcomes), len(outcomes) - not_run - outcomes.count("OK"), not_run)


def list_steps(folder: Path) -> list[StepRecord]:
    return [record for record in read_folder(folder).records if isinstance(record, StepRecord)]


def write_to_terminal(folder: Path) -> str:
    stream = StringIO()
    terminal = Terminal(stream, live=False, width=100)
    for step in list_steps(folder):
        terminal.step_ended(step)
    incomplete = build_report(read_folder(folder).records).incomplete
    terminal.show_summary(list_steps(folder), 1.4, None, incomplete=incomplete)
    return stream.getvalue()


def write_and_read_report(folder: Path) -> str:
    write_report(folder, folder / "report.html")
    return html.unescape((folder / "report.html").read_text(encoding="utf-8"))


def read_verdict(report: str) -> str:
    found = re.search(r"<strong>(.*?)</strong>", report)
    assert found
    return found[1]


@pytest.mark.parametrize("name", VERDICTS)
def test_the_terminal_the_report_and_the_list_of_runs_say_the_same(name: str, tmp_path: Path) -> None:
    folder = write_run(tmp_path, name)
    report = write_and_read_report(folder)
    summary = read_summary(folder / "report.html")
    assert f"\n{VERDICTS[name]} · 1.4 s\n" in write_to_terminal(folder)
    assert read_verdict(report) == VERDICTS[name]
    assert summary
    assert summary.verdict == VERDICTS[name]


@pytest.mark.parametrize("name", [name for name in VERDICTS if name != "nothing"])
def test_junit_counts_what_the_records_and_the_verdict_count(
    name: str, tmp_path: Path, pytester: pytest.Pytester
) -> None:
    folder = write_run(tmp_path, name)
    pytester.makepyfile(REPLAY.format(folder=str(folder)))
    # pytest-playwright can only be used once in a process.
    without = [f"-pno:{plugin}" for plugin in ("playwright", "randomly", "faulthandler")]
    pytester.runpytest_inprocess(*without, "--junitxml=junit.xml")
    suite = ET.parse(pytester.path / "junit.xml").getroot()[0]  # noqa: S314 - pytest wrote it just now
    counts = count_records(folder)
    numbers = [int(suite.attrib[key]) for key in ("tests", "failures", "skipped", "errors")]
    assert numbers == [counts.total, counts.failed, counts.not_run, 0]
    assert f"of {counts.total} steps" in VERDICTS[name]
    assert (f"{counts.failed} of" in VERDICTS[name]) == (counts.failed > 0)
    assert (f"{counts.not_run} not run" in VERDICTS[name]) == (counts.not_run > 0)
    terminal, report = write_to_terminal(folder), write_and_read_report(folder)
    for skipped in suite.iter("skipped"):
        assert skipped.attrib["message"] in terminal
        assert skipped.attrib["message"] in report
    for failure in suite.iter("failure"):
        step = next(step for step in list_steps(folder) if step.outcome.is_failure)
        assert step.message
        for output in (failure.text or "", terminal, report):
            assert step.message in output
            assert step.next
            assert step.next in output


@pytest.mark.parametrize("name", VERDICTS)
def test_the_commands_that_read_records_count_the_same(name: str, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "one", name)

    def print_lines(*command: str) -> list[str]:
        result = CliRunner().invoke(main, list(command))
        assert result.exit_code == 0, result.output
        return result.stdout.splitlines()

    assert escape_markdown(VERDICTS[name]) in print_lines("summary", str(folder))
    head, *_ = print_lines("changes", str(folder), str(folder))
    assert head == "no outcome changed since the previous run"
    assert f" one {VERDICTS[name]} · " in print_lines("runs", str(tmp_path))[0]
    with redirect_stdout(StringIO()) as printed:
        print_records(folder)  # what `ecfcheck run --json` prints at its end
    lines = printed.getvalue().splitlines()
    assert count_lines(lines) == count_records(folder)
    assert sum(json.loads(line)["record"] == "step" for line in lines) == count_records(folder).total


def test_a_provisional_record_is_not_a_step_of_its_own(tmp_path: Path) -> None:
    folder = write_run(tmp_path, "with effects")
    records = map(json.loads, (folder / "records-main.jsonl").read_text("utf-8").splitlines())
    steps = [record for record in records if record["record"] == "step"]
    assert [(one["step"], one["outcome"]) for one in steps if one["provisional"]] == [("5", "UNKNOWN_STATE")]
    assert len([one for one in steps if not one["provisional"]]) == count_records(folder).total == 6


def test_what_a_rehearsal_left_out_is_not_called_a_failure(tmp_path: Path) -> None:
    folder = write_run(tmp_path, "rehearsed")
    report = write_and_read_report(folder)
    for output in (report, write_to_terminal(folder)):
        assert "not run: the rehearsal ended with step 5" in output
        assert "earlier step" not in output
        assert "4 of 6 steps OK, 1 rehearsed, 1 not run" in output
    assert '<div class="verdict ok"' in report
    assert "rehearsed up to its last click" in report
