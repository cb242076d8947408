"""The court file and settings of a run against a running stage, and the records it writes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from config.court import COURTS
from tests.helpers.faulty_stage import FaultyStage

ROOT = Path(__file__).parents[2]
LINK_FLOW = ROOT / "flows" / "link_account.yaml"

Changes = Mapping[str, Any]
"""Values to replace in a court's file; of its limits, only those that are named."""

NOT_STAGED: Changes = {"staged": False}
IMPATIENT: Changes = {"limits": {"arrive": 3, "act": 2}}


def write_court_file(stage: FaultyStage, folder: Path, *changes: Changes) -> Path:
    """Write the court's file with the stage's port and with changes; return its path."""
    court = yaml.safe_load((COURTS / "staged.yaml").read_text(encoding="utf-8"))
    for change in changes:
        court |= {**change, "limits": court["limits"] | change.get("limits", {})}
    for name in ("website", "ecf", "pacer_login", "pacer_account"):
        host, localhost, path = court[name].partition(".localhost")
        court[name] = f"{host}{localhost}:{stage.port}{path}"
    file = folder / "court.yaml"
    file.write_text(yaml.dump(court, sort_keys=False), encoding="utf-8")
    return file


def build_environ(stage: FaultyStage, folder: Path) -> dict[str, str]:
    """Return an environment that isolates a run from the user's own keyring and ledger."""
    return {
        "ECFCHECK_STAGE_TOKEN": stage.control.token.get_secret_value(),
        "ECFCHECK_STATE": str(folder / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONSAFEPATH": "1",
    }


def build_settings(account: Mapping[str, Any], persona: str = "unlinked_filer") -> dict[str, str]:
    """Return the settings of a persona's account, from the account that the stage minted."""
    return {
        f"ECFCHECK_{persona}_{group}_{name}".upper(): value
        for group in ("pacer", "ecf")
        for name, value in account[group].items()
        if value is not None
    }


def read_records(folder: Path) -> list[dict[str, Any]]:
    """Return every record of a run, in order."""
    files = sorted((folder / "out").glob("records-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def read_steps(folder: Path) -> list[dict[str, Any]]:
    """Return the last record of each step of a run."""
    steps = [record for record in read_records(folder) if record["record"] == "step"]
    return list({(step["flow"], step["run"], step["step"]): step for step in steps}.values())


def read_failure(folder: Path) -> dict[str, Any]:
    """Return the record of the step that failed; there must be one."""
    (failed,) = [step for step in read_steps(folder) if step["outcome"] not in {"OK", "NOT_RUN"}]
    return failed
