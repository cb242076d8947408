"""Reads the roster: people, their courts, and the settings that hold their credentials."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.court import list_court_ids
from config.value_faults import ValueKind
from config.yaml_file import Position, Problem, ProblemsError
from ecfcheck.audit.result import hash_plan
from ecfcheck.audit.roster_courts import check_courts, split_courts
from ecfcheck.audit.roster_file import read_table
from ecfcheck.audit.roster_notes import list_notes
from ecfcheck.audit.roster_rows import Row, create_row
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
    check_client_code,
    check_setting,
    find_owner,
    read_columns,
)


@dataclass(frozen=True)
class SettingCell:
    """A cell of a roster that names a setting, or must not."""

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
    client_code_cell: SettingCell | None = field(default=None, compare=False, repr=False)

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
    other_courts: tuple[str, ...] = ()
    """The courts in the roster that were not chosen."""
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
    problems += _find_crossed_rows(people)
    if not rows:
        last, what = (examples[-1], "example") if examples else (table.head, "headings")
        text = f"has no row below the {what}; add a row for each person"
        problems.append(Problem(table.path, Position(last.number + 1), text))
    if problems:
        raise ProblemsError(problems)
    named = {court for row in rows for court in split_courts(columns.read_cell(row, COURTS))}
    return Roster(
        tuple(person for person in people if person.courts),
        tuple(person.alias for person in people if not person.courts),
        tuple(sorted(named.difference(courts))),
        (*columns.ignored, *list_notes(table.path, rows, examples, columns)),
    )


def _find_crossed_rows(people: Iterable[Person]) -> Iterator[Problem]:
    """Find settings that by their names are those of the person in another row: a login would be refused."""
    rows = {owner: person for person in people if (owner := find_owner(person.user_name, USER_NAME))}
    for own, person in rows.items():
        for name, heading in ((person.password, PASSWORD), (person.totp_secret or "", PASSCODE_SECRET)):
            other = rows.get(find_owner(name, heading), person)
            if other is not person and own and (cell := person.cells.get(name)):
                text = f"{name} is by its name the setting of {other.alias}; are two rows mixed up?"
                yield Problem(cell.path, cell.place, f"{cell.heading}: {text}")


def _is_example(row: Row, columns: Columns) -> bool:
    cells = (columns.read_cell(row, heading) for heading in (ALIAS, USER_NAME))
    return tuple(cells) == EXAMPLE


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
        surplus = row.width - self.columns.width
        if surplus <= 0 or not self.columns.with_heading:
            return self._read_cells(row)
        # The first try says whether surplus cells, all empty, do harm.
        attempt = self._create_attempt()
        person = attempt._read_cells(row)  # noqa: SLF001 - of the same class
        if attempt.problems and (joined := self._find_split_value(row, surplus)):
            return joined
        if attempt.problems and len(row.cells) <= self.columns.width:
            self._add_surplus(row, self.columns.width + 1)
        self._accept(attempt)
        return person

    def _create_attempt(self) -> "_RowReader":
        return replace(self, problems=[], first_uses=dict(self.first_uses))

    def _accept(self, attempt: "_RowReader") -> None:
        self.problems.extend(attempt.problems)
        self.first_uses.update(attempt.first_uses)

    def _find_split_value(self, row: Row, surplus: int) -> Person | None:
        """Return the person if joining cells that a comma split makes the row right; report the comma."""
        found: list[tuple[int, Person, _RowReader]] = []
        cells = [*row.cells, *[""] * (row.width - len(row.cells))]
        for start in range(self.columns.width):
            last = start + surplus + 1
            if not all(cells[start:last]):
                continue
            attempt = self._create_attempt()
            joined = (*cells[:start], ", ".join(cells[start:last]), *cells[last:])
            person = attempt._read_cells(create_row(row.number, joined))  # noqa: SLF001 - of the same class
            if not attempt.problems:
                found.append((start + 1, person, attempt))
        if not found:
            return None
        column, person, attempt = found[0]
        self._add_surplus(row, column if len(found) == 1 else self.columns.width + 1)
        self._accept(attempt)
        return person

    def _add_surplus(self, row: Row, column: int) -> None:
        text = (
            f"this row has {row.width} cells, and there are {self.columns.width} headings; put a value that"
            " contains a comma into straight double quotes"
        )
        self.problems.append(Problem(self.path, Position(row.number, column), text))

    def _read_cells(self, row: Row) -> Person:
        """Return the person in the cells of a row, and report the problems with them."""
        headed = self.columns.with_heading
        for number in set(range(1, len(row.cells) + 1)) - headed if headed else ():
            if row.read_cell(number):
                text = "this cell has no heading; write one above it, or clear the cell"
                if number > max(headed):
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
        if problem := check_client_code(client_code):
            self._add_problem(row, CLIENT_CODE, problem)
        named = {USER_NAME: user_name, PASSWORD: password, PASSCODE_SECRET: secret}
        cells = {setting: self._find_cell(row, heading) for heading, setting in named.items() if setting}
        code_cell = self._find_cell(row, CLIENT_CODE) if client_code else None
        return Person(alias, name, courts, user_name, password, secret, client_code, cells, code_cell)

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
        named, name = split_courts(text), self.columns.read_cell(row, NAME)
        if not self.columns.find_fault(row, COURTS):
            for problem in check_courts(text, named, self.chosen, self.known, name):
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
