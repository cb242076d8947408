"""An audit's memory in its folder: who has it, what is known already, and what must not be tried again."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from config.yaml_file import ProblemsError
from ecfcheck.audit.result import (
    AUDIT_RECORD,
    JOURNAL,
    Accepted,
    AuditHead,
    AuditRecord,
    Result,
    Typed,
)
from ecfcheck.audit.status import Status
from ecfcheck.audit.verdict import ACCOUNT_WIDE

_LOCK = "audit.lock"

AGAIN = frozenset({Status.NOT_TRIED, Status.COURT_UNAVAILABLE})
"""What may be different when the audit goes on."""


@dataclass
class AuditState:
    """What an audit knows from before it was cut short."""

    results: dict[tuple[str, str], Result] = field(default_factory=dict)
    """What is not to be found out again, by alias and court."""
    unanswered: set[str] = field(default_factory=set)
    """Whose password was typed, and it is not known what PACER said: it may have been refused."""
    typed: dict[str, datetime] = field(default_factory=dict)
    """When each person logged in last."""
    head: AuditHead | None = None
    _accepted: set[str] = field(default_factory=set)

    def add(self, record: AuditRecord) -> None:
        """Take a record, in the order in which they were written."""
        match record:
            case AuditHead():
                self.head = record
            case Typed():
                if record.alias not in self._accepted:
                    self.unanswered.add(record.alias)
                self.typed[record.alias] = record.when
            case Accepted():
                self._accepted.add(record.alias)
                self.unanswered.discard(record.alias)
            case Result():
                if record.status in ACCOUNT_WIDE:
                    self.unanswered.discard(record.alias)
                if record.status in AGAIN:
                    self.results.pop((record.alias, record.court), None)
                else:
                    self.results[record.alias, record.court] = record

    def try_unknown(self) -> None:
        """Let what is not known be asked again, though a password may be typed again that was refused."""
        self.unanswered.clear()
        self.results = {p: one for p, one in self.results.items() if one.status is not Status.NOT_KNOWN}


@contextmanager
def lock_audit_folder(folder: Path) -> Iterator[None]:
    """Have the folder for this audit alone while the block lasts. Raises Problems."""
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(FileLock(folder / _LOCK, timeout=0))
        except Timeout:
            raise _wrong(
                folder, "another audit is at work here; wait for its end, or name another --out"
            ) from None
        except OSError as error:
            raise _wrong(folder, f"cannot be written to: {error.strerror}; name another --out") from None
        yield


def load_state(folder: Path, planned: AuditHead, *, resume: bool) -> AuditState:
    """Return what is known in the folder already; nothing for a new audit. Raises Problems.

    A line that a crash tore is taken off, so that the next one begins a line of its own.
    """
    path = folder / JOURNAL
    if not path.exists():
        if resume:
            raise _wrong(folder, "holds no audit to be resumed; leave out --resume to begin one")
        return AuditState()
    if not resume:
        raise _wrong(folder, "holds an audit already; add --resume to go on with it, or name another --out")
    known = _read(path)
    _prove_same(folder, known.head, planned)
    return known


def _read(path: Path) -> AuditState:
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    known = AuditState()
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            known.add(AUDIT_RECORD.validate_json(line))
        except ValidationError:
            text = "is no record of an audit; the journal was changed by somebody: begin a new audit"
            raise ProblemsError.single(f"{path}:{number}", text) from None
    if whole != data:
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return known


def _prove_same(folder: Path, head: AuditHead | None, planned: AuditHead) -> None:
    """Make sure that what is gone on with is what was begun."""
    if head is None:
        return
    differs = [
        f"{what}: {before}, and now {now}"
        for what, before, now in (
            ("the roster's people and courts", head.plan[:12], planned.plan[:12]),
            ("the shard", _shard(head), _shard(planned)),
            ("the courts' addresses", _courts(head), _courts(planned)),
        )
        if before != now
    ]
    if differs:
        text = "holds an audit of something else: "
        raise _wrong(folder, text + "; ".join(differs) + "; name another --out")


def _shard(head: AuditHead) -> str:
    return f"{head.shard[0]}/{head.shard[1]}" if head.shard else "none"


def _courts(head: AuditHead) -> str:
    return ", ".join(
        f"{court.id} {court.address}" for court in sorted(head.courts, key=lambda court: court.id)
    )


def _wrong(folder: Path, text: str) -> ProblemsError:
    return ProblemsError.single(str(folder), text)
