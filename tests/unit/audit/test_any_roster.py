"""Whatever a roster's file holds, it is read or its problems are reported: never a traceback."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ecfcheck.audit.roster import read_roster
from tests.helpers.inputs import PROFILE, TEXTS, call_or_report, change_bytes, change_lines
from tests.helpers.rosters import HEAD, ROE, create_csv

CELLS = st.one_of(
    st.sampled_from(
        ["", "roe", "Jane Roe", "ctd", "ctd ctb", "ROE_USER", "ROE_PASSWORD", "nysd", "'", '"', "=A1"]
    ),
    st.sampled_from(["alias", "name", "courts", "user name", "password", "passcode secret", "client code"]),
    TEXTS,
)
TABLES = st.lists(st.lists(CELLS, max_size=8), max_size=6)


def read(file: Path) -> None:
    call_or_report(lambda: read_roster(file, []))


def format_csv(rows: list[list[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def save_workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


WORKBOOK = save_workbook([list(HEAD.split(",")), list(ROE.split(","))])


@PROFILE
@given(
    content=st.one_of(st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda t: t.encode("utf-16")))
)
def test_any_bytes_are_read_or_reported(content: bytes, tmp_path: Path) -> None:
    for name in ("any.csv", "any.xlsx"):
        (tmp_path / name).write_bytes(content)
        read(tmp_path / name)


@PROFILE
@given(rows=TABLES)
def test_any_table_is_read_or_reported(rows: list[list[str]], tmp_path: Path) -> None:
    file = tmp_path / "any.csv"
    file.write_text(f"{HEAD}\n{format_csv(rows)}", encoding="utf-8")
    read(file)


@PROFILE
@given(text=change_lines([create_csv(ROE, ROE.replace("ROE", "DOE").replace("roe", "doe"))]))
def test_a_roster_with_changed_lines_is_read_or_reported(text: str, tmp_path: Path) -> None:
    file = tmp_path / "any.csv"
    file.write_text(text, encoding="utf-8")
    read(file)


@PROFILE
@given(content=change_bytes(WORKBOOK))
def test_a_damaged_workbook_is_read_or_reported(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "any.xlsx"
    file.write_bytes(content)
    read(file)
