"""A live court is contacted only with --live, and its hosts are named first."""

from pathlib import Path

import pytest

from config.court import Court, load_court, move_to_port
from config.environ import read_environment
from config.yaml_file import ProblemsError
from ecfcheck.courts.live import LIVE, describe_courts, list_hosts, require_live

CTD = "www.ctd.uscourts.gov, ecf.ctd.uscourts.gov, pacer.login.uscourts.gov"
STAGED = "www.ctd.localhost, ecf.ctd.localhost, pacer.localhost, psc.localhost"
REHEARSAL = load_court("staged").model_copy(update={"staged": False, "id": "rehearsal"})


@pytest.fixture(autouse=True)
def not_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LIVE, raising=False)


def read_refusal(*courts: Court, **otherwise: str) -> list[str]:
    """Return the lines of the error without --live."""
    with pytest.raises(ProblemsError) as error:
        require_live(courts, live=False, **otherwise)
    return str(error.value).splitlines()


def test_without_live_the_error_names_each_live_court_and_its_hosts() -> None:
    hosts = (
        "{0} (www.{0}.uscourts.gov, ecf.{0}.uscourts.gov, pacer.login.uscourts.gov, pacer.psc.uscourts.gov)"
    )
    courts = (load_court("staged"), load_court("ctd"), load_court("nysb"))
    (line,) = read_refusal(*courts)
    assert line == (
        f"--live: ecfcheck would contact live courts: {hosts.format('ctd')}; {hosts.format('nysb')};"
        " add --live (in a pipeline, ECFCHECK_LIVE=1; one in .env does not count), or leave out --court to"
        " check the staged court"
    )


def test_a_command_can_suggest_an_alternative_to_live() -> None:
    (line,) = read_refusal(load_court("ctd"), otherwise="name saved pages by --pages")
    assert line.endswith(
        "; add --live (in a pipeline, ECFCHECK_LIVE=1; one in .env does not count), or name saved pages by"
        " --pages"
    )


def test_a_local_court_that_is_not_staged_is_live() -> None:
    (line,) = read_refusal(move_to_port(REHEARSAL, 8400))
    assert line.startswith(
        "--live: ecfcheck would contact live courts: rehearsal (www.ctd.localhost:8400,"
        " ecf.ctd.localhost:8400, pacer.localhost:8400, psc.localhost:8400); add --live "
    )
    assert line.endswith("; rehearsal is on this machine: if it is staged, write `staged: yes` in its file")


def test_staged_courts_need_no_live() -> None:
    require_live([load_court("staged"), load_court("staged_legacy")], live=False)


def test_with_live_any_court_may_be_contacted() -> None:
    require_live([load_court("ctd")], live=True)


@pytest.mark.parametrize("value", ["", "0", "no", "true"])
def test_in_a_pipeline_the_variable_must_be_1(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIVE, "1")
    require_live([load_court("ctd")], live=False)
    monkeypatch.setenv(LIVE, value)
    assert len(read_refusal(load_court("ctd"))) == 1


def test_the_variable_in_a_dotenv_file_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").touch(mode=0o600)
    Path(".env").write_text(f"{LIVE}=1\n", encoding="utf-8")
    assert read_environment()[LIVE] == "1"
    assert len(read_refusal(load_court("ctd"))) == 1


def test_courts_are_described_with_their_hosts_and_live_ones_come_first() -> None:
    live = f"LIVE COURT: District of Connecticut (ctd): {CTD}, pacer.psc.uscourts.gov"
    staged = f"staged court: District of Connecticut (staged): {STAGED}"
    assert describe_courts([load_court("staged"), load_court("ctd")]) == [live, staged]


def test_each_host_is_listed_once_with_its_port() -> None:
    assert list_hosts(move_to_port(load_court("staged"), 8400)) == (
        "www.ctd.localhost:8400",
        "ecf.ctd.localhost:8400",
        "pacer.localhost:8400",
        "psc.localhost:8400",
    )
