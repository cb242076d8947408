"""The roster: who is audited, in which courts, and under which names their credentials are kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from config.account import Account, PacerAccount, find_totp_fault
from config.court import list_court_ids
from config.problem_collector import ProblemCollector
from config.secret import Secret
from config.settings import Settings
from config.yaml_file import Position, Problem, ProblemsError, display_path
from ecfcheck.audit.result import hash_plan
from ecfcheck.audit.roster_cells import courts_of, fault_of_alias, fault_of_setting, faults_of_courts
from ecfcheck.audit.roster_columns import (
    ALIAS,
    CLIENT_CODE,
    COURTS,
    NAME,
    PASSCODE_SECRET,
    PASSWORD,
    USER_NAME,
    Columns,
    read_columns,
)
from ecfcheck.audit.roster_rows import Row, read_rows


@dataclass(frozen=True)
class Person:
    """Somebody to audit."""

    alias: str
    name: str
    """Whose account it is, for the report; "" if the roster does not say."""
    courts: tuple[str, ...]
    """The ids of the courts, in the roster's order."""
    user_name: str
    """The name of the setting that holds the PACER user name."""
    password: str
    """The name of the setting that holds the password."""
    totp_secret: str | None
    """The name of the setting that holds what one-time passcodes are made of, if there is one."""
    client_code: str = ""
    """The client code for PACER's login. It is not a secret: the roster holds the code itself."""


@dataclass(frozen=True)
class Roster:
    """The people to audit, as a roster and the choice of courts have it."""

    people: tuple[Person, ...]
    left_out: tuple[str, ...]
    """The aliases of those who are in none of the chosen courts."""

    @property
    def plan(self) -> str:
        """A hash of every alias with its courts, the same in whatever order the roster has them."""
        return hash_plan({person.alias: person.courts for person in self.people})


def read_roster(path: Path, courts: Collection[str]) -> Roster:
    """Return the roster of a CSV file or an .xlsx workbook.

    `courts` are the ids of the chosen courts. If it is empty, people may be in any court that comes with
    ecfcheck or has its file in the roster's folder. A row that names no court means all chosen ones.
    Raises Problems with every fault of every row, at `path:row:column`.
    """
    head, *rows = read_rows(path)
    columns, problems = read_columns(display_path(path), head)
    known = frozenset((*courts, *list_court_ids(path.parent)))
    reading = _Reading(display_path(path), columns, tuple(dict.fromkeys(courts)), known, problems)
    people = [reading.person(row) for row in rows]
    if not rows:
        problems.append(
            Problem(display_path(path), Position(head.number + 1), "nobody stands below the headings")
        )
    if problems:
        raise ProblemsError(problems)
    return Roster(
        tuple(person for person in people if person.courts),
        tuple(person.alias for person in people if not person.courts),
    )


def require(people: Iterable[Person], settings: Settings) -> None:
    """Make sure that every setting of all people is there and fit. Raises Problems with all that are not."""
    people = tuple(people)
    named = ((person.user_name, person.password, person.totp_secret) for person in people)
    names = [name for person in named for name in person if name is not None]
    problems = ProblemCollector()
    with problems.collect():
        settings.require(names)
    with problems.collect():
        _prove_secrets(people, settings)
    problems.raise_any()


def read_account(person: Person, settings: Settings) -> Account:
    """Return what a person logs in with. Raises Problems when a setting of theirs is missing."""
    require([person], settings)
    secret = settings.get(person.totp_secret) if person.totp_secret else None
    return Account(
        pacer=PacerAccount(
            user_name=settings.get(person.user_name) or "",
            password=Secret(settings.get(person.password) or ""),
            name=person.name,
            totp_secret=Secret(secret) if secret else None,
            client_code=person.client_code,
        )
    )


def _prove_secrets(people: Iterable[Person], settings: Settings) -> None:
    """Make sure that what passcodes are made of makes some: it should not come out at a court's login."""
    named = [person.totp_secret for person in people if person.totp_secret]
    faults = {name: find_totp_fault(Secret(secret)) for name in named if (secret := settings.get(name))}
    if found := [Problem(name, None, fault) for name, fault in faults.items() if fault]:
        raise ProblemsError(found)


@dataclass(frozen=True)
class _Reading:
    """Makes people of rows, and gathers what is wrong with them."""

    path: str
    columns: Columns
    chosen: tuple[str, ...]
    known: frozenset[str]
    problems: list[Problem]
    met: dict[str, tuple[int, str]] = field(default_factory=dict)
    """What may stand in a roster once: in which row it stands, and how it is written there."""

    def person(self, row: Row) -> Person:
        for number in set(range(1, len(row.cells) + 1)) - self.columns.headed:
            if row.cell(number):
                self.problems.append(
                    Problem(self.path, Position(row.number, number), "something stands under no heading")
                )
        alias = self._alias(row)
        name = " ".join(self.columns.cell(row, NAME).split())
        courts = self._courts(row)
        user_name, password = self._setting(row, USER_NAME), self._setting(row, PASSWORD)
        has_secret = self.columns.cell(row, PASSCODE_SECRET)
        secret = self._setting(row, PASSCODE_SECRET) if has_secret else None
        client_code = self.columns.cell(row, CLIENT_CODE)
        return Person(alias, name, courts, user_name, password, secret, client_code)

    def _alias(self, row: Row) -> str:
        alias = self.columns.cell(row, ALIAS)
        if fault := fault_of_alias(alias):
            self._fault(row, ALIAS, fault)
        else:
            # To some file systems capitals make no other name.
            self._once(row, ALIAS, f"alias {alias.lower()}", alias)
        return alias

    def _courts(self, row: Row) -> tuple[str, ...]:
        named = courts_of(self.columns.cell(row, COURTS))
        for fault in faults_of_courts(named, self.chosen, self.known):
            self._fault(row, COURTS, fault)
        if not named:
            return self.chosen
        return tuple(court for court in named if court in self.chosen or not self.chosen)

    def _setting(self, row: Row, heading: str) -> str:
        name = self.columns.cell(row, heading)
        if fault := fault_of_setting(name):
            self._fault(row, heading, fault)
        else:
            # A name that came along with a copied row would have a wrong password typed: that locks accounts.
            self._once(row, heading, f"setting {name}", name)
        return name

    def _once(self, row: Row, heading: str, what: str, written: str) -> None:
        if what not in self.met:
            self.met[what] = (row.number, written)
            return
        number, before = self.met[what]
        as_ = "" if before == written else f", as {before!r}"
        where = "in this row" if number == row.number else f"in row {number}"
        self._fault(row, heading, f"{written!r} stands {where} already{as_}")

    def _fault(self, row: Row, heading: str, text: str) -> None:
        if heading in self.columns.at:
            place = Position(row.number, self.columns.at[heading])
            self.problems.append(Problem(self.path, place, f"{heading}: {text}"))
