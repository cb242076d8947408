"""`ecfcheck settings` writes a template with exactly what flows need; --skip-missing runs the rest."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config.court_selection import load_courts
from config.environ import read_environment
from config.settings import Settings
from ecfcheck.cli import main
from ecfcheck.courts.left_out import leave_out_missing
from ecfcheck.courts.permissions import READING
from ecfcheck.flowfile.loader import load_flow
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

FLOWS = Path(__file__).parents[3] / "flows"
LINKED = {
    "ECFCHECK_LINKED_FILER_PACER_USER_NAME": "jroe1234",
    "ECFCHECK_LINKED_FILER_PACER_PASSWORD": "hunter2",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield an empty working folder, on a machine without a keyring and without a browser."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(tmp_path / "none"))
    monkeypatch.delenv("ECFCHECK_LIVE", raising=False)
    with system_keyring_set(build_missing_keyring()):
        yield tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def list_names(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(line.endswith("=''") for line in lines)
    return [line.removesuffix("=''") for line in lines]


def test_the_template_of_one_flow_is_short_and_explains_each_setting() -> None:
    result = run("settings", "verify_linked", "--court", "ctd")
    assert result.exit_code == 0
    assert result.stdout.partition("\n\n")[2] == (
        "# linked_filer: An upgraded individual PACER account linked to an e-filing account with filing"
        " rights\n"
        "# Flows: verify_linked\n"
        "# PACER user name\n"
        "ECFCHECK_LINKED_FILER_PACER_USER_NAME=''\n"
        "# PACER password\n"
        "ECFCHECK_LINKED_FILER_PACER_PASSWORD=''\n"
        "# optional: the client code for the login; some firms' accounts need one\n"
        "# ECFCHECK_LINKED_FILER_PACER_CLIENT_CODE=''\n"
    )


def test_a_template_that_is_filled_in_is_all_that_the_flows_need(folder: Path) -> None:
    assert run("settings", "link_account", "pacer_only", "--court", "ctd", "--out", ".env").exit_code == 0
    template = (folder / ".env").read_text(encoding="utf-8")
    names = list_names(template)
    filled = template
    for number, name in enumerate(names):
        filled = filled.replace(f"\n{name}=''", f"\n{name}='value.{number:02}'")
    (folder / ".env").write_text(filled, encoding="utf-8")
    result = run("run", "link_account", "pacer_only", "--court", "ctd")
    assert result.stderr.startswith("--live: ")
    assert len(result.stderr.splitlines()) == 1


def test_the_template_names_a_persona_with_which_an_account_can_be_shared() -> None:
    text = run("settings", "link_account", "session_expired", "verify_linked", "--court", "ctd").stdout
    assert "\n# ECFCHECK_WALKS_AWAY_SAME_AS=unlinked_filer\n" in text
    assert "ECFCHECK_LINKED_FILER_SAME_AS" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows files have no mode")
def test_a_template_is_private_and_replaces_no_file(folder: Path) -> None:
    for exit_status in (0, 4):
        result = run("settings", "verify_linked", "--court", "ctd", "--out", ".env")
        assert result.exit_code == exit_status
    assert result.stderr == ".env: is there already; name another file, and copy from it\n"
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    assert read_environment(folder).get("ECFCHECK_LINKED_FILER_PACER_USER_NAME") is None


def test_a_staged_court_needs_no_settings() -> None:
    result = run("settings", "verify_linked")
    assert result.exit_code == 4
    assert result.stderr == (
        "--court: a staged court creates its accounts and needs no settings; name the court that you check,"
        " such as --court ctd\n"
    )


def test_mistakes_in_flows_and_courts_are_reported_at_once() -> None:
    result = run("settings", "verify_linkd", "--court", "nyds")
    assert result.exit_code == 4
    assert "--court: unknown court 'nyds'; did you mean 'nysd'?" in result.stderr
    assert "verify_linkd: not the name of a flow, nor a file; did you mean 'verify_linked'?" in result.stderr


def test_flows_without_an_account_are_left_out_with_what_they_need() -> None:
    courts = load_courts(["ctd"])
    flows = [load_flow(FLOWS / f"{name}.yaml") for name in ("verify_linked", "pacer_only", "already_linked")]
    misspelled = {"ECFCHECK_PACER_ONLY_PACER_USER_NAMES": "kroe"}
    settings = Settings(LINKED | misspelled)
    ready, left_out = leave_out_missing(courts, flows, settings, {"nextgen": READING})
    assert [flow.name for flow in ready] == ["verify_linked", "already_linked"]
    (line,) = map(str, left_out)
    assert line == (
        "left out: pacer_only needs ECFCHECK_PACER_ONLY_PACER_USER_NAME (did you mean"
        " ECFCHECK_PACER_ONLY_PACER_USER_NAMES?), ECFCHECK_PACER_ONLY_PACER_PASSWORD"
    )


def test_a_run_without_any_account_fails() -> None:
    result = run("run", "--court", "ctd", "--live", "--skip-missing")
    assert result.exit_code == 4
    assert result.stderr == (
        "--skip-missing: no flow has an account in the settings; `ecfcheck settings` prints what each needs\n"
    )


def test_a_shard_without_any_account_has_nothing_to_run() -> None:
    result = run("run", "verify_linked", "--court", "ctd", "--live", "--skip-missing", "--shard", "1/1")
    assert result.exit_code == 0
    *_, left_out, last = result.stdout.splitlines()
    assert left_out.startswith("left out: verify_linked needs ECFCHECK_LINKED_FILER_PACER_USER_NAME, ")
    assert last == "shard 1/1: nothing to run; its flows have no account"


def test_a_wrong_value_is_reported_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in LINKED.items():
        monkeypatch.setenv(name, f"{value}\u00a0")
    result = run("run", "--court", "ctd", "--live", "--skip-missing")
    assert result.exit_code == 4
    assert [line.partition(":")[2] for line in result.stderr.splitlines()] == [
        " ends with a non-breaking blank (U+00A0); delete it and type it anew"
    ] * 2
