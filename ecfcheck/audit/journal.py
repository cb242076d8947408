"""Locks an audit's folder; loads what its journal knows and what must not be tried again."""

from collections.abc import Iterator, Sequence
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
    AuditEnd,
    AuditHead,
    AuditRecord,
    Result,
    Typed,
)
from ecfcheck.audit.status import ACCOUNT_WIDE, RETRIED, Status

_LOCK = "audit.lock"
_MAX_ALIASES = 5


@dataclass
class AuditState:
    """What an audit knew when it was interrupted."""

    results: dict[tuple[str, str], Result] = field(default_factory=dict)
    """The results that are final, by alias and court."""
    unanswered: set[str] = field(default_factory=set)
    """Aliases with a password typed and no answer recorded: it may have been refused."""
    last_typed: dict[str, datetime] = field(default_factory=dict)
    """When each person last logged in."""
    head: AuditHead | None = None
    has_ended: bool = False
    """Whether the audit, as it was last started, came to its end."""
    _accepted: set[str] = field(default_factory=set)

    def add(self, record: AuditRecord) -> None:
        """Update the state by a record; call it in the order in which they were written."""
        match record:
            case AuditHead():
                self.head, self.has_ended = record, False
            case AuditEnd():
                self.has_ended = True
            case Typed():
                if record.alias not in self._accepted:
                    self.unanswered.add(record.alias)
                self.last_typed[record.alias] = record.when
            case Accepted():
                self._accepted.add(record.alias)
                self.unanswered.discard(record.alias)
            case Result():
                if record.status in ACCOUNT_WIDE:
                    self.unanswered.discard(record.alias)
                if record.status in RETRIED:
                    self.results.pop((record.alias, record.court), None)
                else:
                    self.results[record.alias, record.court] = record

    def try_unknown(self) -> None:
        """Check again what is not known, even if that may type a refused password again."""
        self.unanswered.clear()
        self.results = {
            pair: result for pair, result in self.results.items() if result.status is not Status.NOT_KNOWN
        }


@contextmanager
def lock_audit_folder(folder: Path) -> Iterator[None]:
    """Create and lock an audit's folder. Raises ProblemsError if another audit uses it."""
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(FileLock(folder / _LOCK, timeout=0))
        except Timeout:
            raise _folder_error(
                folder, "another audit is running here; wait until it ends, or name another --out"
            ) from None
        except OSError as error:
            raise _folder_error(
                folder, f"cannot be written to: {error.strerror}; name another --out"
            ) from None
        yield


def load_state(folder: Path, planned: AuditHead, *, resume: bool) -> AuditState:
    """Return the state of the folder's audit, empty if it is new. Raises ProblemsError.

    It cuts off a line that a crash tore, so that the next record starts a new line.
    """
    path = folder / JOURNAL
    if not path.exists():
        if resume:
            raise _folder_error(folder, "has no audit to resume; leave out --resume to start one")
        return AuditState()
    if not resume:
        raise _folder_error(
            folder, "already has an audit; add --resume to continue it, or name another --out"
        )
    state = _read_state(path)
    _require_same(folder, state.head, planned)
    return state


def _read_state(path: Path) -> AuditState:
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    state = AuditState()
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            state.add(AUDIT_RECORD.validate_json(line))
        except ValidationError:
            text = "is not a record of an audit: the journal was edited. Start a new audit with another --out"
            raise ProblemsError.single(f"{path}:{number}", text) from None
    if whole != data:
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return state


def _require_same(folder: Path, head: AuditHead | None, planned: AuditHead) -> None:
    """Check that the planned audit is the one that was started."""
    if head is None:
        return
    differs = [_describe_changed_roster(head, planned)] if head.plan != planned.plan else []
    differs += [
        f"{what}: {before} before, {now} now"
        for what, before, now in (
            ("the shard", _format_shard(head), _format_shard(planned)),
            ("the courts' addresses", _format_courts(head), _format_courts(planned)),
        )
        if before != now
    ]
    if differs:
        text = f"has a different audit: {'; '.join(differs)}; name another --out"
        raise _folder_error(folder, text)


def _describe_changed_roster(head: AuditHead, planned: AuditHead) -> str:
    """Return that the roster has changed, and for whom, as far as both heads list the same shard."""
    text = "the people or courts of the roster have changed"
    if head.shard != planned.shard:
        return text
    before, now = head.people, planned.people
    moved = [alias for alias in now if alias in before and {*before[alias]} != {*now[alias]}]
    changes = (
        ("new", [alias for alias in now if alias not in before]),
        ("gone", [alias for alias in before if alias not in now]),
        ("other courts", moved),
    )
    listed = "; ".join(f"{what}: {_list_aliases(aliases)}" for what, aliases in changes if aliases)
    return f"{text} ({listed})" if listed else text


def _list_aliases(aliases: Sequence[str]) -> str:
    more = f" and {len(aliases) - _MAX_ALIASES} more" if len(aliases) > _MAX_ALIASES else ""
    return ", ".join(aliases[:_MAX_ALIASES]) + more


def _format_shard(head: AuditHead) -> str:
    return f"{head.shard[0]}/{head.shard[1]}" if head.shard else "none"


def _format_courts(head: AuditHead) -> str:
    return ", ".join(
        f"{court.id} {court.address}" for court in sorted(head.courts, key=lambda court: court.id)
    )


def _folder_error(folder: Path, text: str) -> ProblemsError:
    return ProblemsError.single(str(folder), text)
