"""Merged shards of an audit equal the whole audit, and missing people are reported."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import AuditEnd, AuditHead, AuditRecord, hash_plan
from ecfcheck.audit.result import Result as Answer
from ecfcheck.audit.status import Status
from ecfcheck.audit.write import RESULTS
from ecfcheck.cli import main
from ecfcheck.shard import Shard, select_shard
from tests.helpers.audit_samples import CTD, NYSD, STARTED, end, firm, head, result, write_journal
from tests.helpers.run_samples import SMALLEST_JPEG


def run_merge(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["merge", *map(str, arguments)])


def split(folder: Path, records: Sequence[AuditRecord], count: int) -> list[Path]:
    """Write the journals of an audit's shards that have people; return their folders."""
    first = records[0]
    assert isinstance(first, AuditHead)
    folders = []
    for index in range(1, count + 1):
        mine = select_shard(first.people, Shard(index, count))
        changes = {"shard": (index, count), "people": {alias: first.people[alias] for alias in mine}}
        answers = [record for record in records if isinstance(record, Answer) and record.alias in mine]
        ends = [record for record in records if isinstance(record, AuditEnd)]
        if mine:
            journal: tuple[AuditRecord, ...] = (first.model_copy(update=changes), *answers, *ends)
            folders.append(write_journal(folder / f"shard{index}", *journal))
    return folders


def add_plan(records: Sequence[AuditRecord]) -> list[AuditRecord]:
    """Return an audit's records with the plan of its people in the head."""
    first, *rest = records
    assert isinstance(first, AuditHead)
    return [first.model_copy(update={"plan": hash_plan(first.people)}), *rest]


def test_four_shards_merged_equal_the_whole_audit(tmp_path: Path) -> None:
    records = firm(41, CTD, NYSD)
    whole = read_audit(write_journal(tmp_path / "whole/audit", *records))
    out = tmp_path / "merged/all"
    run = run_merge(*split(tmp_path, records, 4), "--out", out)
    audit = read_audit(out)
    assert (audit.results, audit.head, audit.finished) == (whole.results, whole.head, whole.finished)
    assert {file.name for file in out.iterdir()} >= {*RESULTS}
    assert "82 answers about 41 people in 2 courts" in run.stdout
    assert run.exit_code == 3  # the worst answer: a court did not answer


def test_pictures_are_copied_and_do_not_collide(tmp_path: Path) -> None:
    folders = []
    for index, alias in enumerate(("ann", "ben"), 1):
        answer = result(alias, Status.NOT_LINKED, picture="evidence/same.jpg")
        first = head([alias], CTD).model_copy(update={"shard": (index, 2)})
        folder = write_journal(tmp_path / alias, first, answer, end())
        (folder / "evidence").mkdir()
        (folder / "evidence/same.jpg").write_bytes(SMALLEST_JPEG + alias.encode())
        folders.append(folder)
    out = tmp_path / "all"
    assert run_merge(*folders, "--out", out).exit_code == 2
    pictures = {answer.alias: answer.picture for answer in read_audit(out).results}
    assert pictures == {"ann": "evidence/1-of-2/same.jpg", "ben": "evidence/2-of-2/same.jpg"}
    assert [(out / str(picture)).read_bytes()[-3:] for picture in pictures.values()] == [b"ann", b"ben"]


def test_a_shard_without_people_is_not_missing(tmp_path: Path) -> None:
    folders = split(tmp_path, add_plan(firm(3, CTD)), 5)
    assert len(folders) == 3
    out = tmp_path / "all"
    assert run_merge(*folders, "--out", out).stderr == ""
    assert read_audit(out).head.lacks == ()


def test_a_missing_shard_is_reported(tmp_path: Path) -> None:
    first, *rest = split(tmp_path, add_plan(firm(9, CTD)), 3)
    run = run_merge(*rest, "--out", tmp_path / "all")
    assert (run.exit_code, run.stderr) == (
        4,
        "merge: shard 1 of 3 is missing; give all folders, or join these with --incomplete\n",
    )
    before = write_journal(tmp_path / "before", *add_plan(firm(9, CTD, later=-1)))
    run = run_merge(*rest, "--out", tmp_path / "all", "--incomplete")
    assert run.stderr == "shard 1 of 3 is missing: the result does not include them\n"
    audit = read_audit(tmp_path / "all")
    assert audit.head.lacks == ((1, 3),)
    assert audit.finished is None
    page = (tmp_path / "all/report.html").read_text(encoding="utf-8")
    assert "This audit is not complete: shard 1/3 is missing, with all people in it." in page
    assert "Since the previous audit" not in page
    assert first.exists()
    assert before.exists()


def test_the_audit_is_not_finished_if_a_shard_was_cut_short(tmp_path: Path) -> None:
    one, other = split(tmp_path, add_plan(firm(6, CTD)), 2)
    lines = (other / "audit.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (other / "audit.jsonl").write_text("".join(lines[:2]), encoding="utf-8")
    run_merge(one, other, "--out", tmp_path / "all")
    audit = read_audit(tmp_path / "all")
    assert audit.finished is None
    assert [answer.status for answer in audit.results].count(Status.NOT_TRIED) == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"plan": "other"}, "is not of the same audit as {}: the people or courts differ"),
        ({"version": "0.0.9"}, "was written by ecfcheck 0.0.9, but {} by 0.1.0"),
        ({"shard": (1, 2)}, "is shard 1/2, and so is {}; give only one of them"),
        (
            {"shard": None},
            "is not a shard: it has the records of an audit without --shard; give folders of shards",
        ),
    ],
)
def test_shards_that_do_not_match_are_refused(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    one = write_journal(tmp_path / "1", head(["ann"], CTD).model_copy(update={"shard": (1, 2)}))
    second = head(["ben"], CTD, started=STARTED).model_copy(update={"shard": (2, 2)})
    other = write_journal(tmp_path / "2", second.model_copy(update=changes))
    run = run_merge(one, other, "--out", tmp_path / "all")
    assert run.exit_code == 4
    assert run.stderr == f"{other}: {message.format(one)}\n"
