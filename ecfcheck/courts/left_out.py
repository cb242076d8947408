"""Leaves out the flows without an account, for `--skip-missing`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from config.court import Release
from config.court_selection import Courts
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import FlowSettings
from ecfcheck.courts.court_session import find_flow_problems
from ecfcheck.flowfile.flow import Flow
from pages.decorators import Effect

LEFT_OUT = "left out: "
SKIP_MISSING = "--skip-missing"
NO_ACCOUNT = "no flow has an account in the settings; `ecfcheck settings` prints what each needs"
SKIP_MISSING_HELP = "Leave out flows without an account in the settings, and name what each would need."


@dataclass(frozen=True)
class LeftOutFlow:
    """A flow that is left out, and the settings that it lacks."""

    name: str
    needs: tuple[str, ...]

    @property
    def need(self) -> str:
        """What the flow needs, in words."""
        return f"{self.name} needs {', '.join(self.needs)}"

    def __str__(self) -> str:
        return f"{LEFT_OUT}{self.need}"


def describe_left_out(flow: Flow, lacking: FlowSettings) -> LeftOutFlow:
    """Return the flow with the names of the settings it lacks, each with a similar name that is set."""
    reasons = (problem.text.removeprefix("is not set").removeprefix("; ") for problem in lacking.described)
    needs = zip(lacking.missing, reasons, strict=True)
    return LeftOutFlow(flow.name, tuple(f"{name} ({reason})" if reason else name for name, reason in needs))


def leave_out_missing(
    courts: Courts,
    flows: Sequence[Flow],
    settings: Settings,
    allowed: Mapping[Release, frozenset[Effect]],
) -> tuple[list[Flow], list[LeftOutFlow]]:
    """Return the flows that have all their settings, and those that do not."""
    ready: list[Flow] = []
    left_out: list[LeftOutFlow] = []
    for flow in flows:
        lacking = find_flow_problems(courts[flow.release], flow, settings, allowed[flow.release])
        if lacking.missing:
            left_out.append(describe_left_out(flow, lacking))
        else:
            ready.append(flow)
    return ready, left_out


def require_any(ready: Collection[Flow], left_out: Collection[LeftOutFlow]) -> None:
    """Make sure that not every flow is left out. Raises ProblemsError."""
    if left_out and not ready:
        raise ProblemsError.single(SKIP_MISSING, NO_ACCOUNT)
