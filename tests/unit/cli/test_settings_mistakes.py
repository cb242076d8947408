"""Each mistake in `.env` that an office manager may make is reported at its place, before anything starts."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

USER = "ECFCHECK_LINKED_FILER_PACER_USER_NAME"
PASSWORD = "ECFCHECK_LINKED_FILER_PACER_PASSWORD"
SECRET = "Correct.Horse7"
PLACES = "settings: not found in the environment, "

_BLOCKS = (Path(__file__).parent / "golden/settings_mistakes.txt").read_text(encoding="utf-8").split("\n\n")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Mistake:
    """A block of the file: a name, a command, the lines of `.env`, and `=>` with each problem."""

    name: str
    flow: str
    content: str
    problems: list[str]


def read_mistake(block: str) -> Mistake:
    name, command, *lines = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), block.strip()).split("\n")
    content = "".join(f"{line}\n" for line in lines if not line.startswith("=> "))
    problems = [line.removeprefix("=> ") for line in lines if line.startswith("=> ")]
    return Mistake(name.removeprefix("# "), command.split()[3], content, problems)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder, without a browser or settings of the user who runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(tmp_path / "none"))
    monkeypatch.delenv("ECFCHECK_LIVE", raising=False)
    return tmp_path


def write_env(content: str | bytes, name: str = ".env", mode: int = 0o600) -> None:
    file = Path(name)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    file.chmod(mode)


def list_problems(*arguments: str) -> list[str]:
    """Run a command that must fail with status 4; return its problems, without that of --live."""
    with system_keyring_set(build_missing_keyring()):
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 4, result.output
    # Without a problem of a setting, the command ends because the browser that the folder names is missing.
    lines = [line for line in result.stderr.splitlines() if not line.startswith("--live: ")]
    return [] if lines[0].startswith("ECFCHECK_BROWSER names") else lines


def run(flow: str = "verify_linked") -> list[str]:
    return list_problems("run", flow, "--court", "ctd", "--live")


@pytest.mark.parametrize("mistake", [*map(read_mistake, _BLOCKS)], ids=lambda mistake: mistake.name)
def test_a_mistake_is_reported_where_it_is(mistake: Mistake) -> None:
    write_env(mistake.content)
    found = [line for line in run(mistake.flow) if not line.startswith(PLACES)]
    assert found == mistake.problems
    assert SECRET not in "".join(found)


def test_the_list_of_mistakes_is_complete() -> None:
    assert len(_BLOCKS) >= 50


def test_a_byte_order_mark_at_the_beginning_is_no_mistake() -> None:
    write_env(f"\ufeff{USER}=jroe1234\n{PASSWORD}={SECRET}\n")
    assert run() == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (f"{USER}=jroe\n".encode("utf-16"), "is UTF-16 text; {}"),
        (b"{\\rtf1 ", "is a word processor's document; {}"),
        (b"PK\x03\x04", "is a word processor's document; {}"),
    ],
)
def test_a_file_that_is_not_plain_text_is_reported(content: bytes, problem: str) -> None:
    write_env(content)
    advice = "save it as plain text in UTF-8 (in Notepad: Save as, Encoding UTF-8)"
    assert run() == [f".env: {problem.format(advice)}"]


def test_a_curly_quote_of_windows_is_reported_by_line_and_column() -> None:
    write_env(f"{USER}=jroe\n{PASSWORD}=\u201c{SECRET}\u201d\n".encode("cp1252"))
    (problem,) = run()
    assert problem == (
        ".env:2:38: is not UTF-8 text from here on (a curly quote in Windows' own encoding); save it as plain"
        " text in UTF-8 (in Notepad: Save as, Encoding UTF-8)"
    )


def test_the_folder_that_was_read_is_named(folder: Path) -> None:
    end = (
        " or the system keyring (this machine has no keyring); set each in one of them: `ecfcheck settings"
        " verify_linked --court ctd --out .env` writes a template"
    )
    write_env("", ".env.txt")
    lookalike = f".env (there is none in {folder}, only .env.txt: rename it to .env)"
    assert run()[-1] == f"{PLACES}{lookalike}{end}"
    write_env("")
    assert run()[-1] == f"{PLACES}{folder / '.env'}{end}"


def test_a_value_from_the_environment_is_reported_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "jroe1234")
    monkeypatch.setenv(PASSWORD, f"{SECRET}\n")
    assert run() == [
        (
            f"{PASSWORD} (in the environment): ends with a line break (U+000A); store it without one:"
            " `printf %s VALUE` prints none, `echo VALUE` does"
        )
    ]


def test_quotes_outside_of_the_file_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "jroe1234")
    monkeypatch.setenv(PASSWORD, f"'{SECRET}'")
    (problem,) = run()
    assert problem == (
        f"{PASSWORD} (in the environment): is between quotes, and only in .env quotes are not part of the"
        " value; delete both"
    )


def test_a_mistake_in_the_token_of_a_stage_is_reported() -> None:
    write_env("ECFCHECK_STAGE_TOKEN=\u201cabcdefgh\u201d\n")
    (problem,) = list_problems("run", "verify_linked", "--base-url", "http://ecf.ctd.localhost:8400")
    assert problem.startswith(".env:1:22: ECFCHECK_STAGE_TOKEN is between quotes that are not straight")


def test_a_missing_setting_of_a_roster_is_reported_at_its_cell() -> None:
    head = "alias,courts,user name,password"
    Path("roster.csv").write_text(f"{head}\njroe,ctd,J_USER,J_PASSWORD\n", encoding="utf-8")
    write_env(f"J_USER=jroe1234\nJ_PASWORD={SECRET}\n")
    assert list_problems("audit", "roster.csv")[0] == (
        "roster.csv:2:4: password: the setting J_PASSWORD is not set; did you mean J_PASWORD, on line 2 of"
        " .env?"
    )


def test_a_password_that_is_a_word_of_the_audit_is_refused() -> None:
    head = "alias,courts,user name,password"
    Path("roster.csv").write_text(f"{head}\njroeroe,ctd,J_USER,J_PASSWORD\n", encoding="utf-8")
    for word in ("not linked", "jroeroe"):
        write_env(f"J_USER=jr\nJ_PASSWORD='{word}'\n")
        (problem,) = list_problems("audit", "roster.csv")
        assert problem.startswith(
            ".env:2:13: J_PASSWORD cannot be kept secret: it is a word that every record"
        )


def test_an_env_file_next_to_a_roster_elsewhere_is_mentioned() -> None:
    Path("firm").mkdir()
    roster = "alias,courts,user name,password\njroe,ctd,J_USER,J_PASSWORD\n"
    Path("firm/roster.csv").write_text(roster, encoding="utf-8")
    write_env("J_USER=jroe1234\n", "firm/.env")
    assert list_problems("audit", "firm/roster.csv")[-1].endswith(
        "; the .env in the roster's folder is not read: run the command there (cd firm)"
    )
