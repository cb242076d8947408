"""`ecfcheck show` opens a run's report or a trace; an error for what is missing names what is there."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main
from tests.helpers.run_samples import create_run, good_steps, write_records


@pytest.fixture
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run with a report and two traces, in the current folder."""
    monkeypatch.chdir(tmp_path)
    evidence = tmp_path / "run" / "evidence"
    evidence.mkdir(parents=True)
    for name in ("01-link_account-trace.zip", "01-verify_linked-trace.zip"):
        (evidence / name).touch()
    (tmp_path / "run" / "report.html").touch()
    return tmp_path / "run"


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened: addresses in the user's browser, and trace viewers by their file."""
    found: list[str] = []

    def start_viewer(command: Sequence[str], *, check: bool) -> None:
        assert command[1:6] == ["-m", "playwright", "show-trace", "--host", "127.0.0.1"]
        assert not check
        found.append(command[-1])

    def open_in_browser(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_in_browser)
    monkeypatch.setattr("subprocess.run", start_viewer)
    return found


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments])


@pytest.mark.parametrize("run", ["run", "run/report.html"])
def test_a_run_is_shown_by_its_report(run: str, run_folder: Path, opened: list[str]) -> None:
    assert show(run).exit_code == 0
    assert opened == [(run_folder / "report.html").as_uri()]


def test_a_run_is_found_by_its_name_in_the_folder_of_runs(run_folder: Path, opened: list[str]) -> None:
    (run_folder.parent / "runs").mkdir()
    moved = run_folder.rename(run_folder.parent / "runs" / "before")
    assert show("before").exit_code == 0
    assert opened == [(moved / "report.html").as_uri()]


def test_only_runs_are_suggested_and_the_newest_if_none_is_close(run_folder: Path) -> None:
    runs = run_folder.parent / "runs"
    (runs / "notes").mkdir(parents=True)
    (runs / "index.html").touch()
    (run_folder / "records.jsonl").touch()
    run_folder.rename(runs / "before")
    advice = "name a run's folder, its report or a trace\n"
    assert show("befor").stderr == f"befor: no such run; did you mean 'before'?; {advice}"
    assert show("runs/index").stderr == f"runs/index: no such run; choose from runs/before; {advice}"
    assert show("runs/before/records-1.jsonl").stderr == (
        f"runs/before/records-1.jsonl: no such run; did you mean 'runs/before/records.jsonl'?; {advice}"
    )
    assert show("zzz").stderr == f"zzz: no such run; choose from before; {advice}"


@pytest.mark.parametrize(
    "arguments", [("run", "--trace", "verify"), ("run/evidence/01-verify_linked-trace.zip",)]
)
def test_a_trace_is_shown_in_playwrights_viewer(
    arguments: tuple[str, ...], run_folder: Path, opened: list[str]
) -> None:
    assert show(*arguments).exit_code == 0
    assert opened == [str(run_folder / "evidence" / "01-verify_linked-trace.zip")]


def test_a_list_opens_nothing(run_folder: Path, opened: list[str]) -> None:
    assert run_folder.is_dir()
    assert show("run", "--list").output.splitlines() == [
        "run/report.html",
        "run/evidence/01-link_account-trace.zip",
        "run/evidence/01-verify_linked-trace.zip",
    ]
    assert opened == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ruin",), "ruin: no such run; did you mean 'run'?"),
        (("run", "--trace", "motion"), "run: has no trace with 'motion' in its name; it has 01-link_account"),
        (("run", "--trace", "link"), "run: has several such traces: 01-link_account-trace.zip, 01-verify"),
        (("run/evidence",), "run/evidence: has no report.html; if the run wrote it elsewhere (--report)"),
    ],
)
def test_an_error_names_what_is_there(
    arguments: tuple[str, ...], message: str, run_folder: Path, opened: list[str]
) -> None:
    result = show(*arguments)
    assert run_folder.is_dir()
    assert result.exit_code == 4
    assert message in result.stderr
    assert opened == []


def test_a_machine_without_a_browser_window_says_where_the_report_is(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    result = show(str(run_folder))
    assert result.exit_code == 0
    assert "next  no browser with a window was found here" in result.stderr


def test_the_report_of_a_run_that_was_ended_before_it_was_written_is_written_from_the_records(
    run_folder: Path, opened: list[str]
) -> None:
    (run_folder / "report.html").unlink()
    write_records(run_folder, *create_run(*good_steps(), ended=False), name="records-main.jsonl")
    result = show("run")
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        "run: the run was ended before its report was written, or is still running; it is written now, from"
        " the records\n"
    )
    assert "cut short" in (run_folder / "report.html").read_text("utf-8")
    assert opened == [(run_folder / "report.html").as_uri()]


def test_a_run_that_was_ended_before_its_first_step_has_no_report(run_folder: Path) -> None:
    (run_folder / "report.html").unlink()
    (run_folder / "records-main.jsonl").touch()
    result = show("run")
    assert result.exit_code == 4
    text = "run: has no report.html: the run was ended before its first step; run it again\n"
    assert result.stderr == text


def test_the_report_of_a_run_that_ended_is_where_the_run_wrote_it(run_folder: Path) -> None:
    (run_folder / "report.html").unlink()
    write_records(run_folder, *create_run(*good_steps()), name="records-main.jsonl")
    result = show("run")
    assert result.exit_code == 4
    assert "if the run wrote it elsewhere (--report), name that file" in result.stderr


def test_a_run_without_a_report_in_a_folder_that_cannot_be_written_says_what_to_do(run_folder: Path) -> None:
    write_records(run_folder, *create_run(*good_steps(), ended=False), name="records-main.jsonl")
    (run_folder / "report.html").unlink()
    (run_folder / "report.html").mkdir()
    result = show("run")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        4,
        (
            "run: the report cannot be written: Is a directory; copy the run to a folder that you may write"
            " to, and show that"
        ),
    )
