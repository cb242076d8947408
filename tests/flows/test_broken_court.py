"""A court that is not as documented fails the run at the right step, in words that name both sides."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.court import COURTS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Break:
    """A change somebody made to the staged court, and how the run must tell of it."""

    file: str
    text: str
    becomes: str
    step: str
    told: str


BREAKS = {
    "a menu entry is renamed": Break(
        "ecf/menu.py",
        '"Reports"',
        '"Records"',
        "3",
        "cmecf_home menu: documented [Query, Reports, Utilities, Help, Log Out]; "
        "seen [Query, Records, Utilities, Help, Log Out] (not seen: [Reports]; not documented: [Records])",
    ),
    "a field is dropped": Break(
        "templates/ecf/link.html",
        'type="password"',
        'type="hidden"',
        "4",
        "link_account fields: documented [CM/ECF login:, CM/ECF password:]; "
        "seen [CM/ECF login:] (not seen: [CM/ECF password:])",
    ),
    "a name on the confirmation is swapped": Break(
        "templates/ecf/link_confirmation.html",
        "{{ proposal.ecf_name }}",
        "{{ proposal.pacer_name }}",
        "5",
        'link_confirmation rows shows CM/ECF as "',
    ),
    "the Criminal entry is lost": Break(
        "ecf/menu.py",
        "Crimi<u>n</u>al",
        "Cri<u>m</u>es",
        "6",
        "(not seen: [Criminal]; not documented: [Crimes])",
    ),
    "the notice is changed": Break(
        "templates/pacer/login.html",
        "All activities and access attempts are logged.",
        "Some activities are logged.",
        "2",
        "prosecution under Title 18 of the U.S. Code. Some activities are logged.",
    ),
}


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


def run_against(ready: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the link procedure as a user would against a court that was started separately."""
    court = (COURTS / "staged.yaml").read_text(encoding="utf-8")
    for host in ("www.ctd.localhost", "ecf.ctd.localhost", "pacer.localhost"):
        court = court.replace(host, f"{host}:{ready['port']}")
    file = folder / "court.yaml"
    file.write_text(court, encoding="utf-8")
    flow = ROOT / "flows" / "link_account.yaml"
    return subprocess.run(
        [sys.executable, "-m", "ecfcheck", "run", flow, "--court", file, "--out", folder / "out"],
        cwd=folder,
        env={**os.environ, "ECFCHECK_STAGE_TOKEN": ready["token"], "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS.keys())
def test_a_court_that_differs_fails_at_the_step_that_documents_it(change: Break, tmp_path: Path) -> None:
    with stage_with(change, tmp_path) as ready:
        run = run_against(ready, tmp_path)
    assert run.returncode == 1, run.stdout + run.stderr
    records = [json.loads(line) for line in (tmp_path / "out/records-main.jsonl").read_text().splitlines()]
    failed = [r for r in records if r["record"] == "step" and r["outcome"] not in {"OK", "NOT_RUN"}]
    assert [(record["step"], record["outcome"]) for record in failed] == [(change.step, "DRIFT")]
    assert change.told in failed[0]["message"]
    assert change.told.split("; ")[0] in " ".join(run.stdout.split())
    assert (tmp_path / "out" / "report.html").is_file()
