"""Fixtures that several test packages share: staged courts, their control, the browser."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from config.court import load_court
from config.court_selection import STAGED
from config.project import VARIABLE, use_project
from ecfcheck.courts.accounts import ObservedAccounts, StageAccounts
from ecfcheck.courts.court_session import CourtSession, open_court
from ecfcheck.courts.live import LIVE
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.courts.stage import Control
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.windows import show, window

__all__ = ["show", "window"]  # for pytest to find

SECONDS_PER_TEST = 180
SECONDS_PER_SLOW_TEST = 900


@pytest.hookimpl(trylast=True)  # after the order was made random
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set a timeout for tests that hang, and begin with the modules in which most tests are slow.

    The timeout is far above what they need on a busy machine. Steps of flows only have the court's own
    limits: an effect must not be cut off before the court responds. A module that takes minutes would else be
    the last one, with one worker at it and the others idle.
    """
    tests, slow = Counter[Path](), Counter[Path]()
    for item in items:
        is_slow = item.get_closest_marker("slow") is not None
        tests[item.path] += 1
        slow[item.path] += is_slow
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(SECONDS_PER_SLOW_TEST if is_slow else SECONDS_PER_TEST))
    items.sort(key=lambda item: slow[item.path] / tests[item.path], reverse=True)


@pytest.fixture(autouse=True)
def not_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test contact a real court, whatever the environment says."""
    monkeypatch.delenv(LIVE, raising=False)


@pytest.fixture(scope="session")
def legacy_court() -> Iterator[CourtSession]:
    """A staged court on legacy CM/ECF, for tests of a page or a flow by itself."""
    with open_court(load_court(STAGED["legacy"]), {}, EVERYTHING) as court:
        yield court


@pytest.fixture
def lend_browser(
    browser: Browser, playwright: Playwright, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Let a command in this process use its browser: Playwright only starts once per process."""

    def lend(command: str) -> None:
        opener = "prove.laboratory" if command == "prove" else f"cli.{command}"
        module = import_module(f"ecfcheck.{opener}")
        monkeypatch.setattr(module, "sync_playwright", lambda: nullcontext(playwright))
        monkeypatch.setattr(module, "open_browser", lambda *_, **__: browser)

    return lend


@pytest.fixture
def control(court: CourtSession) -> Control:
    """The control interface of the staged NextGen court."""
    assert isinstance(court.accounts, ObservedAccounts)
    assert isinstance(court.accounts.accounts, StageAccounts)
    return court.accounts.accounts.control


@pytest.fixture
def stage(court: CourtSession, control: Control) -> Iterator[FaultyStage]:
    """The same staged court for a test that makes it fail; its faults end with the test."""
    assert court.court.port is not None
    stage = FaultyStage(control, court.court.port)
    yield stage
    stage.restore()


@pytest.fixture
def legacy_stage(legacy_court: CourtSession) -> Iterator[FaultyStage]:
    """The staged court before NextGen for a test that makes it fail; its faults end with the test."""
    assert isinstance(legacy_court.accounts, StageAccounts)
    assert legacy_court.court.port is not None
    stage = FaultyStage(legacy_court.accounts.control, legacy_court.court.port)
    yield stage
    stage.restore()


@pytest.fixture(autouse=True)
def no_project(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test use the user's project, nor leave its own to the next: it is the whole process's."""
    monkeypatch.delenv(VARIABLE, raising=False)
    yield
    use_project(None)
