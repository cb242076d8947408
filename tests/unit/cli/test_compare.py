"""`ecfcheck compare` says what it cannot compare, and exits with the class of what differs."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.runner.outcome import Outcome
from tests.helpers.run_samples import create_run, write_records
from tests.helpers.snapshot_samples import interrupt, snapshot, step, text, write_run


def invoke(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", step(), home=snapshot(text("Welcome")))


def test_two_equal_runs_are_exit_status_0(run: Path, tmp_path: Path) -> None:
    status, printed, _ = invoke(run, run, "--out", tmp_path / "out")
    page = tmp_path / "out" / "comparison.html"
    assert (status, printed.splitlines()[-2:]) == (
        0,
        ["no difference in 1 screen of 1 step", f"report  {page}"],
    )
    assert page.is_file()


@pytest.mark.parametrize(("options", "status"), [((), 1), (("--fail-on", "notice"), 0)])
def test_a_visible_difference_is_exit_status_1_unless_it_is_allowed(
    options: tuple[str, ...], status: int, run: Path, tmp_path: Path
) -> None:
    other = write_run(tmp_path / "other", step(), home=snapshot(text("Hello")))
    assert invoke(run, other, "--out", tmp_path / "out", *options)[0] == status


def test_a_step_that_holds_again_is_exit_status_1_and_one_that_fails_is_2_as_the_help_says(
    run: Path, tmp_path: Path
) -> None:
    failed = step(outcome=Outcome.DRIFT, message="it differs")
    other = write_run(tmp_path / "other", failed, home=snapshot(text("Welcome")))
    assert invoke(other, run, "--out", tmp_path / "1")[0] == 1
    assert invoke(run, other, "--out", tmp_path / "2")[0] == 2
    text_of_help = " ".join(invoke("--help")[1].split())
    assert "2 if the notice is broken, or a step fails or fails otherwise, and 1 for other" in text_of_help
    assert "A step that holds again, and a run that is not complete, count as visible" in text_of_help


def test_all_runs_that_cannot_be_compared_are_named_at_once(tmp_path: Path) -> None:
    missing, empty = tmp_path / "missing", tmp_path / "none"
    empty.mkdir()
    status, _, errors = invoke(missing, empty)
    assert (status, errors.splitlines()) == (
        4,
        [
            f"{missing}: is not a folder; name the folder of a run (runs/TIME)",
            f"{empty}: has no records; name the folder of a run, which has at least one .jsonl file",
        ],
    )


def test_a_run_is_found_by_its_name_in_runs_and_a_misspelled_one_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("before", "after"):
        folder = write_run(tmp_path / "runs" / name, step(), home=snapshot(text("Welcome")))
        (folder / "records.jsonl").rename(folder / "records-main.jsonl")
    assert invoke("before", "after", "--out", "out")[0] == 0
    status, _, errors = invoke("befor", "runs/aftr")
    advice = "name the folder of a run (runs/TIME)"
    assert (status, errors.splitlines()) == (
        4,
        [
            f"befor: is not a folder; did you mean 'before'?; {advice}",
            f"runs/aftr: is not a folder; did you mean 'runs/after'?; {advice}",
        ],
    )


def test_a_run_that_was_interrupted_is_exit_status_1(run: Path, tmp_path: Path) -> None:
    short = interrupt(write_run(tmp_path / "short", step(), home=snapshot(text("Welcome"))))
    status, printed, _ = invoke(run, short, "--out", tmp_path / "out")
    assert (status, printed.splitlines()[-2]) == (
        1,
        "no difference in 1 screen of 1 step; the second run is not complete: interrupted",
    )


def test_a_run_without_snapshots_says_how_to_make_them(run: Path, tmp_path: Path) -> None:
    bare = step()
    part = bare.parts[0].model_copy(update={"snapshot": None})
    old = write_records(tmp_path / "old", *create_run(bare.model_copy(update={"parts": (part,)})))
    status, _, errors = invoke(old, run)
    assert status == 4
    assert errors == (
        f"{old}: has no snapshots of screens, so that it cannot be compared; run the flows again with"
        " --evidence all, and with this version of ecfcheck\n"
    )


def test_a_damaged_snapshot_is_named(run: Path, tmp_path: Path) -> None:
    other = write_run(tmp_path / "other", step())
    (other / "evidence" / "home.json").write_text("{}", encoding="utf-8")
    status, _, errors = invoke(run, other)
    assert status == 4
    assert errors == (
        f"{other / 'evidence' / 'home.json'}: is not a snapshot: Field required."
        " Run the flows again with this version of ecfcheck.\n"
    )


def test_a_run_without_a_snapshot_that_it_wrote_is_exit_status_1(run: Path, tmp_path: Path) -> None:
    other = write_run(tmp_path / "other", step())
    status, printed, _ = invoke(run, other, "--out", tmp_path / "out")
    assert status == 1
    assert "note  1 screen without a snapshot in one run, compared by the checks alone" in printed
    assert "; the second run is not complete: 1 snapshot is missing or cut off\n" in printed


def test_a_snapshot_outside_the_folder_is_not_read(run: Path, tmp_path: Path) -> None:
    bare = step()
    part = bare.parts[0].model_copy(update={"snapshot": "../run/evidence/home.json"})
    other = write_run(tmp_path / "other", bare.model_copy(update={"parts": (part,)}))
    status, _, errors = invoke(run, other)
    assert (status, errors) == (
        4,
        f"{other}: names a snapshot outside the folder: ../run/evidence/home.json\n",
    )


def test_an_earlier_comparison_is_not_overwritten(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    invoke(run, run, "--out", out)
    status, _, errors = invoke(run, run, "--out", out)
    assert (status, errors) == (
        4,
        f"{out}: has the result of another comparison; name another folder as --out\n",
    )


def test_a_run_cannot_be_compared_without_its_evidence(run: Path, tmp_path: Path) -> None:
    arguments = [
        "run",
        "link_account",
        "--against",
        str(run),
        "--evidence",
        "none",
        "--out",
        str(tmp_path / "o"),
    ]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (
        4,
        "--against: needs --evidence all: what is compared is kept with the pictures of all screens\n",
    )


def test_the_run_to_compare_with_is_read_before_a_browser_is_started(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["run", "link_account", "--against", str(tmp_path / "none")])
    assert (result.exit_code, result.stderr) == (
        4,
        f"{tmp_path / 'none'}: is not a folder; name the folder of a run (runs/TIME)\n",
    )


def test_options_of_a_comparison_are_refused_without_a_run_to_compare_with() -> None:
    result = CliRunner().invoke(main, ["run", "link_account", "--fail-on", "visible", "--slower", "1.0"])
    text = "says how to compare with an earlier run; add --against RUN, or leave it out"
    assert (result.exit_code, result.stderr) == (4, f"--fail-on: {text}\n--slower: {text}\n")


def test_a_folder_of_runs_is_refused_and_its_runs_are_named(run: Path, tmp_path: Path) -> None:
    other = write_run(tmp_path / "runs" / "one", step())
    (other / "records.jsonl").rename(other / "records-main.jsonl")
    status, _, errors = invoke(tmp_path / "runs", run)
    assert (status, errors) == (
        4,
        f"{tmp_path / 'runs'}: is a folder of 1 run; name one of them, the newest first: {other}\n",
    )


def test_a_folder_that_cannot_be_written_to_is_reported(run: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, _, errors = invoke(run, run, "--out", tmp_path / "file" / "out")
    assert (status, errors) == (
        4,
        f"{tmp_path / 'file' / 'out'}: cannot be written to: Not a directory; name another folder as --out\n",
    )
