"""What a user can get wrong on the command line is answered before a browser starts, with exit status 4."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.federal import load_federal_courts
from ecfcheck.cli import main
from tests.config.test_settings import build_missing_keyring, system_keyring_set

ROOT = Path(__file__).parents[3]
FLOWS = ", ".join(sorted(file.stem for file in (ROOT / "flows").glob("*.yaml")))
REAL = "".join(f"{key}: {value}\n" for key, value in load_federal_courts()["ctd"].items() if value)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, without the settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("ECFCHECK_STAGE_TOKEN", "ECFCHECK_LIVE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def refused(*arguments: str) -> str:
    """Run the command, which must refuse, and return what it says."""
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    return result.stderr


@pytest.mark.usefixtures("elsewhere")
def test_a_flow_that_does_not_exist_is_answered_with_the_one_meant() -> None:
    assert refused("run", "link_acount", "nonsense.yaml") == (
        "link_acount: there is no such flow, and no file of that name; did you mean 'link_account'?\n"
        f"nonsense.yaml: there is no such flow, and no file of that name; choose from {FLOWS}\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_a_court_that_does_not_exist_is_answered_with_the_one_meant() -> None:
    others = "(`ecfcheck courts` lists all courts; a path to a court file works too)"
    assert refused("run", "--court", "nyds") == (
        f"--court: unknown court 'nyds'; did you mean 'nysd'? {others}\n"
    )
    assert refused("run", "--court", "connecticut") == f"--court: unknown court 'connecticut' {others}\n"


@pytest.mark.usefixtures("elsewhere")
def test_a_word_that_no_court_has_is_told() -> None:
    assert refused("courts", "atlantis") == (
        "courts: there is no court with 'atlantis' in its id, kind, name or host;"
        " `ecfcheck courts` lists all\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_a_court_file_that_does_not_exist_is_named() -> None:
    assert refused("run", "--court", "mine.yaml") == "mine.yaml: does not exist\n"


def test_every_mistake_in_a_court_file_is_told(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text(
        "name: Mine\nrelease: nextgen\nwebsite: http://example.org\necf: ecf.example.org\n"
        "pacer_logn: https://pacer.example.org\nlimits: {arrive: soon}\n",
        encoding="utf-8",
    )
    assert refused("run", "--court", "mine.yaml") == (
        "mine.yaml:1:1: 'kind' is missing\n"
        "mine.yaml:1:1: 'pacer_account' is missing\n"
        "mine.yaml:1:1: 'pacer_login' is missing\n"
        "mine.yaml:3:10: 'http://example.org' would send passwords unencrypted; write https://\n"
        "mine.yaml:4:6: 'ecf.example.org' is not a web address; write it like https://ecf.ctd.uscourts.gov\n"
        "mine.yaml:5:1: unknown key 'pacer_logn'; did you mean 'pacer_login'?\n"
        "mine.yaml:6:18: 'arrive' should be a number\n"
    )


def test_a_real_court_cannot_pass_for_a_staged_one(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text(f"{REAL}staged: yes\n", encoding="utf-8")
    assert refused("run", "--court", "mine.yaml") == (
        "mine.yaml:1:1: a staged court must be on this machine, and https://www.ctd.uscourts.gov is not\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_a_base_url_that_leads_a_staged_court_away_is_refused() -> None:
    assert refused("run", "--base-url", "https://ecf.ctd.uscourts.gov") == (
        "--base-url: District of Connecticut (staged) is staged, and https://ecf.ctd.uscourts.gov is not on"
        " this machine; give --court as well\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_the_token_of_a_stage_started_separately_is_asked_for() -> None:
    assert refused("run", "--base-url", "http://ecf.ctd.localhost:8400") == (
        "ECFCHECK_STAGE_TOKEN: is not set, and District of Connecticut (staged) at http://ecf.ctd.localhost:8400"
        " was started separately; set it to the token that `ecfcheck stage` printed, or leave the ports out"
        " of the court's file to have a stage started\n"
    )


def test_all_missing_credentials_of_a_real_court_are_named_at_once(elsewhere: Path) -> None:
    with system_keyring_set(build_missing_keyring()):
        *missing, where = refused("run", "link_account", "--court", "ctd", "--live").splitlines()
    assert not (elsewhere / "runs").exists()
    assert where == (
        "settings: not found in the environment, .env or the system keyring (this machine has no keyring)"
        "; set each in one of them: .env.example lists all, `python -m keyring set ecfcheck VARIABLE` prompts"
        " for a value"
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


def test_a_flow_with_a_mistake_runs_nothing(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text("flow: mine\nstepps: []\n", encoding="utf-8")
    assert "mine.yaml:2:1: unknown key 'stepps'; did you mean 'steps'?\n" in refused("run", "mine.yaml")
    assert not (elsewhere / "runs").exists()


def test_a_folder_without_flows_is_not_a_run_that_held(elsewhere: Path) -> None:
    (elsewhere / "flows").mkdir()
    assert refused("run") == "flows: there is no flow in this folder; name one by its path\n"
    assert refused("lint") == "flows: there is no flow in this folder; name one by its path\n"


def test_a_folder_with_the_records_of_another_run_is_not_written_to(elsewhere: Path) -> None:
    (elsewhere / "out").mkdir()
    (elsewhere / "out/records-main.jsonl").touch()
    assert refused("run", "--out", "out") == (
        "out: has the records of another run; name another folder, or remove it\n"
    )


def test_a_place_that_cannot_be_written_to_is_told_before_the_run(elsewhere: Path) -> None:
    (elsewhere / "file").touch()
    assert refused("run", "--out", "file", "--report", "file/report.html") == (
        "file: cannot be written to: File exists\n"
    )


def test_settings_that_are_not_text_are_refused(elsewhere: Path) -> None:
    (elsewhere / ".env").touch(mode=0o600)
    (elsewhere / ".env").write_bytes(b"NAME=Jos\xe9\n")
    assert refused("run") == ".env: is not UTF-8 text (byte 9); save it as UTF-8\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a file has no mode there")
def test_settings_that_others_can_read_are_refused(elsewhere: Path) -> None:
    (elsewhere / ".env").touch()
    (elsewhere / ".env").chmod(0o644)
    assert (
        refused("run") == ".env: is accessible to other users (mode 644); make it private: chmod 600 .env\n"
    )


@pytest.mark.slow
def test_a_configured_program_that_is_no_browser_is_told(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = elsewhere / "program"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(program))
    # In a process of its own: a browser of other tests may be running in this one.
    command = [sys.executable, "-m", "ecfcheck", "run"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 4
    assert f"{program} (configured) does not start as a browser: " in result.stderr


def test_an_address_that_goes_on_after_the_host_is_no_base_url() -> None:
    assert refused("run", "--base-url", "http://ecf.ctd.localhost:8400/cgi-bin/x") == (
        "--base-url: 'http://ecf.ctd.localhost:8400/cgi-bin/x' has a path after the host;"
        " write it like https://ecf.ctd.uscourts.gov\n"
    )


def test_lint_says_of_each_flow_that_nothing_is_wrong() -> None:
    result = CliRunner().invoke(main, ["lint", str(ROOT / "flows/link_account.yaml")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("flows/link_account.yaml: 10 documented steps, nothing wrong\n")


def test_lint_tells_mistakes_of_several_flows_at_once(elsewhere: Path) -> None:
    for name in ("one", "two"):
        (elsewhere / f"{name}.yaml").write_text(f"flow: {name}\n", encoding="utf-8")
    said = refused("lint", "one.yaml", "two.yaml")
    assert "one.yaml:1:1: 'steps' is missing\n" in said
    assert "two.yaml:1:1: 'steps' is missing\n" in said


@pytest.mark.usefixtures("elsewhere")
def test_a_flow_named_for_a_court_of_another_release_is_refused() -> None:
    flow = str(ROOT / "flows/link_account.yaml")
    assert refused("run", flow, "--court", "staged_legacy") == (
        f"{flow}: is of the release nextgen, and the court chosen is District of Connecticut (staged, before"
        " NextGen) (legacy); name a --court of that release\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_two_courts_of_one_release_are_refused() -> None:
    assert refused("run", "--court", "staged", "--court", "ctd") == (
        "--court: 'ctd' is a second court of the release nextgen; a run checks one of each release\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_a_shard_that_does_not_exist_is_told_with_all_else() -> None:
    said = refused("run", "link_acount", "--shard", "5/4", "--court", "nyds")
    assert said.splitlines()[1:] == [
        "--shard: '5/4' is not a shard; write I/N, from 1/N to N/N: 2/4 is the second of four shards",
        "link_acount: there is no such flow, and no file of that name; did you mean 'link_account'?",
    ]


@pytest.mark.usefixtures("elsewhere")
def test_a_persona_that_does_not_exist_is_answered_with_the_one_meant() -> None:
    assert refused("run", "--persona", "linked_filter") == (
        "--persona: unknown persona 'linked_filter'; did you mean 'linked_filer'?\n"
    )


@pytest.mark.usefixtures("elsewhere")
def test_a_persona_without_what_the_flow_needs_is_refused() -> None:
    assert refused("run", "link_account", "--persona", "pacer_only") == (
        "--persona: link_account needs a CM/ECF account, and pacer_only has none\n"
    )


def test_a_clock_is_set_for_a_stage_alone(elsewhere: Path) -> None:
    (elsewhere / "mine.yaml").write_text(f"{REAL}at: 2017-12-01\n", encoding="utf-8")
    assert refused("run", "--court", "mine.yaml") == (
        "mine.yaml:1:1: 'at' sets the clock of a staged court that a run starts; remove it here\n"
    )


@pytest.mark.parametrize("half", [("--accounts", "3"), ("--roster", "firm")])
@pytest.mark.usefixtures("elsewhere")
def test_a_firm_is_asked_for_by_its_size_and_its_folder(half: tuple[str, ...]) -> None:
    assert refused("stage", *half).endswith(
        "Error: --accounts N and --roster FOLDER go together: who, and where to write it\n"
    )
