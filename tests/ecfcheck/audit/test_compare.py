"""Two audits of one roster are compared: who is newly linked, who no longer is, who is new, who is gone."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ecfcheck.audit.compare import Change, Kind, changes, find_previous
from ecfcheck.audit.read import Audit, read_audit
from ecfcheck.audit.result import AuditedCourt
from ecfcheck.audit.status import Status
from tests.ecfcheck.audit.samples import CTD, NYSD, STARTED, end, head, result, write_journal


def audit_of(
    folder: Path, statuses: dict[str, Status], *courts: AuditedCourt, started: datetime = STARTED
) -> Audit:
    courts = courts or (CTD,)
    results = [result(alias, status, court) for alias, status in statuses.items() for court in courts]
    return read_audit(write_journal(folder, head(list(statuses), *courts, started=started), *results, end()))


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (Status.NOT_LINKED, Status.LINKED, Kind.NEWLY_LINKED),
        (Status.REFUSED, Status.LINKED, Kind.NEWLY_LINKED),
        (Status.LINKED, Status.NOT_LINKED, Kind.NEWLY_BROKEN),
        (Status.LINKED, Status.LOCKED, Kind.NEWLY_BROKEN),
        (Status.NOT_LINKED, Status.NOT_ENTITLED, Kind.OTHERWISE),
        # A court that gave no answer has not broken a link, and one that does again has not made any.
        (Status.LINKED, Status.COURT_UNAVAILABLE, Kind.OTHERWISE),
        (Status.NOT_TRIED, Status.LINKED, Kind.OTHERWISE),
    ],
)
def test_a_change_is_named_by_what_it_means(tmp_path: Path, before: Status, now: Status, kind: Kind) -> None:
    previous = audit_of(tmp_path / "1", {"ann": before})
    audit = audit_of(tmp_path / "2", {"ann": now})
    assert changes(audit, previous) == {("ann", "ctd"): Change(kind, before, now)}


def test_who_stands_as_before_is_not_named(tmp_path: Path) -> None:
    audit = audit_of(tmp_path, {"ann": Status.NOT_LINKED})
    assert changes(audit, audit) == {}


def test_who_is_new_in_the_roster_and_who_is_gone_are_named(tmp_path: Path) -> None:
    previous = audit_of(tmp_path / "1", {"ann": Status.LINKED, "ben": Status.LOCKED})
    audit = audit_of(tmp_path / "2", {"ann": Status.LINKED, "eve": Status.NOT_LINKED})
    assert changes(audit, previous) == {
        ("eve", "ctd"): Change(Kind.NEW, None, Status.NOT_LINKED),
        ("ben", "ctd"): Change(Kind.GONE, Status.LOCKED, None),
    }


def test_nobody_is_gone_from_a_court_that_was_not_asked(tmp_path: Path) -> None:
    previous = audit_of(tmp_path / "1", {"ann": Status.LINKED}, CTD, NYSD)
    assert changes(audit_of(tmp_path / "2", {"ann": Status.LINKED}, CTD), previous) == {}


def test_the_previous_audit_is_the_newest_finished_one_of_the_same_roster_before_it(tmp_path: Path) -> None:
    for day in range(4):
        audit_of(tmp_path / f"day{day}", {"ann": Status.LINKED}, started=STARTED + timedelta(days=day))
    later = STARTED + timedelta(days=2, hours=1)
    write_journal(tmp_path / "unfinished", head(["ann"], CTD, started=later))
    other = head(["ann"], CTD, started=later).model_copy(update={"roster": "interns.csv"})
    write_journal(tmp_path / "of another roster", other, end())
    shard = head(["ann"], CTD, started=later).model_copy(update={"shard": (1, 4)})
    write_journal(tmp_path / "of a part of it", shard, end())
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged/audit.jsonl").write_text("nonsense\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no folder", encoding="utf-8")
    assert find_previous(tmp_path / "day3") == tmp_path / "day2"
    assert find_previous(tmp_path / "day0") is None
