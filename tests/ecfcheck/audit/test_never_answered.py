"""A login that PACER never answers: the password may be wrong, so it is sent once and never again."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from config.secret import Secret
from ecfcheck.court.stage import Control
from tests.flows.changed import Break, court_file, stage_with

TRIED = "    events.record(events.LOGIN_TRIED, user_name)\n"
SILENT = Break("pacer/login.py", TRIED, f"{TRIED}    __import__('time').sleep(20)\n", "", "")
IMPATIENT = (("arrive: 10", "arrive: 2"),)


def audited(folder: Path, court: Path, *options: str) -> dict[str, Any]:
    """Run an audit of one person; return their result."""
    command = [sys.executable, "-m", "ecfcheck", "audit", "roster.csv", "--court", str(court), "--out", "out"]
    environment = {**os.environ, "ECFCHECK_STATE": str(folder / "state")}
    subprocess.run(
        [*command, "--logins-per-minute", "6000", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    (line,) = (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line))


def test_it_is_not_known_and_not_sent_again_unless_somebody_wants_that(tmp_path: Path) -> None:
    roster = "alias,courts,user name,password\np1,court,P1_USER,P1_PASSWORD\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    with stage_with(SILENT, tmp_path) as ready:
        control = Control(ready["control"], Secret(ready["token"]))
        minted = control.mint({"ecf": {"linked": True}})["pacer"]
        env = tmp_path / ".env"
        env.touch(mode=0o600)
        env.write_text(
            f"P1_USER='{minted['user_name']}'\nP1_PASSWORD='{minted['password']}'\n", encoding="utf-8"
        )
        court = court_file(ready, tmp_path, *IMPATIENT)

        def tried() -> int:
            return sum(event["kind"] == "login_tried" for event in control.events())

        first = audited(tmp_path, court)
        assert (first["status"], tried()) == ("not known", 1)
        assert "PACER's answer was never seen" in first["evidence"]
        assert (audited(tmp_path, court, "--resume")["status"], tried()) == ("not known", 1)
        audited(tmp_path, court, "--resume", "--try-unknown")
        assert tried() == 2
