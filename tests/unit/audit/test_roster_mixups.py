"""What a roster's names and Excel's view of it give away is reported before anybody is logged in."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.helpers.rosters import (
    ALL,
    HEADINGS,
    JANE,
    TEMPLATE,
    create_csv,
    create_workbook,
    list_problems,
    read,
)

KIM = "kroe,Kim Roe,ctd,KROE_USER_NAME,KROE_PASSWORD,KROE_PASSCODE_SECRET"


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_setting_of_the_person_in_another_row_is_reported() -> None:
    rows = ("jroe,,ctd,JROE_USER_NAME,KROE_PASSWORD,", "kroe,,ctd,KROE_USER_NAME,JROE_PASSWORD,")
    assert list_problems(create_csv(*rows)) == [
        "roster.csv:2:5: password: KROE_PASSWORD is by its name the setting of kroe; are two rows mixed up?",
        "roster.csv:3:5: password: JROE_PASSWORD is by its name the setting of jroe; are two rows mixed up?",
    ]


@pytest.mark.parametrize("password", ["JROE_PASSWORD", "JANES_PASSWORD", "P1", "KROE_PW"])
def test_names_that_belong_to_nobody_else_are_accepted(password: str) -> None:
    rows = (f"jroe,,ctd,JROE_USER_NAME,{password},", KIM)
    assert [person.alias for person in read(create_csv(*rows)).people] == ["jroe", "kroe"]


@pytest.mark.parametrize(
    "name", ["JROE_CLIENT_CODE", "JROE_PASSWORD", "KROE_USER_NAME", "KROE_USER", "X_PW", "X_PASSCODE_SECRET"]
)
def test_a_client_code_that_looks_like_the_name_of_a_setting_is_reported(name: str) -> None:
    content = f"alias,courts,user name,password,client code\njroe,ctd,U,P,{name}\n"
    assert list_problems(content) == [
        (
            f"roster.csv:2:5: client code: {name} looks like the name of a setting; write the client code"
            " itself here, it is not a secret"
        )
    ]


def test_what_may_be_a_password_is_not_quoted_as_the_name_of_a_setting() -> None:
    content = "alias,courts,user name,password,client code\njroe,ctd,U,P,My_Secret\n"
    assert list_problems(content) == [
        (
            "roster.csv:2:5: client code: looks like the name of a setting; write the client code itself"
            " here, it is not a secret"
        )
    ]


@pytest.mark.parametrize("code", ["0042", "ACME_42", "SMITH v. JONES", "Password reset", "secret"])
def test_a_client_code_of_the_firms_own_is_accepted(code: str) -> None:
    content = f"alias,courts,user name,password,client code\njroe,ctd,U,P,{code}\n"
    assert [person.client_code for person in read(content).people] == [code]


def test_name_and_courts_in_each_others_column_are_one_problem_in_each_row() -> None:
    rows = (
        "jroe,ctd nysd,Jane Roe,JROE_USER_NAME,JROE_PASSWORD,",
        KIM.replace("Kim Roe,ctd", "nysb,Maine Coon"),
    )
    text = "courts: has no court's id, and the cell under name has; are name and courts swapped?"
    assert list_problems(create_csv(*rows)) == [f"roster.csv:2:3: {text}", f"roster.csv:3:3: {text}"]


def test_a_person_with_the_name_of_a_court_is_not_taken_for_one() -> None:
    assert read(create_csv("jroe,Mad,ctd,JROE_USER_NAME,JROE_PASSWORD,")).people[0].name == "Mad"


def test_a_person_in_place_of_the_headings_is_not_taken_for_headings() -> None:
    content = "jroe,,ctd,JROE_USER_NAME,JROE_PASSWORD\nkroe,,ctd,KROE_USER_NAME,KROE_PASSWORD\n"
    assert list_problems(content) == [
        f"roster.csv:1:1: the first row should be the headings: {ALL}{TEMPLATE}"
    ]


def test_a_hidden_sheet_with_the_headings_is_named() -> None:
    book = Workbook()
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Notes").append(("not", "the", "roster"))
    content = BytesIO()
    book.save(content)
    assert list_problems(content.getvalue(), name="roster.xlsx") == [
        "roster.xlsx: the sheet 'Sheet' has the headings, and is hidden; unhide it"
    ]


def test_a_workbook_without_any_text_is_empty() -> None:
    assert list_problems(create_workbook(notes=False), name="roster.xlsx") == [
        "roster.xlsx: is empty; `ecfcheck audit --template NEW.xlsx` writes a roster to fill in"
    ]


def test_a_hidden_row_is_audited_and_noted() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append(("jroe", "Jane Roe", "ctd", "JROE_USER", "JROE_PASSWORD", "JROE_SECRET"))
    sheet.row_dimensions[2].hidden = True
    content = BytesIO()
    book.save(content)
    roster = read(content.getvalue(), name="roster.xlsx")
    assert roster.people == (JANE,)
    assert [str(note) for note in roster.notes] == [
        "roster.xlsx:2:1: note: this row is hidden, and is audited"
    ]


@pytest.mark.parametrize(
    ("value", "shape", "code", "is_noted"),
    [
        (42, "General", "42", True),
        (42, "0", "42", True),
        (42.0, "@", "42", True),
        (42, "0000", "0042", False),
        ("0042", "@", "0042", False),
        ("42", "General", "42", False),
    ],
)
def test_a_client_code_that_is_a_number_in_excel_may_lack_its_zeros(
    value: float | str, shape: str, code: str, *, is_noted: bool
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append((*HEADINGS, "client code"))
    sheet.append(("jroe", "", "ctd", "JROE_USER", "JROE_PASSWORD", "", value))
    sheet["G2"].number_format = shape
    content = BytesIO()
    book.save(content)
    roster = read(content.getvalue(), name="roster.xlsx")
    note = (
        f"roster.xlsx:2:7: note: client code {code} is a number in Excel; zeros at its beginning are lost (if"
        " it has any, format the cell as text, and type it again)"
    )
    assert [person.client_code for person in roster.people] == [code]
    assert [str(one) for one in roster.notes] == ([note] if is_noted else [])
