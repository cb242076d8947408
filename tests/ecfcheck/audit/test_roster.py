"""Tests that a roster is read as Excel shows it, and the exact text of all its problems."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.audit.roster import Person, Roster, read_account, read_roster, require_settings
from tests.config.test_settings import WHERE, InMemoryKeyring, system_keyring_set

HEADINGS = ("alias", "name", "courts", "user name", "password", "passcode secret")
HEAD = ",".join(HEADINGS)
ROE = "jroe,Jane Roe,ctd,JROE_USER,JROE_PASSWORD,JROE_SECRET"
JANE = Person("jroe", "Jane Roe", ("ctd",), "JROE_USER", "JROE_PASSWORD", "JROE_SECRET")
NO_SETTING = (
    "is not the name of a setting, such as JROE_PASSWORD (capitals, digits and _); a roster never holds a"
    " secret: keep it in a setting, and write the setting's name here"
)
SHAPE = (
    "should be at most 40 letters, digits, '.', '_' and '-', the first a letter or digit:"
    " files are named by it"
)
LISTED = "(`ecfcheck courts` lists them)"
ALL = "alias, name, courts, user name, password, passcode secret, client code"
CLOSED = "check that each quotation mark is closed"


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(content: str | bytes, *courts: str, name: str = "roster.csv") -> Roster:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path, courts)


def list_problems(content: str | bytes, *courts: str, name: str = "roster.csv") -> list[str]:
    with pytest.raises(ProblemsError) as error:
        read(content, *courts, name=name)
    return str(error.value).splitlines()


def create_csv(*rows: str) -> str:
    return "\n".join((HEAD, *rows, ""))


def create_workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.create_sheet("Notes").append(("not", "in", "the", "roster"))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


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


def test_all_problems_of_all_rows_are_reported_at_once() -> None:
    content = create_csv(
        ",,,,,",
        " ,,ctd,,P1,",
        "J Roe,,nyds,U2,hunter2,",
        "..,,ctd ctd atlantis-on-sea,U3,P3,NBSWY3DP not",
        "jroe,,ctd,U4,P4,",
        '"jroe",,"ctd,\nctd",U4,P5,S',
        "JRoe,,ctd,U6,U6,S,,x",
        "kroe,,,U7,P4,",
    )
    assert list_problems(content) == [
        "roster.csv:3:1: alias: is empty",
        "roster.csv:3:4: user name: is empty",
        f"roster.csv:4:1: alias: {SHAPE}",
        f"roster.csv:4:3: courts: unknown court 'nyds'; did you mean 'nysd'? {LISTED}",
        f"roster.csv:4:5: password: {NO_SETTING}",
        f"roster.csv:5:1: alias: {SHAPE}",
        "roster.csv:5:3: courts: 'ctd' is listed twice",
        f"roster.csv:5:3: courts: this is not a court's id {LISTED}",
        f"roster.csv:5:6: passcode secret: {NO_SETTING}",
        "roster.csv:7:1: alias: 'jroe' is already used in row 6",
        "roster.csv:7:3: courts: 'ctd' is listed twice",
        "roster.csv:7:4: user name: 'U4' is already used in row 6",
        "roster.csv:8:1: alias: 'JRoe' is already used in row 6, as 'jroe'",
        "roster.csv:8:5: password: 'U6' is already used in this row",
        "roster.csv:8:6: passcode secret: 'S' is already used in row 7",
        "roster.csv:8:8: this cell has no heading",
        "roster.csv:9:3: courts: is empty, which means all courts chosen by --court, but none is chosen",
        "roster.csv:9:5: password: 'P4' is already used in row 6",
    ]


@pytest.mark.parametrize("secret", ["hunter2", "Hunter 2!", "hUNTER_2", "ÄRGER"])
@pytest.mark.parametrize("column", [3, 4, 5])
def test_a_secret_in_place_of_a_settings_name_is_not_quoted(secret: str, column: int) -> None:
    cells = ROE.split(",")
    cells[column] = secret
    assert list_problems(create_csv(",".join(cells))) == [
        f"roster.csv:2:{column + 1}: {HEADINGS[column]}: {NO_SETTING}"
    ]


def test_an_alias_has_at_most_forty_characters() -> None:
    assert read(create_csv(ROE.replace("jroe", "a" * 40, 1))).people[0].alias == "a" * 40
    assert list_problems(create_csv(ROE.replace("jroe", "a" * 41, 1))) == [f"roster.csv:2:1: alias: {SHAPE}"]


def test_wrong_headings_are_reported_with_the_problems_below_them() -> None:
    content = "Alais,courts,courts,E-Mail,user  name\njroe,ctdd,ctd,j@example.org,jroe1234\n"
    assert list_problems(content, "ctd") == [
        "roster.csv:1:1: the column 'password' is missing",
        "roster.csv:1:1: unknown column 'alais'; did you mean 'alias'?",
        "roster.csv:1:3: the heading 'courts' is already over column B",
        f"roster.csv:1:4: unknown column 'e-mail'; choose from {ALL}",
        f"roster.csv:2:2: courts: unknown court 'ctdd'; did you mean 'ctd'? {LISTED}",
        f"roster.csv:2:5: user name: {NO_SETTING}",
    ]


def test_a_roster_without_headings_is_reported_without_quoting_it() -> None:
    assert list_problems("jroe,,ctd,jroe1234,hunter2\n") == [
        f"roster.csv:1:1: the first row should be the headings: {ALL}",
        "roster.csv:2:1: has no row below the headings; add a row for each person",
    ]


SAVE = "save it in Excel as CSV UTF-8, or as an .xlsx workbook"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("roster.csv", b"", "roster.csv: is empty"),
        ("roster.xlsx", b"", "roster.xlsx: is empty"),
        ("roster.csv", b"\n ,,\n,,\n", "roster.csv: is empty"),
        ("roster.xlsx", create_workbook(), "roster.xlsx: is empty"),
        ("roster.csv", b"alias\0", f"roster.csv: is not a readable text file; {SAVE}"),
        ("roster.csv", b"\xff\x81", f"roster.csv: is not a readable text file; {SAVE}"),
        (
            "roster.csv",
            create_workbook(HEADINGS),
            "roster.csv: is not a text file; if it is an Excel workbook, give it a name that ends in .xlsx",
        ),
        (
            "roster.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            (
                "roster.xlsx: is a workbook with a password, or older than Excel 2007;"
                " save it as .xlsx without a password"
            ),
        ),
        (
            "roster.xlsx",
            create_csv(ROE).encode(),
            f"roster.xlsx: is not an Excel workbook inside (BadZipFile); {SAVE}",
        ),
        (
            "roster.csv",
            create_csv(ROE, 'a,"b').encode(),
            f"roster.csv:3:1: cannot be read as CSV from here on: unexpected end of data; {CLOSED}",
        ),
        (
            "roster.csv",
            create_csv('a,"b"c,').encode(),
            f"roster.csv:2:1: cannot be read as CSV from here on: ',' expected after '\"'; {CLOSED}",
        ),
        (
            "roster.csv",
            create_csv().encode(),
            "roster.csv:2:1: has no row below the headings; add a row for each person",
        ),
    ],
)
def test_a_file_that_is_not_a_roster_is_reported(name: str, content: bytes, message: str) -> None:
    assert list_problems(content, name=name) == [message]


def test_a_missing_roster_and_a_folder_are_reported() -> None:
    Path("folder.csv").mkdir()
    for name, message in (("none.csv", "does not exist"), ("folder.csv", "is not a file")):
        with pytest.raises(ProblemsError) as error:
            read_roster(Path(name), ())
        assert str(error.value) == f"{name}: {message}"


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


def test_all_missing_and_invalid_settings_are_reported_at_once() -> None:
    people = [JANE, Person("kroe", "", ("ctd",), "KROE_USER", "KROE_PASSWORD", "KROE_SECRET")]
    backend = InMemoryKeyring({("ecfcheck", "KROE_SECRET"): "not base32!"})
    with system_keyring_set(backend), pytest.raises(ProblemsError) as error:
        require_settings(people, Settings({"JROE_USER": "jroe1234", "KROE_USER": "kroe1234"}))
    assert str(error.value).splitlines() == [
        "JROE_PASSWORD: is not set",
        "JROE_SECRET: is not set",
        "KROE_PASSWORD: is not set",
        (
            "KROE_SECRET: is not a TOTP secret: Non-base32 digit found;"
            " copy it as PACER shows it, in letters and the digits 2 to 7"
        ),
        WHERE.format(""),
    ]
    assert len(backend.lookups) == len(set(backend.lookups)) == 4
