"""`ecfcheck runs` lists the runs there are, writes their index, and removes old ones."""

import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main
from ecfcheck.prove.verdict import MutantVerdict
from ecfcheck.report.html import write_report
from ecfcheck.report.proofs import ACCEPTED
from ecfcheck.report.runs import update_index
from ecfcheck.runner.records import RunRecord
from tests.helpers.run_samples import END, HEAD, create_run, failed_steps, good_steps, write_records

COURT = "District of Connecticut (staged)"
LONG_AGO = 1_000_000_000


def list_runs(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["runs", str(folder), *options])


def write_run(folder: Path, name: str, hours: int = 0, *, is_good: bool = True, ended: bool = True) -> Path:
    """Write a run that started some hours after the first; return its folder."""
    head, *rest = create_run(*(good_steps() if is_good else failed_steps()), ended=ended)
    assert isinstance(head, RunRecord)
    started = HEAD.started + timedelta(hours=hours)
    records = [head.model_copy(update={"started": started}), *rest]
    moved = [
        record.model_copy(update={"started": started}) if record.record == "step" else record
        for record in records
    ]
    run = write_records(folder / name, *moved, name="records-main.jsonl")
    os.utime(run / "records-main.jsonl", (LONG_AGO, LONG_AGO))
    return run


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """Three runs: an old one, a failed one with a report, and the newest, which was cut short."""
    folder = tmp_path / "runs"
    write_run(folder, "b-old")
    failed = write_run(folder, "c-failed", hours=1, is_good=False)
    write_report(failed, failed / "report.html")
    write_run(folder, "a-new", hours=2, ended=False)
    (folder / "notes").mkdir()
    return folder


def test_runs_are_listed_with_verdict_and_court_the_newest_first(runs: Path) -> None:
    lines = list_runs(runs).stdout.splitlines()
    assert [re.split(r" · (?=\d+\.\d s)", line)[0] for line in lines[:3]] == [
        f"- a-new 6 of 6 steps OK, cut short · 1 flow · {COURT}",
        f"✗ c-failed 1 of 6 steps failed, 1 not run · 1 flow · {COURT}",
        f"✓ b-old 6 of 6 steps OK · 1 flow · {COURT}",
    ]
    assert lines[3:] == [f"index  {runs / 'index.html'}"]


def write_proof(folder: Path, *verdicts: str, mutants: int = 2) -> None:
    head = {"record": "proof", "started": HEAD.started.isoformat(), "version": "1.0", "mutants": mutants}
    lines = [head, *({"record": "mutant", "verdict": verdict} for verdict in verdicts)]
    folder.mkdir(parents=True)
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (folder / "mutants.jsonl").write_text(text, encoding="utf-8")
    os.utime(folder / "mutants.jsonl", (LONG_AGO, LONG_AGO))


@pytest.mark.parametrize(
    ("verdicts", "line"),
    [
        (("killed", "argued"), "✓ proof proof: 2 of 2 mutants judged"),
        (("killed", "survived"), "✗ proof proof: 2 of 2 mutants judged, 1 to look at"),
        (("killed",), "- proof proof: 1 of 2 mutants judged, cut short"),
    ],
)
def test_a_proof_is_listed_as_one_and_removed_as_a_run_is(
    verdicts: tuple[str, ...], line: str, tmp_path: Path
) -> None:
    write_proof(tmp_path / "proof", *verdicts)
    assert list_runs(tmp_path).stdout.splitlines()[0] == line
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert f"{line.removeprefix(line[:8])}, no report" in page
    write_run(tmp_path, "newer", hours=1)
    assert f"{tmp_path / 'proof'}: removed\n" in list_runs(tmp_path, "--keep", "1").stdout
    assert not (tmp_path / "proof").exists()


def test_a_proof_that_cannot_be_read_is_listed_as_such(tmp_path: Path) -> None:
    (tmp_path / "proof").mkdir()
    (tmp_path / "proof/mutants.jsonl").write_text("{}\n", encoding="utf-8")
    line = "✗ proof proof: cannot be read: mutants.jsonl is not a proof's"
    assert list_runs(tmp_path).stdout.splitlines()[0] == line


def test_what_a_list_of_runs_accepts_is_what_a_proof_accepts() -> None:
    assert {verdict for verdict in MutantVerdict if verdict.is_accepted} == ACCEPTED


def test_the_index_links_to_the_reports(runs: Path) -> None:
    list_runs(runs)
    page = (runs / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]*)"', page) == ["c-failed/report.html"]
    assert "6 of 6 steps OK, cut short · 1 flow, no report" in page
    assert page.count(">not read: no flow came to its front page<") == 3
    assert "notes" not in page


def test_a_shard_and_a_merged_run_say_so(tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    shards = {index: HEAD.model_copy(update={"shard": (index, 2)}) for index in (1, 2)}
    merged = [head.model_copy(update={"merged": True}) for head in shards.values()]
    write_records(folder / "one", shards[1], *good_steps(), END, name="records-main.jsonl")
    for index, head in enumerate(merged, 1):
        steps = good_steps() if index == 1 else ()
        write_records(folder / "all", head, *steps, END, name=f"records-{index}-of-2-main.jsonl")
    write_records(folder / "half", merged[0], *good_steps(), END, name="records-1-of-2-main.jsonl")
    write_report(folder / "one", folder / "one/report.html")
    lines = {line.split()[1]: line for line in list_runs(folder).stdout.splitlines()}
    assert f"✓ one 6 of 6 steps OK · 1 flow · shard 1 of 2 · {COURT} · " in lines["one"]
    assert f"✓ all 6 of 6 steps OK · 1 flow · merged from 2 shards · {COURT} · " in lines["all"]
    assert "shard 2/2 missing · 1 flow · merged from 1 of 2 shards · " in lines["half"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<span class="part">(.*?)</span>', page).count("shard 1 of 2") == 1
    assert 'class="part">merged from 2 shards<' in page
    assert " · shard 1 of 2" in (folder / "one/report.html").read_text(encoding="utf-8")


def test_a_report_says_the_same_as_the_records(runs: Path) -> None:
    before = list_runs(runs).stdout
    (runs / "c-failed/report.html").unlink()
    assert list_runs(runs).stdout == before


def test_old_runs_are_removed_with_their_pictures(runs: Path) -> None:
    result = list_runs(runs, "--keep", "2")
    assert result.exit_code == 0
    assert f"{runs / 'b-old'}: removed\n" in result.stdout
    assert sorted(path.name for path in runs.iterdir()) == ["a-new", "c-failed", "index.html", "notes"]
    assert "b-old" not in (runs / "index.html").read_text(encoding="utf-8")


def test_the_users_own_files_in_an_old_run_are_left(runs: Path) -> None:
    (runs / "b-old/letter.txt").write_text("to the court", encoding="utf-8")
    result = list_runs(runs, "--keep", "1")
    assert f"{runs / 'b-old'}: removed, but for what ecfcheck did not write: letter.txt\n" in result.stdout
    assert [path.name for path in (runs / "b-old").iterdir()] == ["letter.txt"]


def test_the_comparison_that_a_run_wrote_is_removed_with_it(runs: Path) -> None:
    comparison = runs / "b-old/comparison"
    comparison.mkdir()
    for name in ("comparison.html", "comparison.jsonl", "comparison.xml"):
        (comparison / name).touch()
    assert f"{runs / 'b-old'}: removed\n" in list_runs(runs, "--keep", "2").stdout
    assert not (runs / "b-old").exists()


def test_the_users_own_files_next_to_a_comparison_are_left(runs: Path) -> None:
    comparison = runs / "b-old/comparison"
    comparison.mkdir()
    (comparison / "comparison.html").touch()
    (comparison / "notes.txt").touch()
    list_runs(runs, "--keep", "2")
    assert [path.name for path in comparison.iterdir()] == ["notes.txt"]


def test_a_run_that_may_still_be_running_is_not_removed(runs: Path) -> None:
    running = write_run(runs, "d-running", ended=False)
    os.utime(running / "records-main.jsonl")
    result = list_runs(runs, "--keep", "1")
    assert f"{running}: not removed: it has no end and may still be running\n" in result.stdout
    assert (running / "records-main.jsonl").is_file()


def test_a_link_to_a_folder_elsewhere_is_neither_listed_nor_removed(runs: Path, tmp_path: Path) -> None:
    elsewhere = write_run(tmp_path, "elsewhere")
    (runs / "linked").symlink_to(elsewhere)
    assert "runs/linked" not in list_runs(runs, "--keep", "1").stdout
    assert "elsewhere" not in (runs / "index.html").read_text(encoding="utf-8")
    assert (elsewhere / "records-main.jsonl").is_file()


def test_a_run_with_broken_records_is_listed_as_such(runs: Path) -> None:
    (runs / "b-old/records-main.jsonl").write_text("nonsense\n", encoding="utf-8")
    assert re.search(
        r"✗ b-old cannot be read: \S+records-main\.jsonl:1: not a record", list_runs(runs).stdout
    )


def test_a_folder_without_runs_says_how_to_make_one(tmp_path: Path) -> None:
    assert list_runs(tmp_path).stdout.startswith(f"{tmp_path} has no runs; `ecfcheck run` makes one\n")


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    result = list_runs(tmp_path / "gone")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == (
        f"{tmp_path / 'gone'}: is not a folder; name the folder of runs, which"
        " `ecfcheck run` creates as runs\n"
    )


def test_the_index_is_updated_after_a_run_in_the_folder_of_runs_only(tmp_path: Path) -> None:
    assert update_index(write_run(tmp_path / "runs", "one")) == ()
    assert update_index(write_run(tmp_path / "out", "one")) == ()
    assert (tmp_path / "runs/index.html").is_file()
    assert not (tmp_path / "out/index.html").exists()


def test_an_index_that_cannot_be_written_is_a_message(tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", "one")
    (tmp_path / "runs/index.html").mkdir()
    (message,) = update_index(run)
    assert message.startswith(f"{tmp_path / 'runs/index.html'}: cannot be written: ")
    assert message.endswith("; the run is complete")
