"""All problems of a roster are reported at once, in exact words."""

from pathlib import Path

import pytest

from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.audit.roster import Person, read_roster
from ecfcheck.audit.roster_settings import require_settings
from tests.helpers.rosters import (
    ALL,
    CLOSED,
    HEADINGS,
    JANE,
    LISTED,
    NO_ALIAS,
    NO_HEADING,
    OWN,
    ROE,
    SAVE,
    SHAPE,
    TEMPLATE,
    create_csv,
    create_workbook,
    list_problems,
    no_setting,
    read,
    unset,
)
from tests.unit.config.test_settings import InMemoryKeyring, system_keyring_set


@pytest.fixture(autouse=True)
def run_in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


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
        f"roster.csv:3:1: alias: {NO_ALIAS}",
        f"roster.csv:3:4: {unset('user name')}",
        f"roster.csv:4:1: alias: {SHAPE}",
        f"roster.csv:4:3: courts: unknown court 'nyds'; did you mean 'nysd'? {LISTED}",
        f"roster.csv:4:5: {no_setting('password')}",
        f"roster.csv:5:1: alias: {SHAPE}",
        "roster.csv:5:3: courts: 'ctd' is listed twice; remove one",
        f"roster.csv:5:3: courts: this is not a court's id {LISTED}",
        f"roster.csv:5:6: {no_setting('passcode secret')}",
        f"roster.csv:7:1: alias: 'jroe' is already used in row 6; {OWN}",
        "roster.csv:7:3: courts: 'ctd' is listed twice; remove one",
        f"roster.csv:7:4: user name: 'U4' is already used in row 6; {OWN}",
        f"roster.csv:8:1: alias: 'JRoe' is already used in row 6, as 'jroe'; {OWN}",
        f"roster.csv:8:5: password: 'U6' is already used in this row; {OWN}",
        f"roster.csv:8:6: passcode secret: 'S' is already used in row 7; {OWN}",
        f"roster.csv:8:8: {NO_HEADING}",
        (
            "roster.csv:9:3: courts: is empty, which means all courts chosen by --court, but none is chosen;"
            " write the courts' ids"
        ),
        f"roster.csv:9:5: password: 'P4' is already used in row 6; {OWN}",
    ]


@pytest.mark.parametrize("secret", ["hunter2", "Hunter 2!", "hUNTER_2", "ÄRGER"])
@pytest.mark.parametrize("column", [3, 4, 5])
def test_a_secret_in_place_of_a_settings_name_is_not_quoted(secret: str, column: int) -> None:
    cells = ROE.split(",")
    cells[column] = secret
    assert list_problems(create_csv(",".join(cells))) == [
        f"roster.csv:2:{column + 1}: {no_setting(HEADINGS[column])}"
    ]


def test_an_alias_has_at_most_forty_characters() -> None:
    assert read(create_csv(ROE.replace("jroe", "a" * 40, 1))).people[0].alias == "a" * 40
    assert list_problems(create_csv(ROE.replace("jroe", "a" * 41, 1))) == [f"roster.csv:2:1: alias: {SHAPE}"]


def test_wrong_headings_are_reported_with_the_problems_below_them() -> None:
    content = "Alais,courts,courts,E-Mail,user  name\njroe,ctdd,ctd,j@example.org,jroe1234\n"
    assert list_problems(content, "ctd") == [
        "roster.csv:1:1: the column 'password' is missing; add it",
        "roster.csv:1:1: unknown column 'alais'; did you mean 'alias'?",
        "roster.csv:1:3: the heading 'courts' is already over column B; remove or rename one of them",
        f"roster.csv:2:2: courts: unknown court 'ctdd'; did you mean 'ctd'? {LISTED}",
        f"roster.csv:2:5: {no_setting('user name')}",
    ]


def test_a_roster_without_headings_is_reported_without_quoting_it() -> None:
    assert list_problems("jroe,,ctd,jroe1234,hunter2\n") == [
        f"roster.csv:1:1: the first row should be the headings: {ALL}{TEMPLATE}",
        "roster.csv:2:1: has no row below the headings; add a row for each person",
    ]


DAMAGED = "is damaged or not complete; copy it here again, or open it and save it again as an .xlsx workbook"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("roster.xlsx", create_workbook(HEADINGS)[:-500], f"roster.xlsx: {DAMAGED}"),
        ("roster.csv", b"", f"roster.csv: is empty{TEMPLATE}"),
        ("roster.xlsx", b"", f"roster.xlsx: is empty{TEMPLATE}"),
        ("roster.csv", b"\n ,,\n,,\n", f"roster.csv: is empty{TEMPLATE}"),
        ("roster.xlsx", create_workbook(notes=False), f"roster.xlsx: is empty{TEMPLATE}"),
        (
            "roster.xlsx",
            b"PK\x03\x04 damaged",
            f"roster.xlsx: {DAMAGED}",
        ),
        ("roster.csv", b"alias\0", f"roster.csv: is not a readable text file; {SAVE}"),
        ("roster.csv", b"\xff\x81", f"roster.csv: is not a readable text file; {SAVE}"),
        (
            "roster.csv",
            create_workbook(HEADINGS),
            "roster.csv: is an Excel workbook; give it a name that ends in .xlsx",
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
            "roster.xlsx: is a text file with the name of a workbook; rename it to end in .csv",
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


def test_all_missing_and_invalid_settings_are_reported_at_once() -> None:
    people = [JANE, Person("kroe", "", ("ctd",), "KROE_USER", "KROE_PASSWORD", "KROE_SECRET")]
    backend = InMemoryKeyring({("ecfcheck", "KROE_SECRET"): "not base32!"})
    with system_keyring_set(backend), pytest.raises(ProblemsError) as error:
        require_settings(people, Settings({"JROE_USER": "jroe1234", "KROE_USER": "kroe1234"}))
    assert str(error.value).splitlines() == [
        "JROE_PASSWORD: is not set",
        "JROE_SECRET: is not set",
        "KROE_PASSWORD: is not set",
        ("KROE_SECRET: is not a TOTP secret; copy it as PACER shows it, in letters and the digits 2 to 7"),
        (
            "settings: not found in the environment, .env or the system keyring; set each in one of them:"
            " write NAME='value' into .env, `python -m keyring set ecfcheck VARIABLE` prompts for a value"
        ),
    ]
    assert len(backend.lookups) == len(set(backend.lookups)) == 4
