"""A run is set up so that secrets are redacted, and names are hidden at a real court."""

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from playwright.sync_api import Browser

from config.yaml_file import ProblemsError
from ecfcheck.audit.probe import FixedAccount
from ecfcheck.courts.court_session import CourtSession, CourtSessions
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.setup import RunEnvironment, prepare_environment, prepare_output_folder, start_flow_run
from tests.helpers.fake_window import ACCOUNT, COURT, EVERYTHING, create_flow, create_part

FLOW = create_flow([create_part("court_website", opens=True)])
REAL = COURT.model_copy(update={"staged": False})
BROWSER = cast(Browser, SimpleNamespace(browser_type=SimpleNamespace(name="chromium"), version="1"))


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with Records(tmp_path, Redactor()) as records:
        yield records


def create_environment(records: Records, folder: Path, **values: Any) -> RunEnvironment:
    court = values.pop("court", COURT)
    sessions: CourtSessions = {"nextgen": CourtSession(court, FixedAccount(ACCOUNT), EVERYTHING)}
    return RunEnvironment(
        browser=BROWSER,
        courts=sessions,
        folder=folder,
        keep="none",
        records=records,
        **values,
    )


def test_the_redactor_knows_the_accounts_secrets_before_the_first_step(
    records: Records, tmp_path: Path
) -> None:
    with start_flow_run(FLOW, 1, create_environment(records, tmp_path)):
        assert "neither-this" not in records.redactor.clean("it says neither-this")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"court": COURT}, "Welcome, John Attorney"),
        ({"court": REAL, "show_names": True}, "Welcome, John Attorney"),
        ({"court": REAL}, "Welcome, {pacer.name}"),
    ],
    ids=["staged", "shown on request", "a real court"],
)
def test_names_are_hidden_at_a_real_court(
    values: dict[str, object], expected: str, records: Records, tmp_path: Path
) -> None:
    with start_flow_run(FLOW, 1, create_environment(records, tmp_path, **values)):
        assert records.names.clean("Welcome, John Attorney") == expected


@pytest.mark.parametrize(
    ("court", "kind"), [(COURT, type(None)), (REAL, SessionCache)], ids=["staged", "a real court"]
)
def test_sessions_are_reused_only_at_a_real_court(
    court: object, kind: type, records: Records, tmp_path: Path
) -> None:
    prepared = prepare_environment(create_environment(records, tmp_path, court=court))
    assert isinstance(prepared.session_cache, kind)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "junit.xml")
    with pytest.raises(ProblemsError) as caught:
        prepare_output_folder(tmp_path, tmp_path / "report.html", tmp_path / "junit.xml")
    text = "is a device or a pipe, which would be replaced; name a file"
    assert str(caught.value) == f"--junit {tmp_path / 'junit.xml'}: {text}"
