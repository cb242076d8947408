"""`ecfcheck init` creates a project in which every command works, from any of its folders."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.project import VARIABLE
from tests.helpers.commands import get_command
from tests.helpers.projects import create_project, invoke, read_errors


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    root = create_project(tmp_path / "mine")
    monkeypatch.chdir(root)
    return root


def test_the_new_project_has_all_that_is_needed_for_a_notice(project: Path) -> None:
    files = [file for file in project.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    assert sorted(file.relative_to(project).as_posix() for file in files) == [
        ".env.example",
        ".github/workflows/ecfcheck.yml",
        ".gitignore",
        "README.md",
        "config/courts/my_court.yaml",
        "config/personas.yaml",
        "conftest.py",
        "ecfcheck.yaml",
        "flows/billing_history.yaml",
        "flows/documents/example-notice.yaml",
        "flows/flow.schema.json",
        "pages/billing_history.py",
        "pages/my_utilities.py",
        "pytest.ini",
        "requirements.txt",
        "roster.example.csv",
    ]


@pytest.mark.usefixtures("project")
def test_the_command_says_what_to_do_next(tmp_path: Path) -> None:
    result = invoke("init", str(tmp_path / "mine" / "a b"))
    assert result.stdout == (
        "a b: created, with 16 files; they hold an example that works\n"
        "next  cd 'a b'\n"
        "      ecfcheck run      carries out the example on the staged court\n"
        "      README.md         says what is where, and how to add a notice\n"
    )


def test_nothing_is_overwritten(project: Path) -> None:
    for file in [*project.rglob("*")]:
        if file.is_file() and file.suffix in {
            ".py",
            ".yaml",
            ".yml",
            ".csv",
            ".example",
            ".ini",
            ".txt",
            ".json",
        }:
            file.unlink()
    (project / ".gitignore").write_text("mine", encoding="utf-8")
    assert read_errors("init", ".") == [
        ".gitignore: exists already; move it away, or name another folder",
        "README.md: exists already; move it away, or name another folder",
    ]
    assert (project / ".gitignore").read_text(encoding="utf-8") == "mine"
    assert not (project / "ecfcheck.yaml").exists()


def test_an_existing_project_is_reported_in_one_line(project: Path) -> None:
    (error,) = read_errors("init", ".")
    assert re.fullmatch(
        r"\.: has \d+ files of a project already; name another folder, or move it away", error
    ), error
    assert (project / "README.md").is_file()


def test_a_folder_that_cannot_be_written_to_is_reported(project: Path) -> None:
    assert read_errors("init", "/proc/mine") == [
        "/proc/mine: cannot be created: No such file or directory; name a folder that you can write to"
    ]
    assert project.is_dir()


@pytest.mark.parametrize("folder", [".", "flows", "flows/documents", "config/courts"])
def test_commands_find_the_project_from_each_of_its_folders(
    folder: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / folder)
    lint = invoke("lint")
    assert lint.stdout.endswith("billing_history.yaml: 2 documented steps, no mistakes\n"), lint.output
    assert "1  read        Log in, open Utilities" in invoke("flows").stdout
    assert "example-notice: 2 of 2 entries" in invoke("coverage").stdout
    assert "my_court" in invoke("courts", "my court").stdout
    assert "open_billing_history" in invoke("verbs").stdout
    assert invoke("schema").stdout == (project / "flows/flow.schema.json").read_text(encoding="utf-8")


def test_a_project_elsewhere_can_be_named(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "billing_history" in invoke("--project", "mine", "lint").stdout
    assert "billing_history" not in invoke("lint").stdout
    monkeypatch.setenv(VARIABLE, str(project))
    assert "billing_history" in invoke("lint").stdout


@pytest.mark.usefixtures("project")
def test_flows_that_come_with_ecfcheck_can_be_named() -> None:
    result = invoke("lint", "link_account", "billing_history")
    assert "link_account.yaml: 10 documented steps" in result.stdout, result.output
    assert read_errors("lint", "bilin_history") == [
        "bilin_history: not the name of a flow, nor a file; did you mean 'billing_history'?"
    ]


def test_a_flow_can_use_documents_personas_and_flows_that_come_with_ecfcheck(project: Path) -> None:
    text = (project / "flows/billing_history.yaml").read_text(encoding="utf-8")
    text = text.replace("document: example-notice", "document: ctd-link-pacer-account")
    text = text.replace("persona: my_filer", "persona: linked_filer\nreconcile: verify_linked")
    text = text.replace("flow: billing_history", "flow: own")
    (project / "flows/own.yaml").write_text(text, encoding="utf-8")
    assert "own.yaml: 2 documented steps, no mistakes" in invoke("lint").stdout
    # The rest of that notice is asserted by flows of its own, and is not this project's to cover.
    coverage = invoke("coverage")
    assert coverage.exit_code == 0
    assert "ctd-link-pacer-account" not in coverage.stdout


def test_a_flow_takes_the_place_of_one_of_its_name(project: Path) -> None:
    text = (project / "flows/billing_history.yaml").read_text(encoding="utf-8")
    (project / "flows/link_account.yaml").write_text(
        text.replace("flow: billing_history", "flow: link_account"), encoding="utf-8"
    )
    assert "link_account.yaml: 2 documented steps" in invoke("lint", "link_account").stdout


def test_lint_reports_the_mistakes_of_the_whole_project_at_once(project: Path) -> None:
    (project / "ecfcheck.yaml").write_text("courts: [my_cuort]\n", encoding="utf-8")
    (project / "pages/billing_history.py").write_text("import nonsense\n", encoding="utf-8")
    (project / "config/courts/other.yaml").write_text("name: Other\n", encoding="utf-8")
    (project / "flows/documents/example-notice.yaml").write_text("title: x\n", encoding="utf-8")
    problems = read_errors("lint")
    assert {problem.partition(":")[0] for problem in problems} == {
        "ecfcheck.yaml",
        "pages/billing_history.py",
        "config/courts/other.yaml",
        "flows/documents/example-notice.yaml",
    }


def test_the_flow_names_the_schema_for_editors(project: Path) -> None:
    first, *_ = (project / "flows/billing_history.yaml").read_text(encoding="utf-8").splitlines()
    name = first.removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((project / "flows" / name).read_text(encoding="utf-8"))
    assert "billing_history" in schema["$defs"]["Screen"]["enum"]


def test_the_workflow_is_valid_and_its_commands_exist(project: Path) -> None:
    path = project / ".github/workflows/ecfcheck.yml"
    check = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    run = subprocess.run([sys.executable, "-m", *check], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        if "run: ecfcheck " in line:
            name, *arguments = line.partition("run: ecfcheck ")[2].split()
            get_command(name).make_context(name, arguments)
    assert "pytest -n auto" in text


def test_the_kind_of_court_decides_which_staged_court_plays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    create_project(tmp_path / "north", "bankruptcy")
    text = (tmp_path / "north/config/courts/my_court.yaml").read_text(encoding="utf-8")
    assert "kind: bankruptcy" in text
    assert "ecf: http://ecf.ctb.localhost" in text
