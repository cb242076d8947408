"""Tests the comparison of two audits of one roster."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from playwright.sync_api import Browser

from config.settings import Settings
from ecfcheck.audit.compare import (
    Change,
    ChangeKind,
    describe_previous,
    find_changes,
    find_previous,
    locate_previous,
)
from ecfcheck.audit.journal import AuditState
from ecfcheck.audit.prepare import PreparedAudit
from ecfcheck.audit.read import Audit, read_audit
from ecfcheck.audit.result import JOURNAL, AuditedCourt
from ecfcheck.audit.roster import Roster
from ecfcheck.audit.runner import AuditObserver, AuditOptions, AuditRunner
from ecfcheck.audit.status import Status
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from tests.helpers.audit_samples import CTD, NYSD, STARTED, end, head, result, write_journal


def create_audit(
    folder: Path, statuses: dict[str, Status], *courts: AuditedCourt, started: datetime = STARTED
) -> Audit:
    courts = courts or (CTD,)
    results = [result(alias, status, court) for alias, status in statuses.items() for court in courts]
    return read_audit(write_journal(folder, head(list(statuses), *courts, started=started), *results, end()))


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (Status.NOT_LINKED, Status.LINKED, ChangeKind.NEWLY_LINKED),
        (Status.REFUSED, Status.LINKED, ChangeKind.NEWLY_LINKED),
        (Status.LINKED, Status.NOT_LINKED, ChangeKind.NEWLY_BROKEN),
        (Status.LINKED, Status.LOCKED, ChangeKind.NEWLY_BROKEN),
        (Status.NOT_LINKED, Status.NOT_ENTITLED, ChangeKind.CHANGED),
        # A court that gave no answer did not break a link, and one that answers again did not create one.
        (Status.LINKED, Status.COURT_UNAVAILABLE, ChangeKind.CHANGED),
        (Status.NOT_TRIED, Status.LINKED, ChangeKind.CHANGED),
    ],
)
def test_a_change_has_a_kind(tmp_path: Path, before: Status, now: Status, kind: ChangeKind) -> None:
    previous = create_audit(tmp_path / "1", {"ann": before})
    audit = create_audit(tmp_path / "2", {"ann": now})
    assert find_changes(audit, previous) == {("ann", "ctd"): Change(kind, before, now)}


def test_an_unchanged_status_is_not_a_change(tmp_path: Path) -> None:
    audit = create_audit(tmp_path, {"ann": Status.NOT_LINKED})
    assert find_changes(audit, audit) == {}


def test_people_who_are_new_in_the_roster_or_gone_from_it_are_changes(tmp_path: Path) -> None:
    previous = create_audit(tmp_path / "1", {"ann": Status.LINKED, "ben": Status.LOCKED})
    audit = create_audit(tmp_path / "2", {"ann": Status.LINKED, "eve": Status.NOT_LINKED})
    assert find_changes(audit, previous) == {
        ("eve", "ctd"): Change(ChangeKind.NEW, None, Status.NOT_LINKED),
        ("ben", "ctd"): Change(ChangeKind.GONE, Status.LOCKED, None),
    }


def test_people_are_not_gone_from_a_court_that_was_not_audited(tmp_path: Path) -> None:
    previous = create_audit(tmp_path / "1", {"ann": Status.LINKED}, CTD, NYSD)
    assert find_changes(create_audit(tmp_path / "2", {"ann": Status.LINKED}, CTD), previous) == {}


def test_the_previous_audit_is_the_newest_finished_earlier_one_of_the_same_roster(tmp_path: Path) -> None:
    for day in range(4):
        create_audit(tmp_path / f"day{day}", {"ann": Status.LINKED}, started=STARTED + timedelta(days=day))
    later = STARTED + timedelta(days=2, hours=1)
    write_journal(tmp_path / "unfinished", head(["ann"], CTD, started=later))
    other = head(["ann"], CTD, started=later).model_copy(update={"roster": "interns.csv"})
    write_journal(tmp_path / "another roster", other, end())
    shard = head(["ann"], CTD, started=later).model_copy(update={"shard": (1, 4)})
    write_journal(tmp_path / "a shard", shard, end())
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged/audit.jsonl").write_text("nonsense\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no folder", encoding="utf-8")
    assert find_previous(tmp_path / "day3") == tmp_path / "day2"
    assert find_previous(tmp_path / "day0") is None


def test_people_in_another_shard_are_neither_new_nor_gone(tmp_path: Path) -> None:
    whole = create_audit(tmp_path / "1", {"ann": Status.LINKED, "bob": Status.LINKED})
    part = create_audit(tmp_path / "2", {"ann": Status.REFUSED})
    shard = replace(part, head=part.head.model_copy(update={"shard": (1, 2)}))
    assert find_changes(shard, whole).keys() == {("ann", "ctd")}
    assert find_changes(whole, shard).keys() == {("ann", "ctd")}
    assert find_changes(part, whole).keys() == {("ann", "ctd"), ("bob", "ctd")}


def test_the_journal_names_the_previous_audit_relative_to_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_audit(tmp_path / "archive/june", {"ann": Status.LINKED})
    monkeypatch.chdir(tmp_path / "archive")
    named = describe_previous(Path("../audits/july"), Path("june"))
    assert named == "../../archive/june"
    monkeypatch.chdir(tmp_path)
    june_head = head(["ann"], CTD).model_copy(update={"previous": named})
    assert locate_previous(Path("audits/july"), june_head) == tmp_path / "archive" / "june"
    assert locate_previous(Path("audits/july"), head(["ann"], CTD)) is None


def test_an_audit_that_starts_records_the_previous_one(tmp_path: Path) -> None:
    browser = SimpleNamespace(browser_type=SimpleNamespace(name="chromium"), version="156")
    roster = Roster((), ())
    prepared = PreparedAudit(roster, (), {}, None, Settings({}), "roster.csv")
    options = AuditOptions(tmp_path / "new", 30, 5, "none", previous=tmp_path / "old")
    observer = AuditObserver(lambda _: None, lambda _: None, lambda: False)
    with Records(options.folder, Redactor(), JOURNAL) as records:
        runner = AuditRunner(prepared, options, records, AuditState(), {}, observer)
        runner.conduct(cast("Browser", browser), lambda: cast("Browser", browser))
    assert read_audit(options.folder).head.previous == "../old"
