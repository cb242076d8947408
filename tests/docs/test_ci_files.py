"""The files for pipelines and clusters are valid, and each command they order exists with its options."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from ecfcheck import __version__
from ecfcheck.cli import main

ROOT = Path(__file__).parents[2]
CI = ROOT / "docs/ci"
WORKFLOWS = sorted(CI.glob("github-*.yml"))
MANIFESTS = sorted(CI.glob("kubernetes-*.yaml"))
EXPRESSION = re.compile(r"\$\{\{.*?\}\}|\$\(\(.*?\)\)|\$\w+")


def scripts(value: Any, key: str = "") -> Iterator[str]:
    """Yield what a shell is given: `run` of a workflow's step, `args` of a container."""
    if isinstance(value, str) and key in {"run", "args"}:
        yield value
    for name, one in value.items() if isinstance(value, dict) else []:
        yield from scripts(one, name)
    for one in value if isinstance(value, list) else []:
        yield from scripts(one, key)


def documents(path: Path) -> list[Any]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def job_of(path: Path) -> Any:
    return next(one for one in documents(path) if one["kind"] == "Job")


def commands(path: Path) -> list[list[str]]:
    """Return the words of each `ecfcheck ...` of a file, with 1 for what is filled in later."""
    lines = [line for script in scripts(documents(path)) for line in script.splitlines()]
    words = [shlex.split(EXPRESSION.sub("1", line), comments=True) for line in lines]
    found = []
    for line in words:
        programs = [Path(word).name for word in line]
        if "ecfcheck" in programs:
            found.append(line[programs.index("ecfcheck") + 1 :])
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_one_to_github(path: Path) -> None:
    check = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    run = subprocess.run([sys.executable, "-m", *check], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_a_manifest_is_one_to_kubernetes(path: Path) -> None:
    for manifest in documents(path):
        kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("path", [*WORKFLOWS, *MANIFESTS], ids=lambda path: path.name)
def test_each_command_exists_with_its_options(path: Path) -> None:
    found = commands(path)
    assert found
    for name, *arguments in found:
        # Raises what click would tell a user of an option that is none.
        main.commands[name].make_context(name, arguments)


@pytest.mark.parametrize("path", [*WORKFLOWS, *MANIFESTS], ids=lambda path: path.name)
def test_real_courts_are_contacted_by_the_audits_alone_and_by_their_own_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        jobs = documents(path)[0]["jobs"]
        live = {name for name, job in jobs.items() if job.get("env", {}).get("ECFCHECK_LIVE") == "1"}
        assert live == ({"audit"} & jobs.keys())
    else:
        (container,) = job_of(path)["spec"]["template"]["spec"]["containers"]
        live = {one["value"] for one in container["env"] if one["name"] == "ECFCHECK_LIVE"}
        assert live == ({"1"} if "audit" in path.name else set())
    assert text.count("ECFCHECK_LIVE") == len(live)


def test_all_three_commands_are_ordered_somewhere() -> None:
    files = [*WORKFLOWS, *MANIFESTS]
    assert {words[0] for path in files for words in commands(path)} == {"run", "audit", "merge"}


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_there_are_as_many_shards_as_pods(path: Path) -> None:
    job = job_of(path)
    shards = {word for words in commands(path) for word in words if re.fullmatch(r"1/\d+", word)}
    assert shards == ({f"1/{job['spec']['completions']}"} if "completions" in job["spec"] else set())


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_a_pod_may_do_no_more_than_it_must(path: Path) -> None:
    job = job_of(path)
    pod = job["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["image"] == f"ecfcheck:{__version__}"


def test_the_image_is_made_of_what_is_there_and_of_nothing_kept_beside_it() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (CI / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert [name for name in names if not (ROOT / name).exists() or name.startswith(".")] == []
    # What ecfcheck imports, and what sets it up.
    assert names >= {"config", "ecfcheck", "flows", "pages", "stage", "bootstrap.py", "requirements.lock"}
