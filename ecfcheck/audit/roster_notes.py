"""Lists what is worth knowing about a roster's rows although nothing is wrong with them."""

from collections.abc import Iterable, Iterator

from config.yaml_file import Position, Problem
from ecfcheck.audit.roster_rows import Row
from ecfcheck.audit.roster_schema import CLIENT_CODE, Columns

_NO_ZEROS = (
    "note: client code {code} is a number in Excel; zeros at its beginning are lost (if it has any, format"
    " the cell as text, and type it again)"
)


def list_notes(
    path: str, rows: Iterable[Row], examples: Iterable[Row], columns: Columns
) -> Iterator[Problem]:
    """Yield a note for each example, each hidden row, and each client code that may have lost zeros."""
    rows = list(rows)
    for row in examples:
        yield Problem(path, Position(row.number), "note: the example is not audited")
    for row in rows:
        if row.is_hidden:
            yield Problem(path, Position(row.number), "note: this row is hidden, and is audited")
    column = columns.positions.get(CLIENT_CODE, 0)
    for row in rows:
        if column in row.numbers:
            text = _NO_ZEROS.format(code=row.read_cell(column))
            yield Problem(path, Position(row.number, column), text)
