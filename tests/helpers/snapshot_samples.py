"""Sample snapshots of a screen, and runs that have them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord, PartRecord, StepRecord
from ecfcheck.runner.snapshot import Item, Snapshot
from tests.helpers.run_samples import STARTED, check, create_run, write_records


def text(words: str, **more: Any) -> Item:
    return Item(kind="text", words=words, **more)


def link(words: str, target: str = "{ecf}/page.pl", **more: Any) -> Item:
    return Item(kind="link", words=words, target=target, **more)


def field(name: str, **more: Any) -> Item:
    return Item(kind="field", type="text", name=name, **more)


def snapshot(*items: Item, **more: Any) -> Snapshot:
    return Snapshot(width=1100, height=800, items=items, **more)


def part(checks: Sequence[CheckRecord] = (), **more: Any) -> PartRecord:
    values: dict[str, Any] = {
        "screen": "cmecf_home",
        "url": "http://ecf.ctd.localhost/",
        "checks": tuple(checks),
        "snapshot": "evidence/home.json",
        "milliseconds": 100,
    }
    return PartRecord(**{**values, **more})


def step(*parts: PartRecord, **more: Any) -> StepRecord:
    values: dict[str, Any] = {
        "flow": "link_account",
        "title": "Link an account",
        "document": "ctd-link",
        "persona": "unlinked_filer",
        "step": "3",
        "says": "Open Utilities.",
        "path": "flows/link_account.yaml",
        "line": 43,
        "outcome": Outcome.OK,
        "started": STARTED,
        "milliseconds": 200,
        "parts": parts or (part([check("menu", ("Query", "Reports"))]),),
    }
    return StepRecord(**{**values, **more})


def interrupt(folder: Path) -> Path:
    """Have a run's records say that the user ended it by Ctrl-C."""
    (path,) = folder.glob("*.jsonl")
    records = path.read_text(encoding="utf-8")
    path.write_text(records.replace('"interrupted":false', '"interrupted":true'), encoding="utf-8")
    return folder


def write_run(folder: Path, *steps: StepRecord, **snapshots: Snapshot) -> Path:
    """Write a run's records, and snapshots by the names of their files."""
    write_records(folder, *create_run(*steps))
    (folder / "evidence").mkdir(exist_ok=True)
    for name, one in snapshots.items():
        (folder / "evidence" / f"{name}.json").write_text(one.model_dump_json(), encoding="utf-8")
    return folder
