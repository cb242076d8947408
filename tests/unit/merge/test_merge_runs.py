"""Merged shards of a run equal the whole run, and folders that do not match are refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main
from ecfcheck.compare.read import read_run
from ecfcheck.merge.compatibility import describe_missing
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CourtRecord, Record, RunRecord, StepRecord
from ecfcheck.shard import Shard
from tests.helpers import snapshot_samples
from tests.helpers.audit_samples import CTD, write_journal
from tests.helpers.audit_samples import head as audit_head
from tests.helpers.run_samples import END, HEAD, SMALLEST_JPEG, failed_steps, good_steps, write_records

FLOWS = ("pacer_only", "wrong_pacer_password", "wrong_login")


def run_merge(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["merge", *map(str, arguments)])


def fail_to_merge(*arguments: str | Path) -> str:
    """Return the error message of a merge that must fail."""
    result = run_merge(*arguments)
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    return result.stderr


def write_shard(folder: Path, index: int, *steps: StepRecord, count: int = 2, **head: object) -> Path:
    """Write the records of a shard of a run."""
    changes = {"shard": (index, count), "plan": "the plan", **head}
    records: tuple[Record, ...] = (HEAD.model_copy(update=changes), *steps, END)
    return write_records(folder, *records, name="records-main.jsonl")


def run_flows(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "ecfcheck", "run", *FLOWS, *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def list_findings(folder: Path) -> list[tuple[object, ...]]:
    """Return what a run found, without times, addresses and accounts."""
    steps = [record for record in read_folder(folder).records if isinstance(record, StepRecord)]
    return [
        (
            *(step.flow, step.run, step.step, step.outcome, step.line),
            *((part.screen, part.action, len(part.checks), part.picture is None) for part in step.parts),
        )
        for step in steps
    ]


@pytest.mark.slow
def test_merged_shards_have_the_steps_and_outcomes_of_the_whole_run(tmp_path: Path) -> None:
    run_flows(tmp_path, "--out", "whole")
    for index in ("1", "2"):
        run_flows(tmp_path, "--shard", f"{index}/2", "--out", f"shard{index}")
    result = run_merge(tmp_path / "shard1", tmp_path / "shard2", "--out", tmp_path / "all")
    assert result.exit_code == 0, result.output
    whole = list_findings(tmp_path / "whole")
    assert list_findings(tmp_path / "all") == whole
    assert f"{len(whole)} of {len(whole)} steps OK" in result.stdout
    page = (tmp_path / "all/report.html").read_text(encoding="utf-8")
    assert f"{len(whole)} of {len(whole)} steps OK · 3 flows" in page
    assert "not shown" not in page  # each picture was found


def test_pictures_of_the_same_name_do_not_collide(tmp_path: Path) -> None:
    one = write_shard(tmp_path / "one", 1, *good_steps())
    other = write_shard(tmp_path / "other", 2, *good_steps(run=1))
    name = "evidence/01-1-court_website.jpg"
    (other / name).write_bytes(SMALLEST_JPEG + b"other")
    assert run_merge(one, other, "--out", tmp_path / "all").exit_code == 0
    assert (tmp_path / "all/evidence/1-of-2/01-1-court_website.jpg").read_bytes() == SMALLEST_JPEG
    assert (tmp_path / "all/evidence/2-of-2/01-1-court_website.jpg").read_bytes() == SMALLEST_JPEG + b"other"


def test_the_snapshots_of_all_shards_can_be_compared(tmp_path: Path) -> None:
    one = write_shard(tmp_path / "one", 1, snapshot_samples.step())
    other = write_shard(tmp_path / "other", 2, snapshot_samples.step(flow="other"))
    for folder in (one, other):
        (folder / "evidence").mkdir(exist_ok=True)
        content = snapshot_samples.snapshot(snapshot_samples.text(folder.name)).model_dump_json()
        (folder / "evidence/home.json").write_text(content, encoding="utf-8")
    assert run_merge(one, other, "--out", tmp_path / "all").exit_code == 0
    merged = read_run(tmp_path / "all")
    found = [merged.read_snapshot(step.parts[0].snapshot) for step in merged.report.steps]
    assert [snapshot.items[0].words for snapshot in found if snapshot] == ["one", "other"]


def test_the_exit_status_is_that_of_the_whole_run(tmp_path: Path) -> None:
    shards = (
        write_shard(tmp_path / "1", 1, *good_steps()),
        write_shard(tmp_path / "2", 2, *failed_steps(run=2)),
    )
    result = run_merge(*shards, "--out", tmp_path / "all")
    assert result.exit_code == 1
    assert "1 of 12 steps failed, 1 not run" in result.stdout
    assert "Ensure that the accounts listed are accurate” (DRIFT, in run 2)" in result.stdout


@pytest.mark.parametrize(
    ("end", "status", "verdict"),
    [
        ([END.model_copy(update={"interrupted": True})], 130, "interrupted"),
        ([], Outcome.HARNESS.exit_status, "cut short"),
    ],
    ids=["interrupted", "killed"],
)
def test_a_run_that_was_not_whole_does_not_end_with_0(
    end: list[Record], status: int, verdict: str, tmp_path: Path
) -> None:
    one = write_shard(tmp_path / "one", 1, *good_steps())
    head = HEAD.model_copy(update={"shard": (2, 2), "plan": "the plan"})
    other = write_records(tmp_path / "other", head, *good_steps(2)[:3], *end, name="records-main.jsonl")
    result = run_merge(one, other, "--out", tmp_path / "all")
    assert (result.exit_code, verdict in result.stdout) == (status, True), result.output


def test_a_shard_that_had_nothing_to_run_is_not_missing(tmp_path: Path) -> None:
    shards = [
        write_shard(tmp_path / "1", 1, *good_steps(), count=3),
        write_shard(tmp_path / "2", 2, *good_steps(2), count=3),
    ]
    shards.append(write_shard(tmp_path / "3", 3, count=3, courts=(), browser="none, for nothing was run"))
    assert run_merge(*shards, "--out", tmp_path / "all").exit_code == 0


def test_a_missing_shard_is_an_error_unless_incomplete_is_given(tmp_path: Path) -> None:
    shards = [write_shard(tmp_path / str(index), index, *good_steps(index), count=4) for index in (1, 3)]
    out = tmp_path / "all"
    assert fail_to_merge(*shards, "--out", out) == (
        "merge: shards 2 and 4 of 4 are missing; give all folders, or join these with --incomplete\n"
    )
    assert not out.exists()
    result = run_merge(*shards, "--out", out, "--incomplete")
    assert result.exit_code == 0
    assert result.stderr == "shards 2 and 4 of 4 are missing: the result does not include them\n"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Shards are missing: 2/4, 4/4. This report does not have what they ran." in page
    assert "12 of 12 steps OK, shards 2/4 and 4/4 missing · 1 flow · 2 runs" in page


def test_a_torn_last_line_is_reported_and_its_shard_is_cut_short(tmp_path: Path) -> None:
    one, other = write_shard(tmp_path / "1", 1, *good_steps()), write_shard(tmp_path / "2", 2, *good_steps(2))
    lines = (other / "records-main.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (other / "records-main.jsonl").write_text("".join(lines[:-2]) + lines[-2][:40], encoding="utf-8")
    result = run_merge(one, other, "--out", tmp_path / "all")
    assert result.stderr == f"{other / 'records-main.jsonl'}:7: left out the incomplete last line\n"
    assert "The run was cut short" in (tmp_path / "all/report.html").read_text(encoding="utf-8")


def test_all_folders_that_do_not_match_are_named_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    real = CourtRecord(name="District", address="https://ecf.ctd.uscourts.gov/cgi-bin")
    elsewhere = real.model_copy(update={"address": "https://ecf-test.ctd.uscourts.gov/cgi-bin"})
    write_shard(Path("a"), 1, courts=(real,))
    write_shard(Path("b"), 1, courts=(real,))
    write_shard(Path("c"), 2, count=3, plan="another", version="0.0.9", courts=(elsewhere,))
    write_shard(Path("d"), 2, courts=(real,), shard=None)
    write_journal(Path("e"), audit_head(["ann"], CTD).model_copy(update={"shard": (2, 2)}))
    Path("f").mkdir()
    write_shard(Path("g"), 2)
    write_journal(Path("g"), audit_head(["ann"], CTD))
    write_records(Path("h"), HEAD.model_copy(update={"shard": (1, 3)}), name="records-1.jsonl")
    write_records(Path("h"), HEAD.model_copy(update={"shard": (2, 3)}), name="records-2.jsonl")
    Path("i").mkdir()
    Path("i/records-main.jsonl").write_text('{"record": "step"}\n', encoding="utf-8")
    Path("out").mkdir()
    Path("out/mine.txt").touch()
    assert fail_to_merge(*"abcdefghij", "--out", "out").splitlines() == [
        "b: is shard 1/2, and so is a; give only one of them",
        "c: has District at https://ecf-test.ctd.uscourts.gov/cgi-bin, but a has it at https://ecf.ctd.uscourts.gov/cgi-bin",
        "c: is not of the same run as a: the flows, courts, runs or browsers differ",
        "c: is one of 3 shards, but a is one of 2",
        "c: was written by ecfcheck 0.0.9, but a by 0.1.0",
        "d: is not a shard: it has the records of a run without --shard; give folders of shards",
        "e: is an audit, but a is a run; merge them separately",
        "f: has no records: a shard of a run writes records-*.jsonl, a shard of an audit audit.jsonl",
        "g: has the records of a run and of an audit; give each a folder of its own",
        "h: is not a shard: it was merged from several; give their folders instead",
        "i/records-main.jsonl:1: not a record: step.flow: Field required",
        "j: is not a folder",
        "out: is not empty; name a new folder as --out",
    ]


def test_staged_courts_of_shards_may_have_different_ports(tmp_path: Path) -> None:
    court = HEAD.courts[0]
    other = court.model_copy(update={"address": court.address.replace("8400", "8500")})
    shards = write_shard(tmp_path / "1", 1, *good_steps()), write_shard(tmp_path / "2", 2, courts=(other,))
    assert run_merge(*shards, "--out", tmp_path / "all").exit_code == 0


def test_a_merged_folder_says_which_shards_its_records_are_from(tmp_path: Path) -> None:
    shards = write_shard(tmp_path / "1", 1, *good_steps()), write_shard(tmp_path / "2", 2)
    run_merge(*shards, "--out", tmp_path / "all")
    heads = [record for record in read_folder(tmp_path / "all").records if isinstance(record, RunRecord)]
    assert [head.shard for head in heads] == [(1, 2), (2, 2)]


def test_out_must_not_be_a_file(tmp_path: Path) -> None:
    shards = write_shard(tmp_path / "1", 1), write_shard(tmp_path / "2", 2)
    (tmp_path / "file").touch()
    assert fail_to_merge(*shards, "--out", tmp_path / "file") == (
        f"{tmp_path / 'file'}: is a file; name a new folder as --out\n"
    )


def test_many_missing_shards_are_a_range() -> None:
    missing = [Shard(index, 31) for index in (1, *range(3, 32))]
    assert describe_missing(missing) == "shards 1 and 3 to 31 of 31 are missing"
    heads = [HEAD.model_copy(update={"shard": (index, 9)}) for index in (1, 2, 9)]
    assert build_report([*heads, END, END, END]).incomplete == ("shards 3/9 to 8/9 missing",)


def test_one_shard_of_two_that_was_merged_says_so_everywhere(tmp_path: Path) -> None:
    out = tmp_path / "all"
    shard = write_shard(tmp_path / "s1", 1, *good_steps())
    assert "shard 2/2 missing" in run_merge(shard, "--out", out, "--incomplete").stdout
    assert build_report(read_folder(shard).records).incomplete == ()
    summary = CliRunner().invoke(main, ["summary", str(out)]).stdout
    assert summary.startswith("## ⚠️ ")
    assert "Shards are missing: 2/2." in summary
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Shards are missing: 2/2. This report does not have what they ran." in page
    assert "shard 1 of 2" not in page


def test_a_result_that_cannot_be_written_asks_for_another_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "all"
    shards = [write_shard(tmp_path / f"s{index}", index, *good_steps()) for index in (1, 2)]
    assert fail_to_merge(*shards, "--out", out) == (
        f"{out}: cannot be read or written: Not a directory; name another folder as --out\n"
    )
