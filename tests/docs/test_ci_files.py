"""The files for pipelines and clusters are valid, and each command they run exists with its options."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from ecfcheck import __version__
from tests.helpers.commands import get_command

ROOT = Path(__file__).parents[2]
CI = ROOT / "docs/ci"
WORKFLOWS = sorted(CI.glob("github-*.yml"))
MANIFESTS = sorted(CI.glob("kubernetes-*.yaml"))
EXPRESSION = re.compile(r"\$\{\{.*?\}\}|\$\(\(.*?\)\)|\$\w+")


def find_scripts(value: Any, key: str = "") -> Iterator[str]:
    """Yield the shell scripts: `run` of a workflow's step, `args` of a container."""
    if isinstance(value, str) and key in {"run", "args"}:
        yield value
    for name, one in value.items() if isinstance(value, dict) else []:
        yield from find_scripts(one, name)
    for one in value if isinstance(value, list) else []:
        yield from find_scripts(one, key)


def load_documents(path: Path) -> list[Any]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def find_job(path: Path) -> Any:
    return next(one for one in load_documents(path) if one["kind"] == "Job")


def find_commands(path: Path) -> list[list[str]]:
    """Return the words of each `ecfcheck ...` in a file, with 1 for each expression."""
    lines = [line for script in find_scripts(load_documents(path)) for line in script.splitlines()]
    words = [shlex.split(EXPRESSION.sub("1", line), comments=True) for line in lines]
    found = []
    for line in words:
        programs = [Path(word).name for word in line]
        if "ecfcheck" in programs:
            command = line[programs.index("ecfcheck") + 1 :]
            found.append(list(takewhile(lambda word: word not in {">", ">>"}, command)))
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_is_valid_for_github(path: Path) -> None:
    check = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    run = subprocess.run([sys.executable, "-m", *check], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_manifest_is_valid_for_kubernetes(path: Path) -> None:
    for manifest in load_documents(path):
        kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("path", [*WORKFLOWS, *MANIFESTS], ids=lambda path: path.name)
def test_commands_exist_with_their_options(path: Path) -> None:
    found = find_commands(path)
    assert found
    for name, *arguments in found:
        # Raises click's error for an option that does not exist.
        get_command(name).make_context(name, arguments)


@pytest.mark.parametrize("path", [*WORKFLOWS, *MANIFESTS], ids=lambda path: path.name)
def test_only_audit_and_watch_contact_real_courts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        jobs = load_documents(path)[0]["jobs"]
        live = {name for name, job in jobs.items() if job.get("env", {}).get("ECFCHECK_LIVE") == "1"}
        assert live == ({"audit", "watch"} & jobs.keys())
    else:
        (container,) = find_job(path)["spec"]["template"]["spec"]["containers"]
        live = {one["value"] for one in container["env"] if one["name"] == "ECFCHECK_LIVE"}
        assert live == ({"1"} if "audit" in path.name else set())
    assert text.count("ECFCHECK_LIVE") == len(live)


def test_files_use_the_commands_for_pipelines() -> None:
    commands = {words[0] for path in (*WORKFLOWS, *MANIFESTS) for words in find_commands(path)}
    assert commands == {"run", "audit", "merge", "summary", "changes"}


def test_the_watch_only_reads() -> None:
    runs = [words for words in find_commands(CI / "github-watch.yml") if words[0] == "run"]
    assert len(runs) == 1
    assert not any(word.startswith("--allow") for word in runs[0])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_packages_and_browser_are_cached_by_the_lock(path: Path) -> None:
    jobs = load_documents(path)[0]["jobs"]
    for job in jobs.values():
        used = {step.get("uses", "").partition("@")[0]: step.get("with", {}) for step in job["steps"]}
        assert used["actions/setup-python"]["cache-dependency-path"] == "requirements.lock"
        assert "hashFiles('requirements.lock')" in used["actions/cache"]["key"]


def test_secrets_reach_only_the_step_that_needs_them() -> None:
    for path in WORKFLOWS:
        for name, job in load_documents(path)[0]["jobs"].items():
            assert "secrets." not in str(job.get("env", "")), f"{path.name}: {name}"
            assert not any("secrets." in step.get("run", "") for step in job["steps"]), f"{path.name}: {name}"


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_job_has_one_pod_for_each_shard(path: Path) -> None:
    job = find_job(path)
    shards = {word for words in find_commands(path) for word in words if re.fullmatch(r"1/\d+", word)}
    assert shards == ({f"1/{job['spec']['completions']}"} if "completions" in job["spec"] else set())


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_pod_has_only_the_rights_it_needs(path: Path) -> None:
    job = find_job(path)
    pod = job["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["image"] == f"ecfcheck:{__version__}"


def test_image_copies_only_files_that_exist_and_no_hidden_ones() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (CI / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert [name for name in names if not (ROOT / name).exists() or name.startswith(".")] == []
    # The packages that ecfcheck imports, and the files that set it up.
    assert names >= {"config", "ecfcheck", "flows", "pages", "stage", "bootstrap.py", "requirements.lock"}
    # What pytest needs to run the flows.
    assert names >= {"conftest.py", "pyproject.toml"}
