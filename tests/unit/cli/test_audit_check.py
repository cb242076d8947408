"""`ecfcheck audit --check` says what an audit would do, and `--template` writes a roster to fill in."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

HEAD = "alias,notes,courts,user name,password\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change to an empty folder with the settings of 61 people, and without a browser."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ECFCHECK_LIVE", raising=False)
    for number in range(61):
        monkeypatch.setenv(f"P{number}_USER", f"person{number}")
        monkeypatch.setenv(f"P{number}_PASSWORD", "hunter2")
    monkeypatch.setenv("ECFCHECK_BROWSER", str(tmp_path / "none"))


def write_roster(people: int) -> None:
    rows = (f"p{number},,nysd nysb,P{number}_USER,P{number}_PASSWORD\n" for number in range(people))
    Path("roster.csv").write_text(HEAD + "".join(rows), encoding="utf-8")


def run(*arguments: str) -> Result:
    with system_keyring_set(build_missing_keyring()):
        return CliRunner().invoke(main, ("audit", *arguments))


@pytest.mark.parametrize(
    ("people", "options", "lines"),
    [
        (
            1,
            (),
            [
                "  1 person in 2 courts, 2 answers",
                "  1 login at PACER, and one more for each person who is not linked",
            ],
        ),
        (
            61,
            (),
            [
                "  61 people in 2 courts, 122 answers",
                "  61 logins at PACER, and one more for each person who is not linked",
                "  at least 2 minutes, at 30 logins a minute",
            ],
        ),
        (
            61,
            ("--logins-per-minute", "1", "--court", "nysd"),
            [
                "  61 people in 1 court, 61 answers",
                "  61 logins at PACER, and one more for each person who is not linked",
                "  at least 1 hour 0 minutes, at 1 login a minute",
            ],
        ),
    ],
)
def test_a_check_says_how_much_an_audit_would_do_and_needs_neither_live_nor_a_browser(
    people: int, options: tuple[str, ...], lines: list[str]
) -> None:
    write_roster(people)
    result = run("--check", "roster.csv", *options)
    assert result.exit_code == 0, result.output
    at = result.output.index("roster.csv: no mistakes")
    assert result.output[at:].splitlines()[1:-1] == lines
    given = "".join(f" {word}" for word in options)
    assert result.output.endswith(f"\nnext  ecfcheck audit roster.csv{given} --live\n")
    assert sorted(path.name for path in Path().iterdir()) == ["roster.csv"]


def test_a_column_of_ones_own_is_noted_and_ignored() -> None:
    write_roster(1)
    assert run("--check", "roster.csv").output.startswith(
        "roster.csv:1:2: note: the column 'notes' is not read\n"
    )


def test_people_in_none_of_the_chosen_courts_are_named() -> None:
    write_roster(1)
    with Path("roster.csv").open("a", encoding="utf-8") as file:
        file.write("elsewhere,,ctd,P1_USER,P1_PASSWORD\n")
    assert (
        "\n  in none of the chosen courts: elsewhere\n"
        in run("--check", "roster.csv", "--court", "nysd").output
    )


def test_the_next_command_of_a_check_has_the_options_that_it_was_given() -> None:
    write_roster(2)
    Path("my roster.csv").write_bytes(Path("roster.csv").read_bytes())
    result = run("my roster.csv", "--check", "--out", "june", "--resume", "--shard", "1/2", "--try-unknown")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == (
        "next  ecfcheck audit 'my roster.csv' --out june --resume --try-unknown --shard 1/2 --live"
    )


def test_the_next_command_does_not_repeat_the_token_of_a_server() -> None:
    write_roster(1)
    for server, printed in (("ws://127.0.0.1:1/a", "ws://127.0.0.1:1/a"), ("ws://h/?token=T0P", "WS://...")):
        last = run("roster.csv", "--check", "--connect", server).output.splitlines()[-1]
        assert last == f"next  ecfcheck audit roster.csv --connect {printed} --live"


@pytest.mark.parametrize("options", [("--check",), ("--live",), ("--check", "--shard", "1/9")])
def test_courts_in_which_nobody_is_are_a_mistake_that_names_the_courts_of_the_roster(
    options: tuple[str, ...],
) -> None:
    write_roster(2)
    result = run("roster.csv", "--court", "ctd", "--court", "nyed", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (
        4,
        "",
        "--court: no one in roster.csv is in ctd, nyed; its people are in nysb, nysd\n",
    )


def test_a_shard_without_people_is_not_a_mistake() -> None:
    write_roster(2)
    result = run("roster.csv", "--check", "--shard", "3/3", "--court", "nysd")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "no one in roster.csv is in the shard 3/3",
    )


def test_a_check_reports_the_mistakes_that_an_audit_would() -> None:
    write_roster(1)
    text = Path("roster.csv").read_text(encoding="utf-8")
    Path("roster.csv").write_text(text.replace("nysb", "nysbb"), encoding="utf-8")
    result = run("--check", "roster.csv")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == (
        "roster.csv:2:3: courts: unknown court 'nysbb'; did you mean 'nysb'? (`ecfcheck courts` lists them)\n"
    )


def test_a_template_is_written_and_says_what_to_do_with_it() -> None:
    result = run("--template", "roster.xlsx")
    assert result.exit_code == 0
    assert result.output == (
        "roster.xlsx: fill in a row for each person, and write the settings that it names into .env\n"
        "next  ecfcheck audit --check roster.xlsx\n"
    )
    assert Path("roster.xlsx").is_file()


def test_an_audit_without_a_roster_says_how_to_get_one() -> None:
    result = run()
    assert result.exit_code == 4
    assert result.stderr == (
        "ROSTER: name the file with the people to audit;"
        " `ecfcheck audit --template roster.xlsx` writes one to fill in\n"
    )


def test_unanswered_logins_are_only_repeated_in_an_audit_that_is_resumed() -> None:
    write_roster(1)
    result = run("roster.csv", "--try-unknown")
    assert (result.exit_code, result.stderr) == (
        4,
        "--try-unknown: continues an audit: add --resume and its --out DIR\n",
    )


def test_a_value_of_env_that_an_empty_variable_overrides_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    write_roster(1)
    monkeypatch.setenv("P0_PASSWORD", "")
    env = Path(".env")
    env.write_text("P0_USER=person0\nP0_PASSWORD=Correct.Horse7\n", encoding="utf-8")
    env.chmod(0o600)
    result = run("roster.csv", "--check")
    assert result.exit_code == 4
    assert result.stderr.splitlines()[0] == (
        "roster.csv:2:5: password: the setting P0_PASSWORD is empty in the environment, which overrides"
        " line 2 of .env; unset it there"
    )
