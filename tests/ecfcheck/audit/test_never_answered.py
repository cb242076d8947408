"""A login that PACER never answers: the password may be wrong, so it is sent once and never again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from stage.faults.model import Fault
from tests.flows.command import Changes, court_file, surroundings
from tests.flows.faulty_stage import PACER_LOGIN_SENT, FaultyStage

IMPATIENT: Changes = {"limits": {"arrive": 2}}


def audited(stage: FaultyStage, folder: Path, court: Path, *options: str) -> dict[str, Any]:
    """Run an audit of one person; return their result."""
    command = [sys.executable, "-m", "ecfcheck", "audit", "roster.csv", "--court", str(court), "--out", "out"]
    environment = {**os.environ, **surroundings(stage, folder)}
    subprocess.run(
        [*command, "--logins-per-minute", "6000", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    (line,) = (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line))


def test_it_is_not_known_and_not_sent_again_unless_somebody_wants_that(
    tmp_path: Path, stage: FaultyStage
) -> None:
    roster = "alias,courts,user name,password\np1,court,P1_USER,P1_PASSWORD\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    stage.fail(Fault(on=PACER_LOGIN_SENT, hold=True, when="after"))
    minted = stage.mint(ecf={"linked": True})["pacer"]
    env = tmp_path / ".env"
    env.touch(mode=0o600)
    env.write_text(f"P1_USER='{minted['user_name']}'\nP1_PASSWORD='{minted['password']}'\n", encoding="utf-8")
    court = court_file(stage, tmp_path, IMPATIENT)

    first = audited(stage, tmp_path, court)
    assert (first["status"], stage.count("login_tried")) == ("not known", 1)
    assert "PACER's answer was never seen" in first["evidence"]
    again = audited(stage, tmp_path, court, "--resume")
    assert (again["status"], stage.count("login_tried")) == ("not known", 1)
    audited(stage, tmp_path, court, "--resume", "--try-unknown")
    assert stage.count("login_tried") == 2
