"""Reads the roster: people, their courts, and the settings that hold their credentials."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.account import Account, PacerCredentials
from config.court import list_court_ids
from config.secret import Secret
from config.settings import Settings
from config.value_faults import ValueKind
from config.yaml_file import Position, Problem, ProblemsError
from ecfcheck.audit.result import hash_plan
from ecfcheck.audit.roster_courts import check_courts, split_courts
from ecfcheck.audit.roster_file import read_table
from ecfcheck.audit.roster_rows import Row
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
    check_setting,
    read_columns,
)
from ecfcheck.courts.ledger import normalize_user_name
from ecfcheck.courts.setting_values import find_value_problems

_REMEDY = "set each in one of them: write NAME='value' into .env"


@dataclass(frozen=True)
class SettingCell:
    """A cell of a roster that names a setting."""

    path: str
    place: Position
    heading: str


_OWN = "; each person has an alias and settings of their own"

EXAMPLE = ("example", "EXAMPLE_USER_NAME")
"""The alias and the user name's setting of the row that shows how to fill in a template."""


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
    notes: tuple[Problem, ...] = ()
    """What was not read: columns of one's own, the example of the template."""

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
    table = read_table(path)
    columns, problems = read_columns(table.path, table.head)
    examples = [row for row in table.rows if _is_example(row, columns)]
    rows = [row for row in table.rows if row not in examples]
    known = frozenset((*courts, *list_court_ids(path.parent)))
    reader = _RowReader(table.path, columns, tuple(dict.fromkeys(courts)), known, problems)
    people = [person for row in rows if (person := reader.read_person(row))]
    if not rows:
        last, what = (examples[-1], "example") if examples else (table.head, "headings")
        text = f"has no row below the {what}; add a row for each person"
        problems.append(Problem(table.path, Position(last.number + 1), text))
    if problems:
        raise ProblemsError(problems)
    notes = (
        Problem(table.path, Position(row.number), "note: the example is not audited") for row in examples
    )
    return Roster(
        tuple(person for person in people if person.courts),
        tuple(person.alias for person in people if not person.courts),
        (*columns.ignored, *notes),
    )


def _is_example(row: Row, columns: Columns) -> bool:
    cells = (columns.read_cell(row, heading) for heading in (ALIAS, USER_NAME))
    return tuple(cells) == EXAMPLE


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
    problems += _find_shared_accounts(people, settings)
    if problems:
        raise ProblemsError(problems)


def _find_shared_accounts(people: Iterable[Person], settings: Settings) -> Iterator[Problem]:
    """Find people with one PACER account: it would be logged in twice, and be locked sooner."""
    first: dict[str, Person] = {}
    for person in people:
        user_name = settings.get(person.user_name)
        other = first.setdefault(normalize_user_name(user_name), person) if user_name else person
        cell = person.cells.get(person.user_name)
        if other is not person and cell:
            text = f"is the PACER account of {other.alias} too; write all its courts into one row"
            yield Problem(cell.path, cell.place, f"{cell.heading}: {person.user_name} {text}")


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
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Whole rows, with the number of the first one that is the same."""

    def read_person(self, row: Row) -> Person | None:
        """Return the person in a row, None if it repeats another row."""
        if (first := self.seen.setdefault(row.cells, row.number)) != row.number:
            text = f"this row is the same as row {first}; delete one of them"
            self.problems.append(Problem(self.path, Position(row.number), text))
            return None
        for number in set(range(1, len(row.cells) + 1)) - self.columns.with_heading:
            if row.read_cell(number):
                text = "this cell has no heading; write one above it, or clear the cell"
                if number > max(self.columns.with_heading):
                    text += "; in a CSV file, put a value that contains a comma into double quotes"
                self.problems.append(Problem(self.path, Position(row.number, number), text))
        alias = self._read_alias(row)
        name = " ".join(self._read_cell(row, NAME).split())
        courts = self._read_courts(row)
        user_name, password = self._read_setting(row, USER_NAME), self._read_setting(row, PASSWORD)
        has_secret = self.columns.read_cell(row, PASSCODE_SECRET) or self.columns.find_fault(
            row, PASSCODE_SECRET
        )
        secret = self._read_setting(row, PASSCODE_SECRET) if has_secret else None
        client_code = self._read_cell(row, CLIENT_CODE)
        named = {USER_NAME: user_name, PASSWORD: password, PASSCODE_SECRET: secret}
        cells = {setting: self._find_cell(row, heading) for heading, setting in named.items() if setting}
        return Person(alias, name, courts, user_name, password, secret, client_code, cells)

    def _find_cell(self, row: Row, heading: str) -> SettingCell:
        place = Position(row.number, self.columns.positions.get(heading, 1))
        return SettingCell(self.path, place, heading)

    def _read_cell(self, row: Row, heading: str) -> str:
        """Return the text of a cell; report it if it is not what the author wanted."""
        if fault := self.columns.find_fault(row, heading):
            self._add_problem(row, heading, fault)
        return self.columns.read_cell(row, heading)

    def _read_alias(self, row: Row) -> str:
        alias = self._read_cell(row, ALIAS)
        if self.columns.find_fault(row, ALIAS):
            return alias
        if problem := check_alias(alias):
            self._add_problem(row, ALIAS, problem)
        else:
            # Some file systems ignore case.
            self._require_unique(row, ALIAS, f"alias {alias.lower()}", alias)
        return alias

    def _read_courts(self, row: Row) -> tuple[str, ...]:
        text = self._read_cell(row, COURTS)
        named = split_courts(text)
        if not self.columns.find_fault(row, COURTS):
            for problem in check_courts(text, named, self.chosen, self.known):
                self._add_problem(row, COURTS, problem)
        if not named:
            return self.chosen
        return tuple(court for court in named if court in self.chosen or not self.chosen)

    def _read_setting(self, row: Row, heading: str) -> str:
        name = self._read_cell(row, heading)
        if self.columns.find_fault(row, heading):
            return name
        if problem := check_setting(name, heading):
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
        self._add_problem(row, heading, f"{written!r} is already used {where}{spelling}{_OWN}")

    def _add_problem(self, row: Row, heading: str, text: str) -> None:
        if heading in self.columns.positions:
            place = Position(row.number, self.columns.positions[heading])
            self.problems.append(Problem(self.path, place, f"{heading}: {text}"))
