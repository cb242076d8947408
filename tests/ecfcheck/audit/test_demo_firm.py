"""A firm on the stage: what is written for an audit of it, and that it is as it is told."""

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

NOT_IN_A_FIRM = {"not known", "not tried", "client code needed"}  # practice courts ask for no client code
FOUND_OUT = {status.value for status in Status} - NOT_IN_A_FIRM
COURTS = ("practice_district", "practice_bankruptcy", "practice_maintenance")


@pytest.fixture(scope="module")
def stage() -> Iterator[RunningStage]:
    """A stage for firms."""
    with start_stage() as running:
        yield running


@pytest.fixture(scope="module")
def firm(stage: RunningStage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a firm of sixteen."""
    folder = tmp_path_factory.mktemp("firms") / "made" / "for it"
    write_firm(folder, 16, stage.control, stage.port)
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as read:
        return list(csv.DictReader(read))


def kept(folder: Path) -> Mapping[str, str | None]:
    return dotenv_values(folder / ".env", interpolate=False)


def test_the_roster_is_one_that_an_audit_reads_and_names_settings_that_are_kept(firm: Path) -> None:
    people = read_roster(firm / "roster.csv", ()).people
    assert [person.alias for person in people][:2] == ["p0001", "p0002"]
    named = [
        name
        for person in people
        for name in (person.user_name, person.password, person.totp_secret)
        if name is not None
    ]
    assert named[:2] == ["FIRM_P0001_USER_NAME", "FIRM_P0001_PASSWORD"]
    assert sorted(named) == sorted(kept(firm))
    assert all(kept(firm).values())


def test_the_roster_tells_no_secret(firm: Path) -> None:
    text = (firm / "roster.csv").read_text(encoding="utf-8")
    assert not [value for value in kept(firm).values() if value and value in text]


@pytest.mark.skipif(os.name != "posix", reason="a file has no mode there")
def test_the_credentials_are_their_owners_alone(firm: Path) -> None:
    assert (firm / ".env").stat().st_mode & 0o777 == 0o600


def test_every_setting_is_read_back_as_it_was_written(firm: Path) -> None:
    read = read_environment(firm)
    settings = kept(firm)
    assert {name: read[name] for name in settings} == settings
    odd = settings["FIRM_P0016_PASSWORD"]
    assert odd is not None
    assert set("\"&%  <é>'\\ß+😀") < set(odd)


def test_the_truth_is_told_of_each_person_at_each_of_their_courts(firm: Path) -> None:
    people = {row["alias"]: row["courts"].split() for row in rows(firm / "roster.csv")}
    truth = [(row["alias"], row["court"]) for row in rows(firm / "truth.csv")]
    assert truth == [(alias, court) for alias, courts in people.items() for court in courts]


def test_of_twelve_people_every_status_is_there_and_most_often_linked(
    stage: RunningStage, tmp_path: Path
) -> None:
    write_firm(tmp_path, 12, stage.control, stage.port)
    found = [row["status"] for row in rows(tmp_path / "truth.csv")]
    assert set(found) == FOUND_OUT
    assert max(FOUND_OUT, key=found.count) == "linked"


def test_the_same_size_makes_the_same_mix(firm: Path, stage: RunningStage, tmp_path: Path) -> None:
    write_firm(tmp_path, 16, stage.control, stage.port)
    assert rows(tmp_path / "truth.csv") == rows(firm / "truth.csv")
    assert rows(tmp_path / "roster.csv") != rows(firm / "roster.csv")  # the names are others


def test_somebody_stands_otherwise_at_one_court_than_at_another(firm: Path) -> None:
    stands: dict[str, set[str]] = {}
    for row in rows(firm / "truth.csv"):
        stands.setdefault(row["alias"], set()).add(row["status"])
    assert {"linked", "not linked"} in stands.values()
    assert {"linked", "court unavailable"} in stands.values()


def test_each_court_has_a_file_at_the_stages_port(firm: Path, stage: RunningStage) -> None:
    courts = [load_court(str(firm / f"{name}.yaml")) for name in COURTS]
    assert [(court.id, court.staged, court.port) for court in courts] == [
        (name, True, stage.port) for name in COURTS
    ]
    assert [court.host_id for court in courts] == ["ctd", "ctb", "ctm"]


def test_no_court_of_a_firm_is_called_as_a_real_one() -> None:
    assert not set(COURTS) & load_federal_courts().keys()


def test_a_firm_is_written_over_nothing(firm: Path, stage: RunningStage, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in firm.iterdir()}
    with pytest.raises(StageError) as refused:
        write_firm(firm, 3, stage.control, stage.port)
    names = ", ".join(("roster.csv", ".env", "truth.csv", *(f"{court}.yaml" for court in COURTS)))
    assert str(refused.value) == f"{firm} holds {names} already; name another --roster, or remove them"
    assert {file.name: file.read_bytes() for file in firm.iterdir()} == before

    (tmp_path / ".env").write_text("MINE=1\n", encoding="utf-8")
    with pytest.raises(StageError, match=r"holds \.env already"):
        write_firm(tmp_path, 3, stage.control, stage.port)
    assert [file.name for file in tmp_path.iterdir()] == [".env"]


def test_a_folder_that_cannot_be_made_is_told(stage: RunningStage, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StageError) as refused:
        write_firm(tmp_path / "file", 3, stage.control, stage.port)
    assert str(refused.value) == f"{tmp_path / 'file'} cannot be made: File exists; name another --roster"


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent otherwise there")
@pytest.mark.parametrize("on_path", [True, False])
def test_the_command_says_how_to_audit_the_firm_that_it_wrote(tmp_path: Path, on_path: bool) -> None:
    folder = tmp_path / "our firm"
    program = Path(sys.executable).with_name("ecfcheck")
    path = str(program.parent) if on_path else "/nowhere"
    command = [sys.executable, "-m", "ecfcheck", "stage", "--accounts", "2", "--roster", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, env={**os.environ, "PATH": path}
    ) as process:
        assert process.stdout
        said: list[str] = []
        for line in process.stdout:
            said.append(line.strip())
            if "To audit the firm of 2 people:" in said[-4:-3]:
                break
        os.killpg(process.pid, signal.SIGINT)
        rest, _ = process.communicate()
    assert (process.returncode, rest) == (0, "\nThe staged court has ended.\n")
    assert said[-3:] == [
        "",
        f"cd '{folder}'",
        f"{'ecfcheck' if on_path else quote(str(program))} audit roster.csv",
    ]
    assert len(rows(folder / "roster.csv")) == 2
