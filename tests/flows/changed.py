"""A staged court with a change in it, served from a copy, and the link procedure run against it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.court import COURTS

ROOT = Path(__file__).parents[2]
LINK = "ecf/link.py"
SHOW_FORM = '    return page.render("link", user, script=LINK_SCRIPT)'
DROPPED = 'request.environ["waitress.client_disconnected"].__self__.socket.shutdown(2)\n'
"""Ends the connection that a request came by, without a word: it may have been used before, or not."""
SHOW_SUCCESS = '    return page.render("link_success", user)'


@dataclass(frozen=True)
class Break:
    """A change somebody made to the staged court, and how the run must tell of it."""

    file: str
    text: str
    becomes: str
    step: str
    told: str


@contextmanager
def stage_with(change: Break, folder: Path) -> Iterator[dict[str, str]]:
    """Serve a copy of the staged court with one change in it; yields what its ready line says."""
    shutil.copytree(ROOT / "stage", folder / "stage", ignore=shutil.ignore_patterns("__pycache__"))
    changed = folder / "stage" / change.file
    text = changed.read_text(encoding="utf-8")
    assert change.text in text
    changed.write_text(text.replace(change.text, change.becomes), encoding="utf-8")
    command = [sys.executable, "-m", "stage", "--tied"]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.communicate()


def run_against(
    ready: dict[str, str],
    folder: Path,
    *changes: tuple[str, str],
    settings: dict[str, str] | None = None,
    flow: Path = ROOT / "flows" / "link_account.yaml",
    options: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    """Run a flow as a user would, against a court that was started separately.

    `changes` are made in the court's file, `settings` are put into the environment.
    """
    file = court_file(ready, folder, *changes)
    live = ["--live"] if ("staged: yes", "staged: no") in changes else []
    out = folder / "out"
    return subprocess.run(
        [sys.executable, "-m", "ecfcheck", "run", flow, "--court", file, "--out", out, *live, *options],
        cwd=folder,
        env={**os.environ, **surroundings(ready, folder), **(settings or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def court_file(ready: dict[str, str], folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the file of a court that was started separately, with changes made in it."""
    court = (COURTS / "staged.yaml").read_text(encoding="utf-8")
    for host in ("www.ctd.localhost", "ecf.ctd.localhost", "pacer.localhost", "psc.localhost"):
        court = court.replace(host, f"{host}:{ready['port']}")
    for text, becomes in changes:
        assert text in court
        court = court.replace(text, becomes)
    file = folder / "court.yaml"
    file.write_text(court, encoding="utf-8")
    return file


def surroundings(ready: dict[str, str], folder: Path) -> dict[str, str]:
    """Return settings that keep a run from what the user of this machine has, their keyring and ledger."""
    return {
        "ECFCHECK_STAGE_TOKEN": ready["token"],
        "ECFCHECK_STATE": str(folder / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONSAFEPATH": "1",
    }


def settings_of(account: dict[str, Any], persona: str = "unlinked_filer") -> dict[str, str]:
    """Return the settings that configure an account for a persona, as the staged court minted it."""
    return {
        f"ECFCHECK_{persona}_{group}_{name}".upper(): value
        for group in ("pacer", "ecf")
        for name, value in account[group].items()
        if value is not None
    }


def with_pages(folder: Path, *changes: tuple[str, str]) -> dict[str, str]:
    """Return the settings by which a run uses a copy of the page objects with changes in them."""
    shutil.copytree(
        ROOT / "pages", folder / "changed" / "pages", ignore=shutil.ignore_patterns("__pycache__")
    )
    module = folder / "changed" / "pages" / "utilities.py"
    written = module.read_text(encoding="utf-8")
    for text, becomes in changes:
        assert text in written
        written = written.replace(text, becomes)
    module.write_text(written, encoding="utf-8")
    return {"PYTHONPATH": str(folder / "changed")}


def steps_in(folder: Path) -> list[dict[str, Any]]:
    """Return the last record of each step that a run left on record."""
    files = sorted((folder / "out").glob("records-*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    steps = [record for line in lines if (record := json.loads(line))["record"] == "step"]
    return list({(step["flow"], step["run"], step["step"]): step for step in steps}.values())


def failure(folder: Path) -> dict[str, Any]:
    """Return the one record of a step that failed."""
    steps = steps_in(folder)
    (failed,) = [step for step in steps if step["outcome"] not in {"OK", "NOT_RUN"}]
    return dict(failed)
