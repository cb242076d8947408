"""Mistakes that an office manager makes in a roster end in a message to act on without help."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.helpers.rosters import (
    HEADINGS,
    LISTED,
    NO_ALIAS,
    NO_HEADING,
    OWN,
    SHAPE,
    TEMPLATE,
    create_csv,
    list_problems,
    no_setting,
    unset,
)

NYSD = ("jroe", "Jane Roe", "nysd", "JROE_USER", "JROE_PASSWORD", None)
NYEB = ("kroe", "Kim Roe", "nyeb", "KROE_USER", "KROE_PASSWORD", None)
SPLIT = (
    "this row has 7 cells, and there are 6 headings; put a value that contains a comma into straight double"
    " quotes"
)
SAVE_AS = "open it in Excel or LibreOffice, and save it as 'Excel Workbook (*.xlsx)'"


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def create_book(change: Callable[[Workbook, Worksheet], object]) -> bytes:
    """Return a workbook with two people, after a change to it and its sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, NYSD, NYEB):
        sheet.append(row)
    change(book, sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def set_cell(name: str, value: str | datetime) -> Callable[[Workbook, Worksheet], object]:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet[name] = value

    return change


def add_second_roster(book: Workbook, _: Worksheet) -> None:
    book.create_sheet("Last year").append(HEADINGS)


def create_archive(**members: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return content.getvalue()


def create_ole(stream: str) -> bytes:
    """Return the beginning of an OLE file with the name of a stream in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + stream.encode("utf-16-le")


DATE = datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)
IN_WORKBOOK = {
    "Excel made a date of an alias": (
        set_cell("A2", DATE),
        "2:1: alias: is a date for Excel; format the cell as text, and type it again",
    ),
    "Excel made a date of a client code": (
        lambda _, sheet: (set_cell("G1", "client code")(_, sheet), set_cell("G3", DATE)(_, sheet)),
        "3:7: client code: is a date for Excel; format the cell as text, and type it again",
    ),
    "the courts of two rows are merged": (
        lambda _, sheet: sheet.merge_cells("C2:C3"),
        "3:3: courts: is merged with the cell C2; unmerge them, and fill in each row",
    ),
    "a formula refers to a row that is gone": (
        set_cell("D2", "#REF!"),
        "2:4: user name: shows the error #REF!; correct its formula, or type the text",
    ),
    "a formula was never calculated": (
        set_cell("E2", '=UPPER("jroe_password")'),
        (
            "2:5: password: is a formula that was never calculated; open the file in Excel and save it, or"
            " type the text"
        ),
    ),
    "the passcode secret is a merged cell": (
        lambda _, sheet: sheet.merge_cells("E3:F3"),
        "3:6: passcode secret: is merged with the cell E3; unmerge them, and fill in each row",
    ),
    "two sheets have the headings": (
        add_second_roster,
        " the sheets 'Sheet' and 'Last year' have a roster's headings; keep one of them, or hide the others",
    ),
    "a row was pasted twice": (
        lambda _, sheet: sheet.append(NYSD),
        "4:1: this row is the same as row 2; delete one of them",
    ),
    "a total is below the people": (
        lambda _, sheet: sheet.append(("", "", "", "", "", "", "2 people")),
        (
            f"4:1: alias: {NO_ALIAS}\n"
            "4:3: courts: is empty, which means all courts chosen by --court, but none is chosen; write the"
            " courts' ids\n"
            f"4:4: {unset('user name')}\n"
            f"4:5: {unset('password')}\n"
            f"4:7: {NO_HEADING}"
        ),
    ),
}

IN_ROW = {
    "the alias has a blank": ("j roe,,nysd,U,P,", f"2:1: alias: {SHAPE}"),
    "the alias is an e-mail address": ("jane@roe.example,,nysd,U,P,", f"2:1: alias: {SHAPE}"),
    "the alias is missing": (",,nysd,U,P,", f"2:1: alias: {NO_ALIAS}"),
    "the user name is missing": ("a,,nysd,,P,", f"2:4: {unset('user name')}"),
    "an alias differs from another in case alone": (
        "a,,nysd,U,P,\nA,,nysd,V,Q,",
        f"3:1: alias: 'A' is already used in row 2, as 'a'; {OWN}",
    ),
    "a setting was copied from the row above": (
        "a,,nysd,U,P,\nb,,nysd,V,P,",
        f"3:5: password: 'P' is already used in row 2; {OWN}",
    ),
    "the columns of user name and password are swapped": (
        "a,,nysd,ROE_PASSWORD,ROE_USER_NAME,",
        (
            "2:4: user name: names ROE_PASSWORD, by its name the setting of a password; are two columns"
            " swapped?\n"
            "2:5: password: names ROE_USER_NAME, by its name the setting of a user name; are two columns"
            " swapped?"
        ),
    ),
    "the password itself is in the roster": ("a,,nysd,U,Winter2026!,", f"2:5: {no_setting('password')}"),
    "the user name itself is in the roster": ("a,,nysd,janeroe7,P,", f"2:4: {no_setting('user name')}"),
    "a setting is in lower case": ("a,,nysd,jroe_user,P,", f"2:4: {no_setting('user name')}"),
    "a setting is written as in a shell": ("a,,nysd,$JROE_USER,P,", f"2:4: {no_setting('user name')}"),
    "the passcode secret itself is in the roster": (
        "a,,nysd,U,P,GEZDGNBVGY3TQOJQ",
        f"2:6: {no_setting('passcode secret')}",
    ),
    "a court's id is misspelled": (
        "a,,nysdd,U,P,",
        f"2:3: courts: unknown court 'nysdd'; did you mean 'nysd'? {LISTED}",
    ),
    "a court has lawyers' initials": (
        "a,,SDNY,U,P,",
        f"2:3: courts: unknown court 'sdny'; did you mean 'nysd'? {LISTED}",
    ),
    "a court has initials with dots": (
        "a,,S.D.N.Y.,U,P,",
        f"2:3: courts: this is not a court's id; did you mean 'nysd'? {LISTED}",
    ),
    "a court has its name": (
        "a,,Southern District of New York,U,P,",
        f"2:3: courts: should be a court's id and not its name; did you mean 'nysd'? {LISTED}",
    ),
    "a bankruptcy court has its long name": (
        'a,,"U.S. Bankruptcy Court, Southern District of New York",U,P,',
        f"2:3: courts: should be a court's id and not its name; did you mean 'nysb'? {LISTED}",
    ),
    "courts are separated by a slash": (
        "a,,nysd/nyed,U,P,",
        "2:3: courts: this is not a court's id; separate several ids by blanks or commas",
    ),
    "courts are joined by and": (
        "a,,nysd and nyed,U,P,",
        "2:3: courts: 'and' is not a court's id; separate the ids by blanks or commas alone",
    ),
    "the person is in all courts": (
        "a,,all,U,P,",
        "2:3: courts: 'all' is not a court's id; leave the cell empty, and choose the courts with --court",
    ),
    "an appellate court is listed": (
        "a,,nysd ca2,U,P,",
        "2:3: courts: 'ca2' is an appellate court, where ecfcheck cannot look; remove it",
    ),
    "a court is listed twice": ("a,,nysd nysd,U,P,", "2:3: courts: 'nysd' is listed twice; remove one"),
    "a name has a comma, and the last cell is empty": (
        "pad,Pleader, Ada,nysd,U,P,",
        f"2:2: {SPLIT}",
    ),
    "a name has a comma, and the row is full": ("pad,Pleader, Ada,nysd,U,P,S", f"2:2: {SPLIT}"),
    "a name has two commas": (
        "pad,Pleader, Ada, Esq.,nysd,U,P,",
        f"2:2: {SPLIT.replace('7', '8')}",
    ),
    "courts have a comma, unless the name has it": ("pad,Ada,nysd,nysb,U,P,", f"2:7: {SPLIT}"),
    "a name has a comma, and a court is misspelled": (
        "pad,Pleader, Ada,nysdd,U,P,",
        (
            f"2:3: courts: unknown court 'ada'; did you mean 'mad'? {LISTED}\n"
            f"2:4: {no_setting('user name')}\n"
            f"2:7: {SPLIT}"
        ),
    ),
    "a setting is in curly quotes": (
        "a,,nysd,U,\u201cROE_PASSWORD\u201d,",
        (
            "2:5: password: is in curly quotes; delete them, and leave the setting's name alone, such as"
            " JROE_PASSWORD"
        ),
    ),
    "a setting is in single quotes": (
        "a,,nysd,'ROE_USER_NAME',P,",
        (
            "2:4: user name: is in quotes; delete them, and leave the setting's name alone, such as"
            " JROE_USER_NAME"
        ),
    ),
    "a password is in curly quotes": (
        "a,,nysd,U,\u201cWinter2026!\u201d,",
        f"2:5: {no_setting('password')}",
    ),
    "a remark is at the end of the row": (
        "a,,nysd,U,P,,on leave",
        f"2:7: {NO_HEADING}",
    ),
}

AS_FILE = {
    "an old workbook": (
        "roster.xls",
        create_ole("Workbook"),
        f" is a workbook of Excel 97-2003 (.xls); {SAVE_AS}",
    ),
    "a workbook with a password": (
        "roster.xlsx",
        create_ole("EncryptedPackage"),
        " is protected with a password; in Excel, save it without one (File, Info, Protect Workbook)",
    ),
    "an OpenDocument spreadsheet": (
        "roster.ods",
        create_archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        f" is an OpenDocument spreadsheet (.ods); {SAVE_AS}",
    ),
    "a binary workbook": (
        "roster.xlsb",
        create_archive(xl__workbook_DOT_bin=""),
        f" is a binary workbook (.xlsb); {SAVE_AS}",
    ),
    "a Word document": (
        "roster.docx",
        create_archive(word__document_DOT_xml=""),
        " is a Word document; copy its table into an .xlsx workbook",
    ),
    "a PDF": ("roster.pdf", b"%PDF-1.7\n", " is a PDF; copy its table into an .xlsx workbook"),
    "a web page with the name of a workbook": (
        "roster.xls",
        b"<html><table><tr><td>alias",
        f" is a web page or XML, which some programs export with the name of a workbook; {SAVE_AS}",
    ),
    "a CSV file with the name of a workbook": (
        "roster.xlsx",
        create_csv("a,,nysd,U,P,").encode(),
        " is a text file with the name of a workbook; rename it to end in .csv",
    ),
    "headings that are missing": (
        "roster.csv",
        b"jroe,Jane Roe,nysd,JROE_USER,JROE_PASSWORD\n",
        (
            "1:1: the first row should be the headings: alias, name, courts, user name, password, passcode"
            f" secret, client code{TEMPLATE}\n"
            "2:1: has no row below the headings; add a row for each person"
        ),
    ),
    "headings that are missing, and rows of different lengths": (
        "roster.csv",
        b"jroe,Jane Roe,nysd,JROE_USER\nkroe,Kim Roe,nysd,KROE_USER,KROE_PASSWORD,KROE_SECRET\n",
        (
            "1:1: the first row should be the headings: alias, name, courts, user name, password, passcode"
            f" secret, client code{TEMPLATE}"
        ),
    ),
    "headings in a column": (
        "roster.csv",
        b"alias,jroe\ncourts,nysd\nuser name,U\npassword,P\n",
        (
            "1:1: the headings are in a column; write them into the first row, and each person into a row"
            " below"
        ),
    ),
    "a heading in other words": (
        "roster.csv",
        b"alias,courts,login,password\na,nysd,U,P\n",
        "1:3: unknown column 'login'; did you mean 'user name'?",
    ),
    "a column that is missing": (
        "roster.csv",
        b"alias,courts,user name\na,nysd,U\n",
        "1:1: the column 'password' is missing; add it",
    ),
}


@pytest.mark.parametrize("mistake", IN_WORKBOOK)
def test_a_mistake_in_a_workbook_says_what_to_do(mistake: str) -> None:
    change, expected = IN_WORKBOOK[mistake]
    found = list_problems(create_book(change), name="roster.xlsx")
    assert found == [f"roster.xlsx:{line}" for line in expected.splitlines()]


@pytest.mark.parametrize("mistake", IN_ROW)
def test_a_mistake_in_a_row_says_what_to_do(mistake: str) -> None:
    rows, expected = IN_ROW[mistake]
    assert list_problems(create_csv(rows)) == [f"roster.csv:{line}" for line in expected.splitlines()]


@pytest.mark.parametrize("mistake", AS_FILE)
def test_a_file_that_is_not_a_roster_says_what_to_do(mistake: str) -> None:
    name, content, expected = AS_FILE[mistake]
    assert list_problems(content, name=name) == [f"{name}:{line}" for line in expected.splitlines()]
