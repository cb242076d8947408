"""Makes sure of all that an audit needs before a browser starts: roster, courts, settings, its folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.court import Court, load_court
from config.problem_collector import ProblemCollector
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck import __version__
from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import AuditedCourt, AuditHead
from ecfcheck.audit.roster import Person, Roster, read_roster, require
from ecfcheck.courts.live import require_live, require_running
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.shard import Shard, read_shard, select_shard

_RELEASE = "nextgen"
_PRACTICE = (
    "audit a practice firm: `ecfcheck stage --accounts 12 --roster firm` writes one, of staged courts alone"
)


@dataclass(frozen=True)
class Order:
    """What a user asks for: a roster, courts by id or file, a part of the roster, what to compare with."""

    roster: Path
    courts: Sequence[str] = ()
    shard: str | None = None
    previous: Path | None = None
    live: bool = False
    """Whether courts may be contacted that are not staged."""


@dataclass(frozen=True)
class PreparedAudit:
    """What was found to be in order: who is audited, where, with which settings."""

    roster: Roster
    people: tuple[Person, ...]
    courts: Mapping[str, Court]
    shard: Shard | None
    settings: Settings
    name: str
    """The roster's file name."""

    @property
    def staged(self) -> bool:
        """Whether all the courts are staged."""
        return all(court.staged for court in self.courts.values())

    @property
    def pairs(self) -> int:
        """How many answers are wanted: one for each person at each of their courts."""
        return sum(len(person.courts) for person in self.people)

    def head(self, browser: str) -> AuditHead:
        """Return the head of the audit's journal."""
        return AuditHead(
            started=datetime.now(UTC),
            version=__version__,
            roster=self.name,
            plan=self.roster.plan,
            shard=(self.shard.index, self.shard.count) if self.shard else None,
            people={person.alias: person.courts for person in self.people},
            courts=tuple(
                AuditedCourt(id=name, name=court.name, address=court.ecf, effects="only reading is done")
                for name, court in self.courts.items()
            ),
            browser=browser,
        )


def prepare(order: Order, environ: Mapping[str, str]) -> PreparedAudit:
    """Return what an audit needs. Raises Problems with all that is wrong, or missing, at once."""
    # A roster's folder may hold the courts that it names.
    folder = order.roster.parent
    problems = ProblemCollector()
    with problems.collect():
        courts = _courts(order.courts, folder)
    with problems.collect():
        shard = _shard(order.shard)
    problems.raise_any()
    with problems.collect():
        roster = read_roster(order.roster, courts)
    with problems.collect():
        _prove_previous(order.previous)
    problems.raise_any()
    if not order.courts:
        courts = _courts(sorted({name for person in roster.people for name in person.courts}), folder)
    names = select_shard([person.alias for person in roster.people], shard) if shard else None
    people = tuple(person for person in roster.people if names is None or person.alias in names)
    settings = Settings(environ)
    with problems.collect():
        require_live(courts.values(), live=order.live, otherwise=_PRACTICE)
    with problems.collect():
        require_running(courts.values())
    with problems.collect():
        require(people, settings)
    problems.raise_any()
    return PreparedAudit(roster, people, courts, shard, settings, order.roster.name)


def _courts(names: Sequence[str], folder: Path) -> dict[str, Court]:
    """Return the courts of these ids or files, by their ids; ids are looked up in the folder first."""
    courts: dict[str, Court] = {}
    problems = ProblemCollector()
    for name in names:
        with problems.collect():
            court = load_court(name, folder)
            if court.release != _RELEASE:
                text = (
                    f"{name!r} is on {court.release}: an audit is about {_RELEASE}, where accounts are linked"
                )
                problems.add("--court", text)
            if court.id in courts:
                problems.add("--court", f"{name!r} is {court.id}, which was named before")
            courts[court.id] = court
    problems.raise_any()
    return courts


def _shard(text: str | None) -> Shard | None:
    return read_shard(text) if text else None


def _prove_previous(folder: Path | None) -> None:
    """Make sure that what is to be compared with can be read. Raises Problems."""
    try:
        if folder:
            read_audit(folder)
    except RecordsError as error:
        raise ProblemsError.single("--previous", str(error)) from None
