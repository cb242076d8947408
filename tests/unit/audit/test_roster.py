"""A roster is read as Excel shows it."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from config.settings import Settings
from ecfcheck.audit.roster import Person
from ecfcheck.audit.roster_settings import read_account
from tests.helpers.rosters import (
    HEAD,
    HEADINGS,
    JANE,
    LISTED,
    ROE,
    create_csv,
    create_workbook,
    list_problems,
    read,
)


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        create_csv(ROE),
        create_csv(ROE).replace(",", ";"),
        create_csv(ROE).replace(",", "\t"),
        create_csv(ROE).encode("utf-8-sig"),
        create_csv(ROE).replace(",", "\t").encode("utf-16"),
        create_csv(ROE).replace("\n", "\r\n"),
        create_csv(ROE.replace("ctd", '"\nctd\r\n"')),
        create_csv(ROE + ",,,", ",,,,,,,,", ""),
        create_csv("", ",,,", ROE),
        f"\n{HEAD}\n{ROE}",
        f'ALIAS , Name,Courts,"User\n name",Password,Passcode   Secret\n{ROE}',
        f"Alias:,Name,Courts*,User_Name,PASSWORD,Passcode-Secret\n{ROE}",
        f"People of the firm\nMarch 2026,,\n{HEAD}\n{ROE}",
        f"People of the firm\n{HEAD}\n{ROE}".replace(",", ";"),
    ],
    ids=[
        "commas",
        "semicolons",
        "tabs",
        "a byte order mark",
        "Unicode text",
        "Windows line ends",
        "a line break in a cell",
        "empty rows and columns at the end",
        "empty rows in between",
        "an empty row before the headings",
        "headings in other cases",
        "headings with other signs",
        "a title above the headings",
        "semicolons below a title without one",
    ],
)
def test_csv_is_read_as_excel_writes_it(content: str | bytes) -> None:
    assert read(content).people == (JANE,)


def test_the_first_sheet_is_read_with_numbers_as_excel_shows_them() -> None:
    content = create_workbook(
        (*HEADINGS, None),
        ("jroe", "Jane Roe", "ctd", "JROE_USER", "JROE_PASSWORD", "JROE_SECRET"),
        (None, None),
        (1007.0, None, "CTD, nysd", "U", "P", None, None),
    )
    people = read(content, name="Roster.XLSX").people
    assert people == (JANE, Person("1007", "", ("ctd", "nysd"), "U", "P", None))


def create_book(*sheets: tuple[tuple[str, ...], ...], hidden: int | None = None) -> bytes:
    """Return a workbook of sheets with these rows; one of them may be hidden."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
        if number == hidden:
            sheet.sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


CONTACTS = (("name", "phone"), ("Jane Roe", "555 0100"))
PEOPLE = (HEADINGS, ("jroe", "Jane Roe", "ctd", "JROE_USER", "JROE_PASSWORD", "JROE_SECRET"))


def test_the_sheet_with_the_headings_is_read_and_named_in_messages() -> None:
    assert read(create_book(CONTACTS, PEOPLE), name="roster.xlsx").people == (JANE,)
    wrong = (HEADINGS, ("jroe", "Jane Roe", "ctdd", "U", "P"))
    assert list_problems(create_book(CONTACTS, wrong), name="roster.xlsx") == [
        f"roster.xlsx (sheet 'Sheet1'):2:3: courts: unknown court 'ctdd'; did you mean 'ctd'? {LISTED}"
    ]


def test_a_hidden_sheet_is_not_read() -> None:
    former = (HEADINGS, ("former", "", "ctd", "U", "P"))
    assert read(create_book(former, PEOPLE, hidden=0), name="roster.xlsx").people == (JANE,)


def test_columns_of_ones_own_are_noted_and_ignored_whatever_is_in_them() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append((*HEADINGS, "Notes", "E-Mail 2", "since"))
    sheet.append(("jroe", "Jane Roe", "ctd", "JROE_USER", "JROE_PASSWORD", "JROE_SECRET", "on leave"))
    sheet["I2"] = datetime(2026, 3, 1)  # noqa: DTZ001 - Excel has no time zones
    sheet.merge_cells("G2:H2")
    content = BytesIO()
    book.save(content)
    roster = read(content.getvalue(), name="roster.xlsx")
    assert roster.people == (JANE,)
    assert [str(note) for note in roster.notes] == [
        "roster.xlsx:1:7: note: the column 'notes' is not read",
        "roster.xlsx:1:8: note: the column is not read",
        "roster.xlsx:1:9: note: the column 'since' is not read",
    ]


def test_a_number_keeps_the_leading_zeros_that_excel_shows() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append((7, None, "ctd", "U", "P"))
    sheet["A2"].number_format = "0000"
    content = BytesIO()
    book.save(content)
    assert read(content.getvalue(), name="roster.xlsx").people[0].alias == "0007"


def test_a_formula_is_read_as_its_value() -> None:
    before, after = BytesIO(create_workbook(HEADINGS, ("jroe", "", "ctd", "U", "P"))), BytesIO()
    with ZipFile(before) as old, ZipFile(after, "w") as new:
        for name in old.namelist():
            # As Excel writes it: the formula and its value.
            formula = b'<c r="A2" t="str"><f>LOWER("JROE")</f><v>jroe</v></c>'
            part = old.read(name)
            start = part.find(b'<c r="A2"')
            if start >= 0 and b"sheet1" in name.encode():
                end = part.index(b"</c>", start) + len(b"</c>")
                part = part[:start] + formula + part[end:]
            new.writestr(name, part)
    assert read(after.getvalue(), name="roster.xlsx").people[0].alias == "jroe"


def test_windows_1252_is_read() -> None:
    content = create_csv(ROE.replace("Jane Roe", "José Núñez")).encode("cp1252")
    assert read(content).people[0].name == "José Núñez"


def test_columns_may_have_any_order_and_optional_ones_may_be_missing() -> None:
    people = read("password,courts,alias,user name\nP,ctd nysd;nyed,jroe,U\n").people
    assert people == (Person("jroe", "", ("ctd", "nysd", "nyed"), "U", "P", None),)


def test_a_client_code_is_in_the_roster_itself_and_may_be_shared() -> None:
    content = f"{HEAD},client code\n{ROE},0042-7\nkroe,,ctd,K,L,,0042-7\nlroe,,ctd,M,N,,\n"
    people = read(content).people
    assert [person.client_code for person in people] == ["0042-7", "0042-7", ""]
    settings = Settings({"K": "kroe1234", "L": "hunter2", "M": "lroe1234", "N": "hunter3"})
    codes = [read_account(person, settings).pacer.client_code for person in people[1:]]
    assert codes == ["0042-7", ""]


def test_a_court_with_a_file_in_the_rosters_folder_is_known() -> None:
    Path("practice_district.yaml").touch()
    assert read(create_csv("a,,practice_district nysd,A,B")).people[0].courts == ("practice_district", "nysd")
    message = "this is not a court's id; did you mean 'practice_district'?"
    assert list_problems(create_csv("a,,practice_distrct,A,B")) == [
        f"roster.csv:2:3: courts: {message} {LISTED}"
    ]


def test_an_empty_cell_means_all_chosen_courts_and_people_elsewhere_are_left_out() -> None:
    roster = read(create_csv("a,,,A,B", "b,,nysd ctd,C,D", "c,,nysd,E,F"), "mine", "ctd")
    assert [(person.alias, person.courts) for person in roster.people] == [
        ("a", ("mine", "ctd")),
        ("b", ("ctd",)),
    ]
    assert roster.left_out == ("c",)


def test_the_plan_depends_on_the_courts_and_not_on_the_order() -> None:
    plan = read(create_csv("a,,ctd nysd,A,B", "b,,ctd,C,D")).plan
    assert plan == "ff95c1d364ceb9060d6e4b4d109461d70b4349f76330af39cc576547b26936eb"
    assert plan == read(create_csv("b,Bo,ctd,X,Y", "a,,nysd ctd,V,W")).plan
    assert plan != read(create_csv("a,,ctd nysd,A,B", "b,,nysd,C,D")).plan
    assert plan != read(create_csv("a,,ctd,A,B", "b,,ctd,C,D")).plan


def test_an_account_is_read_from_the_settings_that_a_row_names() -> None:
    settings = Settings(
        {
            "JROE_USER": "jroe1234",
            "JROE_PASSWORD": "hunter2",
            "JROE_SECRET": "GEZDGNBVGY3TQOJQ" * 2,
        }
    )
    account = read_account(JANE, settings)
    assert account.ecf is None
    assert (account.pacer.user_name, account.pacer.name) == ("jroe1234", "Jane Roe")
    assert account.pacer.password.get_secret_value() == "hunter2"
    assert account.pacer.totp_secret is not None
    assert account.pacer.passcode is not None
    without = read_account(Person("a", "", (), "JROE_USER", "JROE_PASSWORD", None), settings)
    assert without.pacer.totp_secret is None
