"""Fixtures that run an audit in the test's process, at the session's staged court."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.audit.demo_firm import write_firm
from ecfcheck.cli import main
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.stage import Control
from tests.helpers.firm import Firm

RunAudit = Callable[..., Result]
CreateFirm = Callable[[int], Firm]


@pytest.fixture
def run_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lend_browser: Callable[[str], None]
) -> RunAudit:
    """Return a function that runs `ecfcheck audit roster.csv` in the test's folder."""
    lend_browser("audit")
    monkeypatch.chdir(tmp_path)

    def audit(*options: str, settings: Mapping[str, str] | None = None) -> Result:
        own = {"ECFCHECK_STATE": str(tmp_path / "state"), "CI": "true", **(settings or {})}
        others = {name: None for name in os.environ if name.startswith("ECFCHECK") and name not in own}
        return CliRunner().invoke(main, ["audit", "roster.csv", *options], env={**others, **own})

    return audit


@pytest.fixture
def create_firm(tmp_path: Path, court: CourtSession, control: Control) -> CreateFirm:
    """Return a function that writes a firm of a given size into the test's folder."""

    def write(size: int) -> Firm:
        assert court.court.port is not None
        write_firm(tmp_path, size, control, court.court.port)
        return Firm(tmp_path, control)

    return write
