"""Makes what is measured: projects with many flows or steps, large rosters, and records of many runs."""

import csv
import re
import shutil
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from config.project import INCLUDED_FLOWS
from ecfcheck.audit.demo_firm import write_firm
from ecfcheck.courts.stage import start_stage
from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import Record, StepRecord

# -P: the project's own `config` and `pages` must not be imported in place of ours.
ECFCHECK = (sys.executable, "-P", "-m", "ecfcheck")

LONG_FLOW = "long"
_NAME = re.compile(r"^flow: \w+$", re.MULTILINE)
_FIRST_STEP = """\
    open: pacer_login
    do: log_in
    then:
      - screen: cmecf_home
"""
_LATER_STEP = """\
    screen: utilities
    sees:
      text: [Review Billing History]
"""
_ACTION = "do: open_utilities\n"


def create_project(folder: Path) -> Path:
    """Create a project as a user does, without its example flow; return its folder."""
    subprocess.run([*ECFCHECK, "init", str(folder)], check=True, capture_output=True)  # noqa: S603 - ecfcheck itself
    (folder / "flows" / "billing_history.yaml").unlink()
    return folder


def write_flows(project: Path, number: int) -> None:
    """Fill a project with copies of the flows that come with ecfcheck, each under a name of its own."""
    originals = cycle(sorted(INCLUDED_FLOWS.glob("*.yaml")))
    for index, original in enumerate(islice(originals, number), 1):
        name = f"{original.stem}_{index}"
        text = _NAME.sub(f"flow: {name}", original.read_text(encoding="utf-8"))
        (project / "flows" / f"{name}.yaml").write_text(text, encoding="utf-8")


def write_long_flow(project: Path, steps: int) -> None:
    """Write a flow that logs in and opens Utilities again in each further step, and its document."""
    entries = (f"  {n}:\n    place: step {n}\n    says: Utilities opens.\n" for n in range(1, steps + 1))
    document = f"title: A long notice\ncourt: my_court\nentries:\n{''.join(entries)}"
    (project / "flows" / "documents" / "long-notice.yaml").write_text(document, encoding="utf-8")
    head = f"flow: {LONG_FLOW}\ntitle: Open Utilities again\ndocument: long-notice\nrelease: nextgen\n"
    parts = [
        f'  - step: "{n}"\n    says: Open Utilities.\n{_write_parts(n, steps)}' for n in range(1, steps + 1)
    ]
    text = f"{head}persona: my_filer\nsteps:\n{''.join(parts)}"
    (project / "flows" / f"{LONG_FLOW}.yaml").write_text(text, encoding="utf-8")


def _write_parts(number: int, steps: int) -> str:
    """Return what a step of the long flow does: each but the last opens the screen of the next."""
    parts, indent = (_LATER_STEP, "    ") if number > 1 else (_FIRST_STEP, "        ")
    return parts if number == steps else f"{parts}{indent}{_ACTION}"


def write_roster(folder: Path, rows: int, minted: int = 10) -> None:
    """Write a firm's roster, its settings and its courts: some minted people, and more like them."""
    with start_stage() as stage:
        write_firm(folder, minted, stage.control, stage.port)
    roster, settings = folder / "roster.csv", folder / ".env"
    head, *people = list(csv.reader(roster.read_text(encoding="utf-8").splitlines()))
    values = settings.read_text(encoding="utf-8").splitlines()
    with roster.open("w", encoding="utf-8", newline="") as table, settings.open("w", encoding="utf-8") as env:
        writer = csv.writer(table)
        writer.writerow(head)
        for number, person in enumerate(islice(cycle(people), rows), 1):
            old, new = person[0], f"q{number:05}"
            writer.writerow([new, *person[1:3], *(_rename(name, old, new) for name in person[3:])])
            for line in values:
                name, _, value = line.partition("=")
                if name in person[3:]:
                    # Each account is its own; the secret of a passcode is base32, and may be anyone's.
                    own = value if name == person[5] else f"{value[:-1]}{number}'"
                    env.write(f"{_rename(name, old, new)}={own}\n")


def _rename(setting: str, old: str, new: str) -> str:
    return setting.replace(old.upper(), new.upper())


def replicate_run(base: Path, folder: Path, runs: int) -> None:
    """Write the records of a folder's one run under many run numbers, and its evidence once."""
    shutil.copytree(base / "evidence", folder / "evidence")
    records = read_folder(base).records
    lines = (
        _number(record, number).model_dump_json()
        for record in records
        for number in range(1, (runs if isinstance(record, StepRecord) else 1) + 1)
    )
    text = "".join(f"{line}\n" for line in lines)
    (folder / "records-main.jsonl").write_text(text, encoding="utf-8")


def _number(record: Record, number: int) -> Record:
    return record.model_copy(update={"run": number}) if isinstance(record, StepRecord) else record
