"""Runs of flows are started in order, and never two at once that share a login."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from config.account import Account
from config.court import Court
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.permissions import READING
from ecfcheck.flowfile.flow import Flow
from ecfcheck.runner.schedule import Schedule, ScheduledRun, create_schedule
from tests.helpers.fakes import REAL, STAGED, build_account, build_flow


@dataclass(frozen=True)
class NamedAccounts:
    """An account for each persona, by its PACER user name and its CM/ECF login."""

    names: dict[str, tuple[str, str | None]]

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure of nothing."""

    def provide(self, persona: str) -> Account:
        user_name, login = self.names[persona]
        return build_account(user_name=user_name, login=login)


def create(*personas: str, court: Court = REAL, **names: tuple[str, str | None]) -> Schedule:
    """Return a schedule with a flow for each of the personas, named after them and their position."""
    session = CourtSession(court, NamedAccounts(names), READING)
    flows = [build_flow(f"{persona}{number}", persona=persona) for number, persona in enumerate(personas, 1)]
    return create_schedule([ScheduledRun(flow, 1) for flow in flows], {"nextgen": session})


def test_a_run_whose_logins_are_in_use_is_passed_over_until_they_are_free() -> None:
    schedule = create("a", "a", "b", a=("jroe", None), b=("jdoe", None))
    with schedule.take() as first:
        assert first is not None
        with schedule.take() as second, schedule.take() as third:
            assert (first.label, second and second.label, third) == ("a1", "b3", None)
    with schedule.take() as fourth:
        assert fourth is not None
        assert fourth.label == "a2"
    assert not schedule.has_waiting


def test_personas_that_share_a_login_share_an_account() -> None:
    schedule = create("a", "b", a=("jroe", "ct1"), b=("jdoe", " CT1 "))
    with schedule.take(), schedule.take() as second:
        assert second is None


def test_each_run_on_a_stage_has_an_account_of_its_own() -> None:
    schedule = create("a", "a", court=STAGED, a=("jroe", None))
    with schedule.take() as first, schedule.take() as second:
        assert (first and first.label, second and second.label) == ("a1", "a2")


def test_a_login_is_free_again_after_an_error() -> None:
    schedule = create("a", "a", a=("jroe", None))
    with pytest.raises(LookupError), schedule.take():
        raise LookupError
    with schedule.take() as second:
        assert second is not None


def test_runs_that_did_not_end_are_not_run() -> None:
    schedule = create("a", "b", "c", a=("one", None), b=("two", None), c=("three", None))
    with schedule.take() as first, schedule.take() as second:
        assert first is not None
        assert second is not None
        schedule.finish(first)
        assert schedule.under_way == ("b2",)
    assert schedule.not_run == ("b2", "c3")
    assert schedule.total == 3


def test_a_run_is_named_by_its_number_from_the_second_on() -> None:
    flow = build_flow("link_account")
    assert [ScheduledRun(flow, number).label for number in (1, 2)] == ["link_account", "link_account, run 2"]
