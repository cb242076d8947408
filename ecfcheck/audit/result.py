"""What an audit leaves behind, one line of JSON each: its head, its logins, its answers, its end."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ecfcheck.audit.status import Status
from ecfcheck.runner.records import CourtRecord


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AuditedCourt(CourtRecord):
    """One court of an audit."""

    id: str
    """What the roster calls it: nysd, ctd."""


class AuditHead(_Record):
    """The head of an audit: what was to be found out, where, with what."""

    record: Literal["audit"] = "audit"
    started: datetime
    version: str
    roster: str
    """The roster's file name."""
    plan: str
    """A hash of every alias with its courts, of the whole roster: shards of one audit have the same."""
    shard: tuple[int, int] | None = None
    """Which part of the roster this is, of how many: (1, 4)."""
    lacks: tuple[tuple[int, int], ...] = ()
    """Which shards were missing when it was merged of the others: their people are not in here."""
    people: dict[str, tuple[str, ...]]
    """The aliases that are audited here, in the roster's order, each with the ids of their courts."""
    courts: tuple[AuditedCourt, ...]
    browser: str


class Typed(_Record):
    """A password is about to be typed for somebody: until an answer is recorded, it may have been refused."""

    record: Literal["typed"] = "typed"
    alias: str
    when: datetime


class Accepted(_Record):
    """The password was not refused."""

    record: Literal["accepted"] = "accepted"
    alias: str
    when: datetime


class Result(_Record):
    """How one account stands at one court."""

    record: Literal["result"] = "result"
    alias: str
    name: str | None = None
    """Whose it is, if the report is to show it."""
    court: str
    """The court's id."""
    status: Status
    evidence: str
    """What was seen that tells, in words: the court's own where it said any."""
    picture: str | None = None
    """Path of a JPEG of it, relative to the audit's folder."""
    when: datetime
    milliseconds: int = 0

    @property
    def next(self) -> str:
        """What to do next, in one sentence."""
        return self.status.next


class AuditEnd(_Record):
    """The end of an audit; a file without one belongs to an audit that was cut short."""

    record: Literal["end"] = "end"
    finished: datetime


AuditRecord = AuditHead | Typed | Accepted | Result | AuditEnd

AUDIT_RECORD: TypeAdapter[AuditRecord] = TypeAdapter(Annotated[AuditRecord, Field(discriminator="record")])

JOURNAL = "audit.jsonl"
"""The file in an audit's folder that holds these records, as they happened."""


def hash_plan(people: Mapping[str, Iterable[str]]) -> str:
    """Return a hash of every alias with its courts, the same in whatever order they come."""
    pairs = sorted((alias, sorted(courts)) for alias, courts in people.items())
    return sha256(dumps(pairs).encode()).hexdigest()
