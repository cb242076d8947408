"""The settings and court files of runs against a staged court that is running, and what such a run leaves."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from config.court import COURTS
from tests.flows.faulty_stage import FaultyStage

ROOT = Path(__file__).parents[2]
LINK_FLOW = ROOT / "flows" / "link_account.yaml"

Changes = Mapping[str, Any]
"""What is changed in a court's file; of its limits, those that are named."""

NOT_STAGED: Changes = {"staged": False}
IMPATIENT: Changes = {"limits": {"arrive": 3, "act": 2}}


def court_file(stage: FaultyStage, folder: Path, *changes: Changes) -> Path:
    """Write the file of a court that was started separately, with changes made in it."""
    court = yaml.safe_load((COURTS / "staged.yaml").read_text(encoding="utf-8"))
    for change in changes:
        court |= {**change, "limits": court["limits"] | change.get("limits", {})}
    for name in ("website", "ecf", "pacer_login", "pacer_account"):
        host, localhost, path = court[name].partition(".localhost")
        court[name] = f"{host}{localhost}:{stage.port}{path}"
    file = folder / "court.yaml"
    file.write_text(yaml.dump(court, sort_keys=False), encoding="utf-8")
    return file


def surroundings(stage: FaultyStage, folder: Path) -> dict[str, str]:
    """Return settings that keep a run from what the user of this machine has, their keyring and ledger."""
    return {
        "ECFCHECK_STAGE_TOKEN": stage.control.token.get_secret_value(),
        "ECFCHECK_STATE": str(folder / "state"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONSAFEPATH": "1",
    }


def build_settings(account: Mapping[str, Any], persona: str = "unlinked_filer") -> dict[str, str]:
    """Return the settings that configure an account for a persona, as the staged court minted it."""
    return {
        f"ECFCHECK_{persona}_{group}_{name}".upper(): value
        for group in ("pacer", "ecf")
        for name, value in account[group].items()
        if value is not None
    }


def records_in(folder: Path) -> list[dict[str, Any]]:
    """Return every record that a run left, in order."""
    files = sorted((folder / "out").glob("records-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def steps_in(folder: Path) -> list[dict[str, Any]]:
    """Return the last record of each step that a run left on record."""
    steps = [record for record in records_in(folder) if record["record"] == "step"]
    return list({(step["flow"], step["run"], step["step"]): step for step in steps}.values())


def failure(folder: Path) -> dict[str, Any]:
    """Return the one record of a step that failed."""
    (failed,) = [step for step in steps_in(folder) if step["outcome"] not in {"OK", "NOT_RUN"}]
    return failed
