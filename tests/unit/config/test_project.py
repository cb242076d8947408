"""A project is found like git finds a repository, and adds to what comes with ecfcheck."""

from pathlib import Path

import pytest

from config.court import list_court_ids, load_court
from config.court_selection import load_courts
from config.environ import read_environment
from config.persona import load_personas
from config.project import VARIABLE, Project, current_project, find_project, use_project
from config.yaml_file import ProblemsError

COURT = """\
name: North (staged)
kind: district
staged: yes
release: nextgen
website: http://www.ctd.localhost
ecf: http://ecf.ctd.localhost
pacer_login: http://pacer.localhost/csologin/login.jsf
pacer_account: http://psc.localhost/pscof/login.xhtml
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one court, which is the current one; the current folder is its root."""
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path)
    project.courts.mkdir(parents=True)
    (project.courts / "north.yaml").write_text(COURT, encoding="utf-8")
    project.marker.write_text("courts: [north]\n", encoding="utf-8")
    use_project(project)
    return project


def find_root(named: str | None, start: Path) -> Path | None:
    found = find_project(named, start)
    return found.root if found else None


def read_problems(action: object) -> list[str]:
    assert callable(action)
    with pytest.raises(ProblemsError) as error:
        action()
    return str(error.value).splitlines()


def test_the_nearest_folder_with_the_marker_is_the_project(project: Project) -> None:
    inner = project.root / "inner"
    (inner / "flows").mkdir(parents=True)
    assert find_root(None, inner / "flows") == project.root
    (inner / "ecfcheck.yaml").touch()
    assert find_root(None, inner / "flows") == inner


def test_without_a_marker_there_is_no_project(tmp_path: Path) -> None:
    assert find_project(None, tmp_path) is None
    assert current_project() is None


def test_the_option_wins_over_the_variable_and_both_over_the_folder(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, third = project.root / "other", project.root / "third"
    for folder in (other, third):
        folder.mkdir()
        (folder / "ecfcheck.yaml").touch()
    monkeypatch.setenv(VARIABLE, str(other))
    assert find_root(None, project.root) == other
    assert find_root("third", project.root) == third


def test_a_named_folder_that_is_not_a_project_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_problems(lambda: find_project("/nowhere", tmp_path)) == [
        "--project: /nowhere is not a project: it has no ecfcheck.yaml; `ecfcheck init /nowhere` creates one"
    ]
    monkeypatch.setenv(VARIABLE, "/nowhere")
    assert read_problems(lambda: find_project(None, tmp_path))[0].startswith(f"{VARIABLE}: /nowhere is not")


@pytest.mark.usefixtures("project")
def test_a_run_that_names_no_court_is_about_the_projects_courts() -> None:
    assert [court.name for court in load_courts(()).values()] == ["North (staged)"]
    assert [court.id for court in load_courts(["staged_legacy"]).values()] == ["staged_legacy"]
    assert load_courts((), "http://ecf.ctd.localhost:8400")["nextgen"].port == 8400


@pytest.mark.usefixtures("project")
def test_the_projects_courts_are_known_by_their_ids() -> None:
    assert "north" in list_court_ids()
    assert load_court("north").name == "North (staged)"


@pytest.mark.usefixtures("project")
def test_a_court_in_the_folder_of_a_roster_comes_before_the_projects(tmp_path: Path) -> None:
    folder = tmp_path / "rosters"
    folder.mkdir()
    (folder / "north.yaml").write_text(COURT.replace("North", "Other"), encoding="utf-8")
    assert load_court("north", folder).name == "Other (staged)"
    assert load_court("north").name == "North (staged)"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "courts: [nroth]\n",
            [
                (
                    "ecfcheck.yaml:1:10: unknown court 'nroth'; did you mean 'north'?"
                    " (`ecfcheck courts` lists all courts; a path to a court file works too)"
                )
            ],
        ),
        (
            "courts: [north, staged]\n",
            [
                (
                    "ecfcheck.yaml:1:17: 'staged' is a second court of the release nextgen; a run checks one"
                    " of each release"
                )
            ],
        ),
        (
            "cuorts: [north]\n",
            [
                "ecfcheck.yaml:1:1: 'courts' is missing",
                "ecfcheck.yaml:1:1: unknown key 'cuorts'; did you mean 'courts'?",
            ],
        ),
        ("courts: []\n", ["ecfcheck.yaml:1:9: 'courts' is empty; write an entry"]),
        ("", ["ecfcheck.yaml:1:1: is empty; it needs lines such as 'key: value'"]),
    ],
)
def test_mistakes_in_the_projects_own_file_are_reported(
    text: str, problems: list[str], project: Project
) -> None:
    project.marker.write_text(text, encoding="utf-8")
    assert read_problems(lambda: load_courts(())) == problems


def test_the_projects_personas_are_added(project: Project) -> None:
    project.personas.write_text("personas:\n  my_filer:\n    title: A filer\n", encoding="utf-8")
    assert load_personas()["my_filer"].title == "A filer"
    assert "linked_filer" in load_personas()
    use_project(None)
    assert "my_filer" not in load_personas()


def test_a_persona_that_comes_with_ecfcheck_cannot_be_replaced(project: Project) -> None:
    project.personas.write_text("personas:\n  linked_filer:\n    title: Another\n", encoding="utf-8")
    assert read_problems(load_personas) == [
        "config/personas.yaml:2:3: 'linked_filer' is a persona that comes with ecfcheck; choose another name"
    ]


def test_settings_are_read_from_the_project_in_every_folder(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project.root / ".env"
    settings.write_text("ECFCHECK_OWN=1\n", encoding="utf-8")
    settings.chmod(0o600)
    monkeypatch.chdir(project.courts)
    assert read_environment()["ECFCHECK_OWN"] == "1"
