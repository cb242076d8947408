"""Tests that a password is not sent again if PACER never answered: it may be wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stage.faults.model import Fault
from tests.e2e.audit.conftest import RunAudit
from tests.helpers.faulty_stage import PACER_LOGIN_SENT, FaultyStage
from tests.helpers.firm import FAST
from tests.helpers.run_files import Changes, build_environ, write_court_file

SHORT_LIMITS: Changes = {"limits": {"arrive": 2}}
AuditPerson = Callable[..., dict[str, Any]]


@pytest.fixture
def audit_person(stage: FaultyStage, tmp_path: Path, run_audit: RunAudit) -> AuditPerson:
    """Return a function that audits one person and returns their result."""
    court = write_court_file(stage, tmp_path, SHORT_LIMITS)

    def audit(*options: str) -> dict[str, Any]:
        settings = build_environ(stage, tmp_path)
        run_audit("--court", str(court), "--out", "out", *FAST, *options, settings=settings)
        (line,) = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return dict(json.loads(line))

    return audit


def test_an_unanswered_login_is_not_known_and_sent_again_only_with_try_unknown(
    tmp_path: Path, stage: FaultyStage, audit_person: AuditPerson
) -> None:
    roster = "alias,courts,user name,password\np1,court,P1_USER,P1_PASSWORD\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    stage.fail(Fault(on=PACER_LOGIN_SENT, hold=True, when="after"))
    minted = stage.mint(ecf={"linked": True})["pacer"]
    env = tmp_path / ".env"
    env.touch(mode=0o600)
    env.write_text(f"P1_USER='{minted['user_name']}'\nP1_PASSWORD='{minted['password']}'\n", encoding="utf-8")

    first = audit_person()
    assert (first["status"], stage.count("login_tried")) == ("not known", 1)
    assert "PACER's answer was never seen" in first["evidence"]
    again = audit_person("--resume")
    assert (again["status"], stage.count("login_tried")) == ("not known", 1)
    audit_person("--resume", "--try-unknown")
    assert stage.count("login_tried") == 2
