"""A login that PACER never answers: the password may be wrong, so it is sent once and never again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stage.faults.model import Fault
from tests.ecfcheck.audit.conftest import AuditHere
from tests.ecfcheck.audit.firm import FAST
from tests.flows.faulty_stage import PACER_LOGIN_SENT, FaultyStage
from tests.flows.run_files import Changes, build_environ, write_court_file

IMPATIENT: Changes = {"limits": {"arrive": 2}}
Audited = Callable[..., dict[str, Any]]


@pytest.fixture
def audited(stage: FaultyStage, tmp_path: Path, audit_here: AuditHere) -> Audited:
    """Run an audit of one person; return their result."""
    court = write_court_file(stage, tmp_path, IMPATIENT)

    def audit(*options: str) -> dict[str, Any]:
        settings = build_environ(stage, tmp_path)
        audit_here("--court", str(court), "--out", "out", *FAST, *options, settings=settings)
        (line,) = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return dict(json.loads(line))

    return audit


def test_it_is_not_known_and_not_sent_again_unless_somebody_wants_that(
    tmp_path: Path, stage: FaultyStage, audited: Audited
) -> None:
    roster = "alias,courts,user name,password\np1,court,P1_USER,P1_PASSWORD\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    stage.fail(Fault(on=PACER_LOGIN_SENT, hold=True, when="after"))
    minted = stage.mint(ecf={"linked": True})["pacer"]
    env = tmp_path / ".env"
    env.touch(mode=0o600)
    env.write_text(f"P1_USER='{minted['user_name']}'\nP1_PASSWORD='{minted['password']}'\n", encoding="utf-8")

    first = audited()
    assert (first["status"], stage.count("login_tried")) == ("not known", 1)
    assert "PACER's answer was never seen" in first["evidence"]
    again = audited("--resume")
    assert (again["status"], stage.count("login_tried")) == ("not known", 1)
    audited("--resume", "--try-unknown")
    assert stage.count("login_tried") == 2
