"""Checks all that an audit needs before a browser starts: roster, courts, settings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.court import Court, load_court
from config.environ import Environment
from config.problem_collector import ProblemCollector
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck import __version__
from ecfcheck.audit.probe import load_audit_flows
from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import AUDIT_RECORD, AuditedCourt, AuditHead
from ecfcheck.audit.roster import Person, Roster, read_roster
from ecfcheck.audit.roster_schema import COLUMNS
from ecfcheck.audit.roster_settings import require_settings
from ecfcheck.audit.status import Status
from ecfcheck.courts.live import require_live, require_running
from ecfcheck.redaction import FixedWords
from ecfcheck.report.fixed_words import collect_fixed_words
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.shard import Shard, read_shard, select_shard

_RELEASE = "nextgen"
_PRACTICE = (
    "audit a practice firm: `ecfcheck stage --accounts 12 --roster firm` writes one, with staged courts only"
)


@dataclass(frozen=True)
class AuditRequest:
    """A user's request: a roster, courts by id or file, a shard, and the audit to compare with."""

    roster: Path
    courts: Sequence[str] = ()
    shard: str | None = None
    previous: Path | None = None
    live: bool = False
    """Whether courts that are not staged may be contacted."""


@dataclass(frozen=True)
class PreparedAudit:
    """A checked request: the people, their courts and the settings."""

    roster: Roster
    people: tuple[Person, ...]
    courts: Mapping[str, Court]
    shard: Shard | None
    settings: Settings
    name: str
    """The roster's file name."""

    @property
    def staged(self) -> bool:
        """Whether all courts are staged."""
        return all(court.staged for court in self.courts.values())

    @property
    def pairs(self) -> int:
        """The number of answers: one for each person at each of their courts."""
        return sum(len(person.courts) for person in self.people)

    def create_head(self, browser: str, previous: str | None = None) -> AuditHead:
        """Return the head for the audit's journal; `previous` is what `describe_previous` returns."""
        return AuditHead(
            started=datetime.now(UTC),
            version=__version__,
            roster=self.name,
            plan=self.roster.plan,
            shard=(self.shard.index, self.shard.count) if self.shard else None,
            people={person.alias: person.courts for person in self.people},
            courts=tuple(
                AuditedCourt(id=name, name=court.name, address=court.ecf, effects="read only")
                for name, court in self.courts.items()
            ),
            browser=browser,
            previous=previous,
        )


def prepare_audit(request: AuditRequest, environ: Mapping[str, str]) -> PreparedAudit:
    """Check a request; return it with roster and courts. Raises ProblemsError with all problems."""
    # The roster's folder may contain court files.
    folder = request.roster.parent
    problems = ProblemCollector()
    with problems.collect():
        courts = _load_courts(request.courts, folder)
    with problems.collect():
        shard = read_shard(request.shard) if request.shard else None
    problems.raise_any()
    with problems.collect():
        roster = read_roster(request.roster, courts)
    with problems.collect():
        _require_previous(request.previous)
    problems.raise_any()
    if not roster.people:
        listed = ", ".join(roster.other_courts)
        text = f"no one in {request.roster.name} is in {', '.join(courts)}; its people are in {listed}"
        raise ProblemsError.single("--court", text)
    if not request.courts:
        courts = _load_courts(sorted({name for person in roster.people for name in person.courts}), folder)
    names = select_shard([person.alias for person in roster.people], shard) if shard else None
    people = tuple(person for person in roster.people if names is None or person.alias in names)
    settings = Settings(environ)
    with problems.collect():
        require_live(courts.values(), live=request.live, otherwise=_PRACTICE)
    with problems.collect():
        require_running(courts.values())
    with problems.collect():
        words, remedy = _collect_fixed_words(people), _find_remedy(settings, folder)
        require_settings(people, settings, words, others=roster.people, **remedy)
    problems.raise_any()
    return PreparedAudit(roster, people, courts, shard, settings, request.roster.name)


def _collect_fixed_words(people: Sequence[Person]) -> FixedWords:
    """Return what the journal and the reports of this audit have anyway, aliases and names included."""
    flows = load_audit_flows()
    of_people = (f"{person.alias} {person.name} {' '.join(person.courts)}" for person in people)
    words = (json.dumps(AUDIT_RECORD.json_schema()), *Status, *COLUMNS, *of_people)
    return collect_fixed_words((flows.linked, flows.upgraded), words)


def _find_remedy(settings: Settings, folder: Path) -> dict[str, str]:
    """Return what to do about missing settings if the roster's folder has a `.env` that is not read."""
    read = settings.environ.folder if isinstance(settings.environ, Environment) else Path.cwd()
    if folder.resolve() == read.resolve() or not (folder / ".env").is_file():
        return {}
    return {"remedy": f"the .env in the roster's folder is not read: run the command there (cd {folder})"}


def _load_courts(names: Sequence[str], folder: Path) -> dict[str, Court]:
    """Load courts by id or file; return them by id. Ids are looked up in the folder first."""
    courts: dict[str, Court] = {}
    problems = ProblemCollector()
    for name in names:
        with problems.collect():
            court = load_court(name, folder)
            if court.release != _RELEASE:
                text = f"{name!r} is on {court.release}; an audit needs {_RELEASE}, where accounts are linked"
                problems.add("--court", text)
            if court.id in courts:
                problems.add("--court", f"{name!r} is {court.id}, which is already named")
            courts[court.id] = court
    problems.raise_any()
    return courts


def _require_previous(folder: Path | None) -> None:
    """Check that the audit to compare with can be read. Raises ProblemsError."""
    try:
        if folder:
            read_audit(folder)
    except RecordsError as error:
        raise ProblemsError.single("--previous", str(error)) from None
