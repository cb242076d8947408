"""Mistakes on the command line are reported before a browser starts, with exit status 4."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.federal import load_federal_courts
from ecfcheck.cli import main
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

ROOT = Path(__file__).parents[3]
REAL = "".join(f"{key}: {value}\n" for key, value in load_federal_courts()["ctd"].items() if value)


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to an empty folder, without the settings of the user who runs the tests; return it."""
    monkeypatch.chdir(tmp_path)
    for name in ("ECFCHECK_STAGE_TOKEN", "ECFCHECK_LIVE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def read_error(*arguments: str) -> str:
    """Run a command that must fail with status 4; return what it prints on standard error."""
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    return result.stderr


@pytest.mark.usefixtures("empty_folder")
def test_an_unknown_flow_is_reported_with_a_suggestion() -> None:
    assert read_error("run", "link_acount", "nonsense.yaml") == (
        "link_acount: not the name of a flow, nor a file; did you mean 'link_account'?\n"
        "nonsense.yaml: not the name of a flow, nor a file; `ecfcheck flows` lists all\n"
    )


@pytest.mark.parametrize("arguments", [("run", "review"), ("lint", "review"), ("lint",), ("run",)])
def test_a_flow_with_another_suffix_is_to_be_renamed(arguments: tuple[str, ...], empty_folder: Path) -> None:
    (empty_folder / "flows").mkdir()
    (empty_folder / "flows" / "review.yml").touch()
    place = "review" if "review" in arguments else "flows/review.yml"
    text = "a flow's file ends in .yaml, not .yml; rename it to review.yaml"
    assert read_error(*arguments) == f"{place}: {text}\n"


@pytest.mark.usefixtures("empty_folder")
def test_an_unknown_court_is_reported_with_a_suggestion() -> None:
    others = "(`ecfcheck courts` lists all courts; a path to a court file works too)"
    assert read_error("run", "--court", "nyds") == (
        f"--court: unknown court 'nyds'; did you mean 'nysd'? {others}\n"
    )
    assert read_error("run", "--court", "connecticut") == f"--court: unknown court 'connecticut' {others}\n"


@pytest.mark.usefixtures("empty_folder")
def test_a_word_that_no_court_has_is_reported() -> None:
    assert read_error("courts", "atlantis") == (
        "courts: no court has 'atlantis' in its id, kind, name or host; `ecfcheck courts` lists all\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_a_missing_court_file_is_reported() -> None:
    assert read_error("run", "--court", "mine.yaml") == "mine.yaml: does not exist\n"


def test_every_mistake_in_a_court_file_is_reported(empty_folder: Path) -> None:
    (empty_folder / "mine.yaml").write_text(
        "name: Mine\nrelease: nextgen\nwebsite: http://example.org\necf: ecf.example.org\n"
        "pacer_logn: https://pacer.example.org\nlimits: {arrive: soon}\n",
        encoding="utf-8",
    )
    assert read_error("run", "--court", "mine.yaml") == (
        "mine.yaml:1:1: 'kind' is missing\n"
        "mine.yaml:1:1: 'pacer_account' is missing\n"
        "mine.yaml:1:1: 'pacer_login' is missing\n"
        "mine.yaml:3:10: 'http://example.org' would send passwords unencrypted; write https://\n"
        "mine.yaml:4:6: 'ecf.example.org' is not a web address; write it like https://ecf.ctd.uscourts.gov\n"
        "mine.yaml:5:1: unknown key 'pacer_logn'; did you mean 'pacer_login'?\n"
        "mine.yaml:6:18: 'arrive' should be a number\n"
    )


def test_a_real_court_cannot_pass_for_a_staged_one(empty_folder: Path) -> None:
    (empty_folder / "mine.yaml").write_text(f"{REAL}staged: yes\n", encoding="utf-8")
    assert read_error("run", "--court", "mine.yaml") == (
        "mine.yaml:1:1: a staged court must be on this machine, and https://www.ctd.uscourts.gov is not\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_a_base_url_on_another_machine_is_rejected_for_a_staged_court() -> None:
    assert read_error("run", "--base-url", "https://ecf.ctd.uscourts.gov") == (
        "--base-url: District of Connecticut (staged) is staged, and https://ecf.ctd.uscourts.gov is not on"
        " this machine; give --court as well\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_a_stage_started_separately_needs_its_token() -> None:
    assert read_error("run", "--base-url", "http://ecf.ctd.localhost:8400") == (
        "ECFCHECK_STAGE_TOKEN: is not set, and District of Connecticut (staged) at http://ecf.ctd.localhost:8400"
        " was started separately; set it to the token that `ecfcheck stage` printed, or leave the ports out"
        " of the court's file to have a stage started\n"
    )


def test_all_missing_credentials_of_a_real_court_are_reported_at_once(empty_folder: Path) -> None:
    with system_keyring_set(build_missing_keyring()):
        *missing, where = read_error("run", "link_account", "--court", "ctd", "--live").splitlines()
    assert not (empty_folder / "runs").exists()
    assert where == (
        f"settings: not found in the environment, .env (there is none in {empty_folder}) or the system"
        " keyring (this machine has no keyring); set each in one of them: `ecfcheck settings link_account"
        " --court ctd --out .env` writes a template"
    )
    assert missing == [
        f"ECFCHECK_UNLINKED_FILER_{name}: is not set"
        for name in (
            "ECF_LOGIN",
            "ECF_NAME",
            "ECF_PASSWORD",
            "PACER_NAME",
            "PACER_PASSWORD",
            "PACER_USER_NAME",
        )
    ]


def test_a_flow_with_a_mistake_runs_nothing(empty_folder: Path) -> None:
    (empty_folder / "mine.yaml").write_text("flow: mine\nstepps: []\n", encoding="utf-8")
    assert "mine.yaml:2:1: unknown key 'stepps'; did you mean 'steps'?\n" in read_error("run", "mine.yaml")
    assert not (empty_folder / "runs").exists()


def test_a_folder_without_flows_is_an_error(empty_folder: Path) -> None:
    (empty_folder / "flows").mkdir()
    assert read_error("run") == "flows: this folder has no flows; name one by its path\n"
    assert read_error("lint") == "flows: this folder has no flows; name one by its path\n"


def test_a_folder_with_the_records_of_another_run_is_rejected(empty_folder: Path) -> None:
    (empty_folder / "out").mkdir()
    (empty_folder / "out/records-main.jsonl").touch()
    assert read_error("run", "--out", "out") == (
        "out: has the records of another run; name another folder, or remove it\n"
    )


def test_an_output_folder_that_is_not_writable_is_reported_before_the_run(empty_folder: Path) -> None:
    (empty_folder / "file").touch()
    assert read_error("run", "--out", "file", "--report", "file/report.html") == (
        "file: is a file, not a folder; name another as --out\n"
    )


@pytest.mark.parametrize("option", ["--report", "--junit"])
def test_a_file_that_cannot_be_written_is_named_with_its_option(option: str, empty_folder: Path) -> None:
    (empty_folder / "file").touch()
    assert read_error("run", "--out", "out", option, "file/result") == (
        f"{option} file/result: cannot be written: File exists; name a file in another folder\n"
    )


def test_a_folder_of_flows_is_not_the_name_of_a_flow(empty_folder: Path) -> None:
    (empty_folder / "flows").mkdir()
    assert read_error("run", "flows") == (
        "flows: is a folder; name flows, or to run all flows, leave FLOWS out\n"
    )


def test_names_that_are_somewhat_similar_are_suggested_and_no_more_than_five(empty_folder: Path) -> None:
    (empty_folder / "flows").mkdir()
    for number in range(9):
        (empty_folder / f"flows/wrong_{number}_password_again.yaml").touch()
    error = read_error("lint", "wrong_account")
    assert error.startswith("wrong_account: not the name of a flow, nor a file; did you mean 'wrong_")
    assert error.count("_password_again'") == 5


def test_settings_that_are_not_text_are_rejected(empty_folder: Path) -> None:
    (empty_folder / ".env").touch(mode=0o600)
    (empty_folder / ".env").write_bytes(b"NAME=Jos\xe9\n")
    assert read_error("run") == (
        ".env:1:9: is not UTF-8 text from here on; save it as plain text in UTF-8 (in Notepad: Save as,"
        " Encoding UTF-8)\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a file has no mode there")
def test_settings_that_others_can_read_are_rejected(empty_folder: Path) -> None:
    (empty_folder / ".env").touch()
    (empty_folder / ".env").chmod(0o644)
    assert (
        read_error("run")
        == ".env: is accessible to other users (mode 644); make it private: chmod 600 .env\n"
    )


@pytest.mark.slow
def test_a_configured_program_that_is_not_a_browser_is_reported(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = empty_folder / "program"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(program))
    # In its own process: a browser of other tests may be running in this one.
    command = [sys.executable, "-m", "ecfcheck", "run"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 4
    assert f"{program} (configured) does not start as a browser: " in result.stderr


def test_a_base_url_with_a_path_is_rejected() -> None:
    assert read_error("run", "--base-url", "http://ecf.ctd.localhost:8400/cgi-bin/x") == (
        "--base-url: 'http://ecf.ctd.localhost:8400/cgi-bin/x' has a path after the host;"
        " write it like https://ecf.ctd.uscourts.gov\n"
    )


def test_lint_reports_each_flow_without_mistakes() -> None:
    result = CliRunner().invoke(main, ["lint", str(ROOT / "flows/link_account.yaml")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("flows/link_account.yaml: 10 documented steps, no mistakes\n")


def test_lint_reports_the_mistakes_of_several_flows_at_once(empty_folder: Path) -> None:
    for name in ("one", "two"):
        (empty_folder / f"{name}.yaml").write_text(f"flow: {name}\n", encoding="utf-8")
    message = read_error("lint", "one.yaml", "two.yaml")
    assert "one.yaml:1:1: 'steps' is missing\n" in message
    assert "two.yaml:1:1: 'steps' is missing\n" in message


@pytest.mark.usefixtures("empty_folder")
def test_a_flow_for_another_release_than_the_courts_is_rejected() -> None:
    flow = str(ROOT / "flows/link_account.yaml")
    assert read_error("run", flow, "--court", "staged_legacy") == (
        f"{flow}: is for the release nextgen, and the court is District of Connecticut (staged, before"
        " NextGen) (legacy); name a --court of that release\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_two_courts_of_one_release_are_rejected() -> None:
    assert read_error("run", "--court", "staged", "--court", "ctd") == (
        "--court: 'ctd' is a second court of the release nextgen; a run checks one of each release\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_an_invalid_shard_is_reported_with_all_other_mistakes() -> None:
    message = read_error("run", "link_acount", "--shard", "5/4", "--court", "nyds")
    assert message.splitlines()[1:] == [
        "--shard: '5/4' is not a shard; write I/N, from 1/N to N/N: 2/4 is the second of four shards",
        "link_acount: not the name of a flow, nor a file; did you mean 'link_account'?",
    ]


@pytest.mark.usefixtures("empty_folder")
def test_an_unknown_persona_is_reported_with_a_suggestion() -> None:
    assert read_error("run", "--persona", "linked_filter") == (
        "--persona: unknown persona 'linked_filter'; did you mean 'linked_filer'?\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_a_persona_without_what_the_flow_needs_is_rejected() -> None:
    assert read_error("run", "link_account", "--persona", "pacer_only") == (
        "--persona: link_account needs a CM/ECF account, and pacer_only has none\n"
    )


def test_only_a_staged_court_has_a_clock_to_set(empty_folder: Path) -> None:
    (empty_folder / "mine.yaml").write_text(f"{REAL}at: 2017-12-01\n", encoding="utf-8")
    assert read_error("run", "--court", "mine.yaml") == (
        "mine.yaml:1:1: 'at' sets the clock of a staged court that a run starts; remove it here\n"
    )


@pytest.mark.parametrize("half", [("--accounts", "3"), ("--roster", "firm")])
@pytest.mark.usefixtures("empty_folder")
def test_a_firm_needs_a_size_and_a_folder(half: tuple[str, ...]) -> None:
    assert read_error("stage", *half).endswith(
        "Error: --accounts N and --roster FOLDER go together: how many people, and where to write"
        " their roster\n"
    )
