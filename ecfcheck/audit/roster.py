"""Reads the roster: people, their courts, and the settings that hold their credentials."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.account import Account, PacerCredentials
from config.court import list_court_ids
from config.secret import Secret
from config.settings import PROMPT, Settings
from config.value_faults import ValueKind
from config.yaml_file import Position, Problem, ProblemsError, display_path
from ecfcheck.audit.result import hash_plan
from ecfcheck.audit.roster_rows import Row, read_rows
from ecfcheck.audit.roster_schema import (
    ALIAS,
    CLIENT_CODE,
    COURTS,
    NAME,
    PASSCODE_SECRET,
    PASSWORD,
    USER_NAME,
    Columns,
    check_alias,
    check_courts,
    check_setting,
    read_columns,
    split_courts,
)
from ecfcheck.courts.setting_values import find_value_problems

_REMEDY = f"set each in one of them: write NAME='value' into .env; {PROMPT}"


@dataclass(frozen=True)
class SettingCell:
    """A cell of a roster that names a setting."""

    path: str
    place: Position
    heading: str


@dataclass(frozen=True)
class Person:
    """A person to audit."""

    alias: str
    name: str
    """The person's name, for the report; "" if the roster does not give it."""
    courts: tuple[str, ...]
    """The ids of the courts, in the roster's order."""
    user_name: str
    """The name of the setting that holds the PACER user name."""
    password: str
    """The name of the setting that holds the password."""
    totp_secret: str | None
    """The name of the setting that holds the secret for one-time passcodes, if there is one."""
    client_code: str = ""
    """The client code for PACER's login. It is not a secret: the roster holds the code itself."""
    cells: Mapping[str, SettingCell] = field(default_factory=dict, compare=False, repr=False)
    """The cells that name the settings, by setting."""

    @property
    def settings(self) -> dict[str, ValueKind]:
        """The names of all settings of the person, and what becomes of their values."""
        kinds: dict[str, ValueKind] = {self.user_name: "login", self.password: "secret"}
        return kinds | ({self.totp_secret: "totp"} if self.totp_secret else {})


@dataclass(frozen=True)
class Roster:
    """The people to audit in the chosen courts."""

    people: tuple[Person, ...]
    left_out: tuple[str, ...]
    """The aliases of those who are in none of the chosen courts."""

    @property
    def plan(self) -> str:
        """A hash of every alias with its courts, whatever their order in the roster."""
        return hash_plan({person.alias: person.courts for person in self.people})


def read_roster(path: Path, courts: Collection[str]) -> Roster:
    """Read the roster in a CSV file or an .xlsx workbook.

    `courts` are the ids of the chosen courts. If it is empty, people may be in any court that comes with
    ecfcheck or has a file in the roster's folder. A row that names no court means all chosen ones.
    Raises ProblemsError with every problem of every row, at `path:row:column`.
    """
    head, *rows = read_rows(path)
    columns, problems = read_columns(display_path(path), head)
    known = frozenset((*courts, *list_court_ids(path.parent)))
    reader = _RowReader(display_path(path), columns, tuple(dict.fromkeys(courts)), known, problems)
    people = [reader.read_person(row) for row in rows]
    if not rows:
        problems.append(
            Problem(
                display_path(path),
                Position(head.number + 1),
                "has no row below the headings; add a row for each person",
            )
        )
    if problems:
        raise ProblemsError(problems)
    return Roster(
        tuple(person for person in people if person.courts),
        tuple(person.alias for person in people if not person.courts),
    )


def require_settings(
    people: Sequence[Person],
    settings: Settings,
    fixed_words: str = "",
    *,
    others: Iterable[Person] = (),
    remedy: str = _REMEDY,
) -> None:
    """Check that all settings of all people are set and valid. Raises ProblemsError.

    A secret that is part of `fixed_words` is not valid. The settings of `others` are not suggested for
    missing ones. `remedy` says what to do about these.
    """
    expected = {name for person in (*people, *others) for name in person.settings}
    missing = [
        _describe_missing(person, name, settings, expected)
        for person in people
        for name in person.settings
        if not settings.get(name)
    ]
    problems = [*missing, *([settings.describe_places(remedy)] if missing else [])]
    for person in people:
        problems += find_value_problems(settings, person.settings, fixed_words)
    if problems:
        raise ProblemsError(problems)


def _describe_missing(person: Person, name: str, settings: Settings, expected: Collection[str]) -> Problem:
    """Return the problem of a missing setting, at the cell of the roster that names it."""
    problem = settings.describe_missing(name, expected)
    cell = person.cells.get(name)
    if cell is None:
        return problem
    return Problem(cell.path, cell.place, f"{cell.heading}: the setting {name} {problem.text}")


def read_account(person: Person, settings: Settings) -> Account:
    """Return a person's account. Raises ProblemsError if a setting is missing or invalid."""
    require_settings([person], settings)
    secret = settings.get(person.totp_secret) if person.totp_secret else None
    return Account(
        pacer=PacerCredentials(
            user_name=settings.get(person.user_name) or "",
            password=Secret(settings.get(person.password) or ""),
            name=person.name,
            totp_secret=Secret(secret) if secret else None,
            client_code=person.client_code,
        )
    )


@dataclass(frozen=True)
class _RowReader:
    """Reads people from rows, and collects the problems with them."""

    path: str
    columns: Columns
    chosen: tuple[str, ...]
    known: frozenset[str]
    problems: list[Problem]
    first_uses: dict[str, tuple[int, str]] = field(default_factory=dict)
    """For values that must be unique: the row of the first use, and its spelling there."""

    def read_person(self, row: Row) -> Person:
        for number in set(range(1, len(row.cells) + 1)) - self.columns.with_heading:
            if row.read_cell(number):
                self.problems.append(
                    Problem(self.path, Position(row.number, number), "this cell has no heading")
                )
        alias = self._read_alias(row)
        name = " ".join(self.columns.read_cell(row, NAME).split())
        courts = self._read_courts(row)
        user_name, password = self._read_setting(row, USER_NAME), self._read_setting(row, PASSWORD)
        has_secret = self.columns.read_cell(row, PASSCODE_SECRET)
        secret = self._read_setting(row, PASSCODE_SECRET) if has_secret else None
        client_code = self.columns.read_cell(row, CLIENT_CODE)
        named = {USER_NAME: user_name, PASSWORD: password, PASSCODE_SECRET: secret}
        cells = {setting: self._find_cell(row, heading) for heading, setting in named.items() if setting}
        return Person(alias, name, courts, user_name, password, secret, client_code, cells)

    def _find_cell(self, row: Row, heading: str) -> SettingCell:
        place = Position(row.number, self.columns.positions.get(heading, 1))
        return SettingCell(self.path, place, heading)

    def _read_alias(self, row: Row) -> str:
        alias = self.columns.read_cell(row, ALIAS)
        if problem := check_alias(alias):
            self._add_problem(row, ALIAS, problem)
        else:
            # Some file systems ignore case.
            self._require_unique(row, ALIAS, f"alias {alias.lower()}", alias)
        return alias

    def _read_courts(self, row: Row) -> tuple[str, ...]:
        named = split_courts(self.columns.read_cell(row, COURTS))
        for problem in check_courts(named, self.chosen, self.known):
            self._add_problem(row, COURTS, problem)
        if not named:
            return self.chosen
        return tuple(court for court in named if court in self.chosen or not self.chosen)

    def _read_setting(self, row: Row, heading: str) -> str:
        name = self.columns.read_cell(row, heading)
        if problem := check_setting(name):
            self._add_problem(row, heading, problem)
        else:
            # A name left over from a copied row would type a wrong password, which locks accounts.
            self._require_unique(row, heading, f"setting {name}", name)
        return name

    def _require_unique(self, row: Row, heading: str, key: str, written: str) -> None:
        if key not in self.first_uses:
            self.first_uses[key] = (row.number, written)
            return
        number, before = self.first_uses[key]
        spelling = "" if before == written else f", as {before!r}"
        where = "in this row" if number == row.number else f"in row {number}"
        self._add_problem(row, heading, f"{written!r} is already used {where}{spelling}")

    def _add_problem(self, row: Row, heading: str, text: str) -> None:
        if heading in self.columns.positions:
            place = Position(row.number, self.columns.positions[heading])
            self.problems.append(Problem(self.path, place, f"{heading}: {text}"))
