"""Tests the files that are written for an audit of a practice firm."""

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

import pytest
from dotenv import dotenv_values

from config.court import load_court
from config.environ import read_environment
from config.federal import load_federal_courts
from ecfcheck.audit.demo_firm import write_firm
from ecfcheck.audit.roster import read_roster
from ecfcheck.audit.status import Status
from ecfcheck.courts.stage import RunningStage, StageError, start_stage

NOT_IN_A_FIRM = {
    "not known",
    "not tried",
    "client code needed",
}  # practice courts do not ask for a client code
STATUSES_IN_A_FIRM = {status.value for status in Status} - NOT_IN_A_FIRM
COURTS = ("practice_district", "practice_bankruptcy", "practice_maintenance")


@pytest.fixture(scope="module")
def stage() -> Iterator[RunningStage]:
    """Start a stage for this module's firms."""
    with start_stage() as running:
        yield running


@pytest.fixture(scope="module")
def firm(stage: RunningStage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a firm of sixteen people."""
    folder = tmp_path_factory.mktemp("firms") / "new" / "folder"
    write_firm(folder, 16, stage.control, stage.port)
    return folder


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_settings(folder: Path) -> Mapping[str, str | None]:
    return dotenv_values(folder / ".env", interpolate=False)


def test_the_roster_is_valid_and_names_the_settings_in_env(firm: Path) -> None:
    people = read_roster(firm / "roster.csv", ()).people
    assert [person.alias for person in people][:2] == ["p0001", "p0002"]
    named = [
        name
        for person in people
        for name in (person.user_name, person.password, person.totp_secret)
        if name is not None
    ]
    assert named[:2] == ["FIRM_P0001_USER_NAME", "FIRM_P0001_PASSWORD"]
    assert sorted(named) == sorted(read_settings(firm))
    assert all(read_settings(firm).values())


def test_the_roster_contains_no_secret(firm: Path) -> None:
    text = (firm / "roster.csv").read_text(encoding="utf-8")
    assert not [value for value in read_settings(firm).values() if value and value in text]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_only_the_owner_can_read_the_credentials(firm: Path) -> None:
    assert (firm / ".env").stat().st_mode & 0o777 == 0o600


def test_every_setting_survives_the_env_file(firm: Path) -> None:
    read = read_environment(firm)
    settings = read_settings(firm)
    assert {name: read[name] for name in settings} == settings
    odd = settings["FIRM_P0016_PASSWORD"]
    assert odd is not None
    assert set("\"&%  <é>'\\ß+😀") < set(odd)


def test_the_truth_has_each_person_at_each_of_their_courts(firm: Path) -> None:
    people = {row["alias"]: row["courts"].split() for row in read_rows(firm / "roster.csv")}
    truth = [(row["alias"], row["court"]) for row in read_rows(firm / "truth.csv")]
    assert truth == [(alias, court) for alias, courts in people.items() for court in courts]


def test_twelve_people_have_every_status_and_linked_is_the_most_common(
    stage: RunningStage, tmp_path: Path
) -> None:
    write_firm(tmp_path, 12, stage.control, stage.port)
    statuses = [row["status"] for row in read_rows(tmp_path / "truth.csv")]
    assert set(statuses) == STATUSES_IN_A_FIRM
    assert max(STATUSES_IN_A_FIRM, key=statuses.count) == "linked"


def test_firms_of_the_same_size_have_the_same_mix(firm: Path, stage: RunningStage, tmp_path: Path) -> None:
    write_firm(tmp_path, 16, stage.control, stage.port)
    assert read_rows(tmp_path / "truth.csv") == read_rows(firm / "truth.csv")
    assert read_rows(tmp_path / "roster.csv") != read_rows(firm / "roster.csv")  # the names differ


def test_some_people_have_different_statuses_at_different_courts(firm: Path) -> None:
    by_alias: dict[str, set[str]] = {}
    for row in read_rows(firm / "truth.csv"):
        by_alias.setdefault(row["alias"], set()).add(row["status"])
    assert {"linked", "not linked"} in by_alias.values()
    assert {"linked", "court unavailable"} in by_alias.values()


def test_each_court_has_a_file_with_the_stages_port(firm: Path, stage: RunningStage) -> None:
    courts = [load_court(str(firm / f"{name}.yaml")) for name in COURTS]
    assert [(court.id, court.staged, court.port) for court in courts] == [
        (name, True, stage.port) for name in COURTS
    ]
    assert [court.host_id for court in courts] == ["ctd", "ctb", "ctm"]


def test_no_court_of_a_firm_has_a_real_courts_id() -> None:
    assert not set(COURTS) & load_federal_courts().keys()


def test_a_firm_overwrites_no_file(firm: Path, stage: RunningStage, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in firm.iterdir()}
    with pytest.raises(StageError) as error:
        write_firm(firm, 3, stage.control, stage.port)
    names = ", ".join(("roster.csv", ".env", "truth.csv", *(f"{court}.yaml" for court in COURTS)))
    assert str(error.value) == f"{firm} already has {names}; name another --roster, or remove them"
    assert {file.name: file.read_bytes() for file in firm.iterdir()} == before

    (tmp_path / ".env").write_text("MINE=1\n", encoding="utf-8")
    with pytest.raises(StageError, match=r"already has \.env"):
        write_firm(tmp_path, 3, stage.control, stage.port)
    assert [file.name for file in tmp_path.iterdir()] == [".env"]


def test_a_folder_that_cannot_be_created_is_reported(stage: RunningStage, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StageError) as error:
        write_firm(tmp_path / "file", 3, stage.control, stage.port)
    assert str(error.value) == f"{tmp_path / 'file'} cannot be created: File exists; name another --roster"


@pytest.mark.skipif(os.name != "posix", reason="Windows sends Ctrl-C in another way")
@pytest.mark.parametrize("on_path", [True, False])
def test_the_command_prints_how_to_audit_the_firm(tmp_path: Path, on_path: bool) -> None:
    folder = tmp_path / "our firm"
    program = Path(sys.executable).with_name("ecfcheck")
    path = str(program.parent) if on_path else "/nowhere"
    command = [sys.executable, "-m", "ecfcheck", "stage", "--accounts", "2", "--roster", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, env={**os.environ, "PATH": path}
    ) as process:
        assert process.stdout
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line.strip())
            if "To audit the firm of 2 people:" in lines[-4:-3]:
                break
        os.killpg(process.pid, signal.SIGINT)
        rest, _ = process.communicate()
    assert (process.returncode, rest) == (0, "\nThe staged court has ended.\n")
    assert lines[-3:] == [
        "",
        f"cd '{folder}'",
        f"{'ecfcheck' if on_path else quote(str(program))} audit roster.csv",
    ]
    assert len(read_rows(folder / "roster.csv")) == 2
