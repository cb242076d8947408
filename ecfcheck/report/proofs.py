"""Summarizes the folder of a proof for the list of runs, from the lines of its mutants."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ecfcheck.report.model import CUT_SHORT
from ecfcheck.report.summary import RunSummary
from ecfcheck.report.text import count

MUTANTS = "mutants.jsonl"
"""The file of a proof: a line on the proof, then one for each mutant."""

ACCEPTED = frozenset({"killed", "argued", "not applied"})
"""The verdicts after which nothing has to be done about a mutant."""


def summarize_proof(file: Path) -> RunSummary:
    """Return the summary of a proof, as a list of runs shows it."""
    try:
        # The last line of a proof that is under way may be incomplete.
        whole = file.read_text(encoding="utf-8").split("\n")[:-1]
        head, *mutants = [json.loads(line) for line in whole]
        return _summarize(head, [str(mutant["verdict"]) for mutant in mutants])
    except (ValueError, KeyError, TypeError):
        return RunSummary(verdict=f"proof: cannot be read: {file.name} is not a proof's", state="failed")


def _summarize(head: dict[str, Any], verdicts: list[str]) -> RunSummary:
    unnoticed = sum(verdict not in ACCEPTED for verdict in verdicts)
    wanted = int(head["mutants"])
    is_complete = len(verdicts) >= wanted
    texts = [
        f"proof: {len(verdicts)} of {count(wanted, 'mutant')} judged",
        f"{unnoticed} to look at" if unnoticed else "",
        "" if is_complete else CUT_SHORT,
    ]
    return RunSummary(
        verdict=", ".join(filter(None, texts)),
        state="failed" if unnoticed else "ok" if is_complete else "partial",
        version=str(head["version"]),
        started=datetime.fromisoformat(head["started"]),
        missing_release="not recorded",
        is_complete=is_complete,
    )
