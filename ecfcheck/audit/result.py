"""The records of an audit's journal, a line of JSON each: head, logins, results, end."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ecfcheck.audit.status import Status
from ecfcheck.runner.output import AUDIT_JOURNAL
from ecfcheck.runner.records import CourtRecord

EXPECTED = "may file"
"""What an audit expects of every account at each of its courts."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AuditedCourt(CourtRecord):
    """One court of an audit."""

    id: str
    """The court's id in the roster, such as nysd or ctd."""


class AuditHead(_Record):
    """The head of an audit: its people, courts, roster and browser."""

    record: Literal["audit"] = "audit"
    started: datetime
    version: str
    roster: str
    """The roster's file name."""
    plan: str
    """A hash of every alias and its courts in the whole roster; all shards of an audit share it."""
    shard: tuple[int, int] | None = None
    """Which shard of the roster this is, of how many: (1, 4)."""
    lacks: tuple[tuple[int, int], ...] = ()
    """The shards that were missing when the others were merged: their people are not included."""
    people: dict[str, tuple[str, ...]]
    """The ids of each alias's courts, in the roster's order."""
    courts: tuple[AuditedCourt, ...]
    browser: str
    previous: str | None = None
    """The folder of the audit that a user chose to compare with, relative to this audit's folder."""


class Typed(_Record):
    """A password is about to be sent; until an answer is recorded, it may have been refused."""

    record: Literal["typed"] = "typed"
    alias: str
    when: datetime


class Accepted(_Record):
    """The password was not refused."""

    record: Literal["accepted"] = "accepted"
    alias: str
    when: datetime


class Result(_Record):
    """The status of one account at one court."""

    record: Literal["result"] = "result"
    alias: str
    name: str | None = None
    """The person's name, if the report shows names."""
    court: str
    """The court's id."""
    status: Status
    evidence: str
    """What the status is based on, in words: the court's own if it said any."""
    picture: str | None = None
    """The path of a JPEG of the screen, relative to the audit's folder."""
    when: datetime
    milliseconds: int = 0

    @property
    def finding(self) -> str:
        """What was expected and what was found, in one sentence each, with the evidence."""
        found = EXPECTED if self.status is Status.LINKED else self.status
        seen = f" ({self.evidence})" if self.evidence else ""
        return f"Expected: {EXPECTED}. Found: {found}{seen}"

    @property
    def next(self) -> str:
        """What to do next, in one sentence."""
        return self.status.next


class AuditEnd(_Record):
    """The end of an audit; an interrupted audit has none."""

    record: Literal["end"] = "end"
    finished: datetime


AuditRecord = AuditHead | Typed | Accepted | Result | AuditEnd

AUDIT_RECORD: TypeAdapter[AuditRecord] = TypeAdapter(Annotated[AuditRecord, Field(discriminator="record")])

JOURNAL = AUDIT_JOURNAL
"""The file in an audit's folder with these records, in the order in which they happened."""


def hash_plan(people: Mapping[str, Iterable[str]]) -> str:
    """Return a hash of every alias with its courts, whatever their order."""
    pairs = sorted((alias, sorted(courts)) for alias, courts in people.items())
    return sha256(dumps(pairs).encode()).hexdigest()
