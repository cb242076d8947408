"""A roster is read as Excel shows it, and its faults are told at once, by row and column, to the letter."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.audit.roster import Person, Roster, read_account, read_roster, require
from tests.config.test_settings import WHERE, InMemoryKeyring, system_keyring_set

HEADINGS = ("alias", "name", "courts", "user name", "password", "passcode secret")
HEAD = ",".join(HEADINGS)
ROE = "jroe,Jane Roe,ctd,JROE_USER,JROE_PASSWORD,JROE_SECRET"
JANE = Person("jroe", "Jane Roe", ("ctd",), "JROE_USER", "JROE_PASSWORD", "JROE_SECRET")
NO_SETTING = (
    "is no name of a setting, such as JROE_PASSWORD (capitals, digits and _); a roster never holds a secret:"
    " keep it in a setting, and write that setting's name here"
)
SHAPE = (
    "should be at most 40 letters, digits, '.', '_' and '-', the first a letter or digit:"
    " files are named by it"
)
LISTED = "(`ecfcheck courts` lists them)"
ALL = "alias, name, courts, user name, password, passcode secret, client code"
CLOSED = "see whether each quotation mark is closed"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def roster(content: str | bytes, *courts: str, name: str = "roster.csv") -> Roster:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path, courts)


def faults(content: str | bytes, *courts: str, name: str = "roster.csv") -> list[str]:
    with pytest.raises(ProblemsError) as told:
        roster(content, *courts, name=name)
    return str(told.value).splitlines()


def csv(*rows: str) -> str:
    return "\n".join((HEAD, *rows, ""))


def workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.create_sheet("Notes").append(("nothing", "of", "the", "roster"))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        csv(ROE),
        csv(ROE).replace(",", ";"),
        csv(ROE).replace(",", "\t"),
        csv(ROE).encode("utf-8-sig"),
        csv(ROE).replace(",", "\t").encode("utf-16"),
        csv(ROE).replace("\n", "\r\n"),
        csv(ROE.replace("ctd", '"\nctd\r\n"')),
        csv(ROE + ",,,", ",,,,,,,,", ""),
        csv("", ",,,", ROE),
        f"\n{HEAD}\n{ROE}",
        f'ALIAS , Name,Courts,"User\n name",Password,Passcode   Secret\n{ROE}',
    ],
    ids=[
        "commas",
        "semicolons",
        "tabs",
        "a byte order mark",
        "Unicode text",
        "Windows' line ends",
        "a line break in a cell",
        "empty rows and columns at the end",
        "empty rows in between",
        "an empty row before the headings",
        "headings in other letters",
    ],
)
def test_csv_is_read_as_excel_writes_it(content: str | bytes) -> None:
    assert roster(content).people == (JANE,)


def test_a_workbooks_first_sheet_is_read_with_numbers_as_excel_shows_them() -> None:
    content = workbook(
        (*HEADINGS, None),
        ("jroe", "Jane Roe", "ctd", "JROE_USER", "JROE_PASSWORD", "JROE_SECRET"),
        (None, None),
        (1007.0, None, "CTD, nysd", "U", "P", None, None),
    )
    people = roster(content, name="Roster.XLSX").people
    assert people == (JANE, Person("1007", "", ("ctd", "nysd"), "U", "P", None))


def test_a_number_that_excel_shows_with_zeros_before_it_keeps_them() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append((7, None, "ctd", "U", "P"))
    sheet["A2"].number_format = "0000"
    content = BytesIO()
    book.save(content)
    assert roster(content.getvalue(), name="roster.xlsx").people[0].alias == "0007"


def test_a_formula_counts_by_its_value() -> None:
    before, after = BytesIO(workbook(HEADINGS, ("jroe", "", "ctd", "U", "P"))), BytesIO()
    with ZipFile(before) as old, ZipFile(after, "w") as new:
        for name in old.namelist():
            # As Excel writes it: the formula, and what it came to.
            formula = b'<c r="A2" t="str"><f>LOWER("JROE")</f><v>jroe</v></c>'
            part = old.read(name)
            start = part.find(b'<c r="A2"')
            if start >= 0 and b"sheet1" in name.encode():
                end = part.index(b"</c>", start) + len(b"</c>")
                part = part[:start] + formula + part[end:]
            new.writestr(name, part)
    assert roster(after.getvalue(), name="roster.xlsx").people[0].alias == "jroe"


def test_names_in_windows_own_letters_are_read() -> None:
    content = csv(ROE.replace("Jane Roe", "José Núñez")).encode("cp1252")
    assert roster(content).people[0].name == "José Núñez"


def test_the_columns_may_stand_in_another_order_and_two_may_be_missing() -> None:
    people = roster("password,courts,alias,user name\nP,ctd nysd;nyed,jroe,U\n").people
    assert people == (Person("jroe", "", ("ctd", "nysd", "nyed"), "U", "P", None),)


def test_a_client_code_stands_in_the_roster_itself_and_may_be_one_for_many() -> None:
    content = f"{HEAD},client code\n{ROE},0042-7\nkroe,,ctd,K,L,,0042-7\nlroe,,ctd,M,N,,\n"
    people = roster(content).people
    assert [person.client_code for person in people] == ["0042-7", "0042-7", ""]
    settings = Settings({"K": "kroe1234", "L": "hunter2", "M": "lroe1234", "N": "hunter3"})
    codes = [read_account(person, settings).pacer.client_code for person in people[1:]]
    assert codes == ["0042-7", ""]


def test_a_court_that_has_its_file_beside_the_roster_is_known() -> None:
    Path("practice_district.yaml").touch()
    assert roster(csv("a,,practice_district nysd,A,B")).people[0].courts == ("practice_district", "nysd")
    said = "what stands there is no court's id; did you mean 'practice_district'?"
    assert faults(csv("a,,practice_distrct,A,B")) == [f"roster.csv:2:3: courts: {said} {LISTED}"]


def test_an_empty_cell_means_all_chosen_courts_and_others_are_left_out() -> None:
    read = roster(csv("a,,,A,B", "b,,nysd ctd,C,D", "c,,nysd,E,F"), "mine", "ctd")
    assert [(person.alias, person.courts) for person in read.people] == [
        ("a", ("mine", "ctd")),
        ("b", ("ctd",)),
    ]
    assert read.left_out == ("c",)


def test_the_plan_is_one_in_whatever_order_people_stand_and_another_with_other_courts() -> None:
    plan = roster(csv("a,,ctd nysd,A,B", "b,,ctd,C,D")).plan
    assert plan == "ff95c1d364ceb9060d6e4b4d109461d70b4349f76330af39cc576547b26936eb"
    assert plan == roster(csv("b,Bo,ctd,X,Y", "a,,nysd ctd,V,W")).plan
    assert plan != roster(csv("a,,ctd nysd,A,B", "b,,nysd,C,D")).plan
    assert plan != roster(csv("a,,ctd,A,B", "b,,ctd,C,D")).plan


def test_every_fault_of_every_row_is_told_at_once() -> None:
    content = csv(
        ",,,,,",
        " ,,ctd,,P1,",
        "J Roe,,nyds,U2,hunter2,",
        "..,,ctd ctd atlantis-on-sea,U3,P3,NBSWY3DP not",
        "jroe,,ctd,U4,P4,",
        '"jroe",,"ctd,\nctd",U4,P5,S',
        "JRoe,,ctd,U6,U6,S,,x",
        "kroe,,,U7,P4,",
    )
    assert faults(content) == [
        "roster.csv:3:1: alias: is empty",
        "roster.csv:3:4: user name: is empty",
        f"roster.csv:4:1: alias: {SHAPE}",
        f"roster.csv:4:3: courts: there is no court 'nyds'; did you mean 'nysd'? {LISTED}",
        f"roster.csv:4:5: password: {NO_SETTING}",
        f"roster.csv:5:1: alias: {SHAPE}",
        "roster.csv:5:3: courts: 'ctd' stands there twice",
        f"roster.csv:5:3: courts: what stands there is no court's id {LISTED}",
        f"roster.csv:5:6: passcode secret: {NO_SETTING}",
        "roster.csv:7:1: alias: 'jroe' stands in row 6 already",
        "roster.csv:7:3: courts: 'ctd' stands there twice",
        "roster.csv:7:4: user name: 'U4' stands in row 6 already",
        "roster.csv:8:1: alias: 'JRoe' stands in row 6 already, as 'jroe'",
        "roster.csv:8:5: password: 'U6' stands in this row already",
        "roster.csv:8:6: passcode secret: 'S' stands in row 7 already",
        "roster.csv:8:8: something stands under no heading",
        "roster.csv:9:3: courts: is empty, which means all chosen courts, and none is chosen by --court",
        "roster.csv:9:5: password: 'P4' stands in row 6 already",
    ]


@pytest.mark.parametrize("secret", ["hunter2", "Hunter 2!", "hUNTER_2", "ÄRGER"])
@pytest.mark.parametrize("column", [3, 4, 5])
def test_what_stands_in_place_of_a_settings_name_is_not_told(secret: str, column: int) -> None:
    cells = ROE.split(",")
    cells[column] = secret
    assert faults(csv(",".join(cells))) == [f"roster.csv:2:{column + 1}: {HEADINGS[column]}: {NO_SETTING}"]


def test_an_alias_has_forty_letters_at_most() -> None:
    assert roster(csv(ROE.replace("jroe", "a" * 40, 1))).people[0].alias == "a" * 40
    assert faults(csv(ROE.replace("jroe", "a" * 41, 1))) == [f"roster.csv:2:1: alias: {SHAPE}"]


def test_wrong_headings_are_told_together_with_what_is_wrong_below_them() -> None:
    content = "Alais,courts,courts,E-Mail,user  name\njroe,ctdd,ctd,j@example.org,jroe1234\n"
    assert faults(content, "ctd") == [
        "roster.csv:1:1: the column 'password' is missing",
        "roster.csv:1:1: there is no column 'alais' in a roster; did you mean 'alias'?",
        "roster.csv:1:3: the heading 'courts' stands over column B already",
        f"roster.csv:1:4: there is no column 'e-mail' in a roster; choose from {ALL}",
        f"roster.csv:2:2: courts: there is no court 'ctdd'; did you mean 'ctd'? {LISTED}",
        f"roster.csv:2:5: user name: {NO_SETTING}",
    ]


def test_of_a_roster_without_headings_nothing_is_told_that_may_be_a_secret() -> None:
    assert faults("jroe,,ctd,jroe1234,hunter2\n") == [
        f"roster.csv:1:1: the first row should be the headings: {ALL}",
        "roster.csv:2:1: nobody stands below the headings",
    ]


SAVE = "save it in Excel as CSV UTF-8, or as an .xlsx workbook"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("roster.csv", b"", "roster.csv: is empty"),
        ("roster.xlsx", b"", "roster.xlsx: is empty"),
        ("roster.csv", b"\n ,,\n,,\n", "roster.csv: is empty"),
        ("roster.xlsx", workbook(), "roster.xlsx: is empty"),
        ("roster.csv", b"alias\0", f"roster.csv: is no text that can be read; {SAVE}"),
        ("roster.csv", b"\xff\x81", f"roster.csv: is no text that can be read; {SAVE}"),
        (
            "roster.csv",
            workbook(HEADINGS),
            "roster.csv: is no text; if it is an Excel workbook, let its name end in .xlsx",
        ),
        (
            "roster.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "roster.xlsx: is a workbook with a password, or from before Excel 2007; save it as .xlsx",
        ),
        (
            "roster.xlsx",
            csv(ROE).encode(),
            f"roster.xlsx: is no Excel workbook inside (BadZipFile); {SAVE}",
        ),
        (
            "roster.csv",
            csv(ROE, 'a,"b').encode(),
            f"roster.csv:3:1: cannot be read as CSV from here: unexpected end of data; {CLOSED}",
        ),
        (
            "roster.csv",
            csv('a,"b"c,').encode(),
            f"roster.csv:2:1: cannot be read as CSV from here: ',' expected after '\"'; {CLOSED}",
        ),
        ("roster.csv", csv().encode(), "roster.csv:2:1: nobody stands below the headings"),
    ],
)
def test_a_file_that_is_no_roster_is_answered_with_what_it_is(name: str, content: bytes, told: str) -> None:
    assert faults(content, name=name) == [told]


def test_a_roster_that_is_not_there_or_is_a_folder_is_told() -> None:
    Path("folder.csv").mkdir()
    for name, told in (("none.csv", "there is no such roster"), ("folder.csv", "is not a file")):
        with pytest.raises(ProblemsError) as error:
            read_roster(Path(name), ())
        assert str(error.value) == f"{name}: {told}"


def test_an_account_is_made_of_the_settings_that_a_row_names() -> None:
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


def test_all_settings_that_are_missing_or_unfit_are_told_at_once() -> None:
    people = [JANE, Person("kroe", "", ("ctd",), "KROE_USER", "KROE_PASSWORD", "KROE_SECRET")]
    backend = InMemoryKeyring({("ecfcheck", "KROE_SECRET"): "not base32!"})
    with system_keyring_set(backend), pytest.raises(ProblemsError) as told:
        require(people, Settings({"JROE_USER": "jroe1234", "KROE_USER": "kroe1234"}))
    assert str(told.value).splitlines() == [
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
