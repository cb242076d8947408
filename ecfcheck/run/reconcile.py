"""Finds out by reading how things stand, after an effect whose answer was lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ecfcheck.language.flow import Flow
from ecfcheck.run.attempt import Attempt
from ecfcheck.run.note import PartNote
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import Stopped
from pages.failing import BrowserLost, losing_told
from pages.opening import Windows
from pages.verbs import Effect

_READING: frozenset[Effect] = frozenset({"read"})


def how_things_stand(setting: Setting, open_windows: Callable[[frozenset[Effect]], Windows]) -> str | None:
    """Carry out the flow that tells, in windows of its own and reading alone; None if the flow names none.

    It took effect if the flow holds, did not if a screen says of the account what it must not be.
    """
    flow = setting.flow.reconcile
    if flow is None:
        return None
    notes: list[PartNote] = []
    windows = open_windows(_READING)
    try:
        with losing_told():
            _carry_out(flow, setting, windows, notes)
    except Stopped as stop:
        told = stop.outcome is Outcome.ACCOUNT and not all(check.holds for check in notes[-1].checks)
        ran = f"{flow.name} was run to find out, and"
        if not told:
            return f"{ran} it is still unknown whether it took effect: {stop.message}"
        return (
            f"{ran} it had not taken effect at {datetime.now(UTC):%H:%M:%S} UTC: {stop.message};"
            " the court may be at it yet: look again before you do it again"
        )
    except BrowserLost as error:
        return f"{flow.name} could not be run to find out: {error}; still unknown whether it took effect"
    finally:
        windows.close(keep=setting.evidence.keeps(failed=True))
    return f"{flow.name} was run to find out, and it did take effect"


def _carry_out(flow: Flow, setting: Setting, windows: Windows, notes: list[PartNote]) -> None:
    attempt = Attempt(replace(setting, flow=flow, allowed=_READING), windows)
    for step in flow.steps:
        attempt.run(step, notes)
