"""Shards of a run, merged, equal the whole run; what does not belong together is refused, all at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main
from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import CourtRecord, Record, RunRecord, StepRecord
from tests.ecfcheck.audit.samples import CTD, write_journal
from tests.ecfcheck.audit.samples import head as audit_head
from tests.ecfcheck.report.samples import END, HEAD, SMALLEST_JPEG, failed_steps, good_steps, write_records

FLOWS = ("pacer_only", "wrong_pacer_password", "wrong_login")


def merged(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["merge", *map(str, arguments)])


def refused(*arguments: str | Path) -> str:
    """Merge what cannot be merged; return what is said, with nothing written."""
    result = merged(*arguments)
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    return result.stderr


def shard(folder: Path, index: int, *steps: StepRecord, of: int = 2, **head: object) -> Path:
    """Leave what a shard of a run does."""
    changes = {"shard": (index, of), "plan": "the plan", **head}
    records: tuple[Record, ...] = (HEAD.model_copy(update=changes), *steps, END)
    return write_records(folder, *records, name="records-main.jsonl")


def ran(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "ecfcheck", "run", *FLOWS, *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def held(folder: Path) -> list[tuple[object, ...]]:
    """Return what a run found, without times, addresses and whose accounts they were."""
    steps = [record for record in read_folder(folder).records if isinstance(record, StepRecord)]
    return [
        (
            *(step.flow, step.run, step.step, step.outcome, step.line),
            *((part.screen, part.action, len(part.checks), part.picture is None) for part in step.parts),
        )
        for step in steps
    ]


@pytest.mark.slow
def test_two_shards_merged_have_the_steps_and_outcomes_of_the_whole_run(tmp_path: Path) -> None:
    ran(tmp_path, "--out", "whole")
    for index in ("1", "2"):
        ran(tmp_path, "--shard", f"{index}/2", "--out", f"shard{index}")
    result = merged(tmp_path / "shard1", tmp_path / "shard2", "--out", tmp_path / "all")
    assert result.exit_code == 0, result.output
    whole = held(tmp_path / "whole")
    assert held(tmp_path / "all") == whole
    assert f"{len(whole)} of {len(whole)} steps OK" in result.stdout
    page = (tmp_path / "all/report.html").read_text(encoding="utf-8")
    assert f"All {len(whole)} documented steps of 3 flows hold." in page
    assert "not shown" not in page  # each picture was found


def test_pictures_of_the_same_name_do_not_collide(tmp_path: Path) -> None:
    one = shard(tmp_path / "one", 1, *good_steps())
    other = shard(tmp_path / "other", 2, *good_steps(run=1))
    name = "evidence/01-1-court_website.jpg"
    (other / name).write_bytes(SMALLEST_JPEG + b"other")
    assert merged(one, other, "--out", tmp_path / "all").exit_code == 0
    assert (tmp_path / "all/evidence/1-of-2/01-1-court_website.jpg").read_bytes() == SMALLEST_JPEG
    assert (tmp_path / "all/evidence/2-of-2/01-1-court_website.jpg").read_bytes() == SMALLEST_JPEG + b"other"


def test_it_ends_as_the_whole_run_would(tmp_path: Path) -> None:
    shards = shard(tmp_path / "1", 1, *good_steps()), shard(tmp_path / "2", 2, *failed_steps(run=2))
    result = merged(*shards, "--out", tmp_path / "all")
    assert result.exit_code == 1
    assert "1 of 12 steps failed, 1 not run" in result.stdout
    assert "Ensure that the accounts listed are accurate” (DRIFT, in run 2)" in result.stdout


def test_a_shard_that_had_nothing_to_run_is_not_missing(tmp_path: Path) -> None:
    shards = [shard(tmp_path / "1", 1, *good_steps(), of=3), shard(tmp_path / "2", 2, *good_steps(2), of=3)]
    shards.append(shard(tmp_path / "3", 3, of=3, courts=(), browser="none, for nothing was run"))
    assert merged(*shards, "--out", tmp_path / "all").exit_code == 0


def test_a_shard_that_is_missing_is_told_and_the_rest_joined_if_wanted_so(tmp_path: Path) -> None:
    shards = [shard(tmp_path / str(index), index, *good_steps(index), of=4) for index in (1, 3)]
    out = tmp_path / "all"
    assert refused(*shards, "--out", out) == (
        "merge: shards 2 and 4 of 4 are missing; give all folders, or join these with --incomplete\n"
    )
    assert not out.exists()
    result = merged(*shards, "--out", out, "--incomplete")
    assert result.exit_code == 0
    assert result.stderr == "shards 2 and 4 of 4 are missing: the result does not include them\n"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Shards are missing: 2/4, 4/4. What they ran is not in here." in page
    assert "12 of 12 documented steps hold; the run is not whole." in page


def test_a_line_that_a_crash_tore_is_told_and_its_shard_stays_cut_short(tmp_path: Path) -> None:
    one, other = shard(tmp_path / "1", 1, *good_steps()), shard(tmp_path / "2", 2, *good_steps(2))
    lines = (other / "records-main.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (other / "records-main.jsonl").write_text("".join(lines[:-2]) + lines[-2][:40], encoding="utf-8")
    result = merged(one, other, "--out", tmp_path / "all")
    assert result.stderr == f"{other / 'records-main.jsonl'}:7: left out the incomplete last line\n"
    assert "The run was cut short" in (tmp_path / "all/report.html").read_text(encoding="utf-8")


def test_all_that_does_not_belong_together_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    real = CourtRecord(name="District", address="https://ecf.ctd.uscourts.gov/cgi-bin")
    elsewhere = real.model_copy(update={"address": "https://ecf-test.ctd.uscourts.gov/cgi-bin"})
    shard(Path("a"), 1, courts=(real,))
    shard(Path("b"), 1, courts=(real,))
    shard(Path("c"), 2, of=3, plan="another", version="0.0.9", courts=(elsewhere,))
    shard(Path("d"), 2, courts=(real,), shard=None)
    write_journal(Path("e"), audit_head(["ann"], CTD).model_copy(update={"shard": (2, 2)}))
    Path("f").mkdir()
    shard(Path("g"), 2)
    write_journal(Path("g"), audit_head(["ann"], CTD))
    write_records(Path("h"), HEAD.model_copy(update={"shard": (1, 3)}), name="records-1.jsonl")
    write_records(Path("h"), HEAD.model_copy(update={"shard": (2, 3)}), name="records-2.jsonl")
    Path("i").mkdir()
    Path("i/records-main.jsonl").write_text('{"record": "step"}\n', encoding="utf-8")
    Path("out").mkdir()
    Path("out/mine.txt").touch()
    assert refused(*"abcdefghij", "--out", "out").splitlines() == [
        "b: is the shard 1/2, and so is a: give one of them",
        "c: has District at https://ecf-test.ctd.uscourts.gov/cgi-bin, and a at https://ecf.ctd.uscourts.gov/cgi-bin",
        "c: is of another run than a: other flows, courts, runs or browsers were chosen",
        "c: is one of 3 shards, and a is one of 2",
        "c: was left by ecfcheck 0.0.9, and a by 0.1.0",
        "d: is a whole run, and no shard of one",
        "e: holds an audit, and a a run: merge them apart",
        "f: has no records: a shard of a run writes records-*.jsonl, a shard of an audit audit.jsonl",
        "g: has the records of a run and of an audit; give each a folder of its own",
        "h: was merged already, for it holds several shards: give the folders that it was merged of",
        "i/records-main.jsonl:1: not a record: step.flow: Field required",
        "j: is not a folder",
        "out: is not empty; name a new folder as --out",
    ]


def test_staged_courts_of_shards_may_have_ports_of_their_own(tmp_path: Path) -> None:
    court = HEAD.courts[0]
    other = court.model_copy(update={"address": court.address.replace("8400", "8500")})
    shards = shard(tmp_path / "1", 1, *good_steps()), shard(tmp_path / "2", 2, courts=(other,))
    assert merged(*shards, "--out", tmp_path / "all").exit_code == 0


def test_a_folder_that_was_merged_still_says_which_shard_each_record_is_of(tmp_path: Path) -> None:
    shards = shard(tmp_path / "1", 1, *good_steps()), shard(tmp_path / "2", 2)
    merged(*shards, "--out", tmp_path / "all")
    heads = [record for record in read_folder(tmp_path / "all").records if isinstance(record, RunRecord)]
    assert [head.shard for head in heads] == [(1, 2), (2, 2)]


def test_a_file_is_no_folder_for_all(tmp_path: Path) -> None:
    shards = shard(tmp_path / "1", 1), shard(tmp_path / "2", 2)
    (tmp_path / "file").touch()
    assert refused(*shards, "--out", tmp_path / "file") == (
        f"{tmp_path / 'file'}: is a file; name a new folder as --out\n"
    )
