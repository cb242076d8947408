"""Without --live, a command names the real courts it would contact, and ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config.court import COURTS
from ecfcheck.cli import main
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

HOSTS = "www.ctd.uscourts.gov, ecf.ctd.uscourts.gov, pacer.login.uscourts.gov, pacer.psc.uscourts.gov"
REFUSED = (
    f"--live: ecfcheck would contact live courts: ctd ({HOSTS}); add --live"
    " (in a pipeline, ECFCHECK_LIVE=1; one in .env does not count)"
)
LIVE = (
    "LIVE COURT: District of Connecticut (ctd): www.ctd.uscourts.gov, ecf.ctd.uscourts.gov,"
    " pacer.login.uscourts.gov, pacer.psc.uscourts.gov\n"
)
STAGED = (
    "staged court: District of Connecticut (staged): www.ctd.localhost, ecf.ctd.localhost, pacer.localhost,"
    " psc.localhost\n"
)
LEGACY = STAGED.replace("(staged)", "(staged, before NextGen)")
ROSTER = "alias,courts,user name,password\njroe,ctd,JROE_USER,JROE_PASSWORD\n"
FIRM = "`ecfcheck stage --accounts 12 --roster firm` writes one, with staged courts only"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder, with the settings of an account and a missing browser."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ECFCHECK_LIVE", raising=False)
    for name in ("ECFCHECK_LINKED_FILER_PACER_USER_NAME", "JROE_USER"):
        monkeypatch.setenv(name, "jroe1234")
    for name in ("ECFCHECK_LINKED_FILER_PACER_PASSWORD", "JROE_PASSWORD"):
        monkeypatch.setenv(name, "hunter2")
    monkeypatch.setenv("ECFCHECK_BROWSER", str(tmp_path / "none"))
    return tmp_path


def run_and_fail(*arguments: str) -> Result:
    """Run a command that must end with status 4, at the latest because the browser is missing."""
    with system_keyring_set(build_missing_keyring()):
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 4, result.output
    return result


def write_roster(text: str = ROSTER) -> str:
    Path("roster.csv").write_text(text, encoding="utf-8")
    return "roster.csv"


def test_a_run_names_the_courts_it_would_contact_and_writes_nothing(folder: Path) -> None:
    result = run_and_fail("run", "verify_linked", "--court", "ctd")
    assert result.stdout == ""
    assert result.stderr == f"{REFUSED}, or leave out --court to check the staged court\n"
    assert list(folder.iterdir()) == []


def test_an_audit_names_the_courts_it_would_contact_and_writes_nothing(folder: Path) -> None:
    result = run_and_fail("audit", write_roster())
    assert result.stdout == ""
    assert result.stderr == f"{REFUSED}, or audit a practice firm: {FIRM}\n"
    assert [file.name for file in folder.iterdir()] == ["roster.csv"]


def test_a_run_reports_it_alone_and_an_audit_with_missing_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ECFCHECK_LINKED_FILER_PACER_PASSWORD", "JROE_PASSWORD"):
        monkeypatch.delenv(name)
    (run,) = run_and_fail("run", "verify_linked", "--court", "ctd").stderr.splitlines()
    assert run.startswith(REFUSED)
    missing, where = run_and_fail("run", "verify_linked", "--court", "ctd", "--live").stderr.splitlines()
    assert missing == "ECFCHECK_LINKED_FILER_PACER_PASSWORD: is not set"
    assert "`ecfcheck settings verify_linked --court ctd --out .env` writes a template" in where
    assert "--skip-missing" not in where
    *_, where = run_and_fail("run", "--court", "ctd", "--live").stderr.splitlines()
    assert "`ecfcheck settings --court ctd --out .env` writes a template" in where
    assert where.endswith("; or run only the flows that have an account, with --skip-missing")
    audit = run_and_fail("audit", write_roster()).stderr.splitlines()
    assert audit[0].startswith(REFUSED)
    assert audit[1] == "roster.csv:2:4: password: the setting JROE_PASSWORD is not set"


def test_a_local_court_that_is_not_staged_needs_live_too() -> None:
    court = (COURTS / "staged.yaml").read_text(encoding="utf-8").replace("staged: yes", "staged: no")
    Path("rehearsal.yaml").write_text(court, encoding="utf-8")
    message = run_and_fail("run", "verify_linked", "--court", "rehearsal.yaml").stderr
    hosts = "www.ctd.localhost, ecf.ctd.localhost, pacer.localhost, psc.localhost"
    assert message.startswith(f"--live: ecfcheck would contact live courts: ctd ({hosts}); add --live ")


def test_a_folders_env_file_cannot_set_live() -> None:
    Path(".env").touch(mode=0o600)
    Path(".env").write_text("ECFCHECK_LIVE=1\n", encoding="utf-8")
    assert run_and_fail("run", "verify_linked", "--court", "ctd").stderr.startswith(REFUSED)
    assert run_and_fail("audit", write_roster()).stderr.startswith(REFUSED)


@pytest.mark.parametrize("by", ["--live", "ECFCHECK_LIVE"])
@pytest.mark.parametrize("command", [("run", "verify_linked", "--court", "ctd"), ("audit", "roster.csv")])
def test_with_live_the_first_line_names_the_hosts(
    by: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_roster()
    if by == "ECFCHECK_LIVE":
        monkeypatch.setenv(by, "1")
    result = run_and_fail(*command, *([by] if by == "--live" else []))
    assert result.stdout == LIVE
    assert "ECFCHECK_BROWSER" in result.stderr


def test_the_staged_courts_of_the_flows_are_named_too() -> None:
    assert run_and_fail("run", "verify_linked").stdout == STAGED
    assert run_and_fail("run").stdout == STAGED + LEGACY


def test_a_staged_court_without_a_running_stage_cannot_be_audited() -> None:
    assert run_and_fail("audit", write_roster(ROSTER.replace("ctd", "staged"))).stderr == (
        "staged: has no running stage: its file names no port; start one, which writes a file with the port:"
        " `ecfcheck stage --accounts 12 --roster firm` for an audit, `ecfcheck stage --court-file FILE`\n"
    )


def test_a_court_file_of_another_name_is_not_ignored_in_favor_of_a_real_court() -> None:
    Path("mine.yaml").write_text("id: ctd\n", encoding="utf-8")
    assert run_and_fail("audit", write_roster()).stderr.startswith(
        "mine.yaml: seems to define the court 'ctd' but is not read; rename it to ctd.yaml, or move it away"
    )


def test_a_roster_with_a_court_file_never_leads_to_the_real_court() -> None:
    court = (COURTS / "staged.yaml").read_text(encoding="utf-8")
    served = court.replace(".localhost", ".localhost:8400")
    Path("practice_district.yaml").write_text(served, encoding="utf-8")
    at_port = STAGED.replace(".localhost", ".localhost:8400")
    assert run_and_fail("audit", write_roster(ROSTER.replace("ctd", "practice_district"))).stdout == at_port
    Path("practice_district.yaml").rename("ctd.yaml")
    assert run_and_fail("audit", write_roster()).stderr.startswith(
        "ctd.yaml: a staged court cannot have the id 'ctd' "
    )


def test_a_stages_court_file_cannot_have_the_id_of_a_real_court(folder: Path) -> None:
    assert run_and_fail("stage", "--court-file", "ctd.yaml").stderr == (
        "ctd.yaml: a staged court cannot have the id 'ctd' of a real court (District of Connecticut);"
        " use another id, such as practice_ctd: rename the file, or set `id:` in it\n"
    )
    assert list(folder.iterdir()) == []


def test_the_help_says_where_the_variable_is_read() -> None:
    for command in ("run", "audit"):
        printed = " ".join(CliRunner().invoke(main, [command, "--help"]).stdout.split())
        assert (
            "--live Contact courts that are not staged; ECFCHECK_LIVE=1 in the environment, not in .env, does"
            " the same."
        ) in printed
    pytest_help = subprocess.run(
        [sys.executable, "-m", "pytest", "--help"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (
        "--live contact courts that are not staged; ECFCHECK_LIVE=1 in the environment, not in .env, does the"
        " same --allow"
    ) in " ".join(pytest_help.stdout.split())
