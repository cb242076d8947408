"""Flows that run in fake windows, and the parts that tests make them of."""

from dataclasses import dataclass, field
from typing import Any

from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.flowfile.flow import Flow
from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.records import StepRecord
from pages.decorators import Effect
from pages.errors import (
    CourtUnreachableError,
    StepError,
)
from tests.helpers.fake_window import (
    FakeWindow,
    FakeWindows,
    create_context,
    create_flow,
    create_part,
)

AGREE = {"agreement": ("the names agree",)}


WEBSITE = create_part("court_website", opens=True)


LOGIN = create_part("pacer_login", "log_in", opens=True)


HOME = create_part("cmecf_home")


CONFIRM = create_part("link_confirmation", "confirm", AGREE, opens=True)


SUCCESS = create_part("link_success")


LINKED = create_flow([create_part("utilities", sees={"standing": ("may file",)}, opens=True)])


@dataclass
class Runs:
    """Runs flows in windows that the test prepares, one for each attempt."""

    windows: list[FakeWindow] = field(default_factory=list)
    opened: list[FakeWindows] = field(default_factory=list)
    effects: list[frozenset[Effect]] = field(default_factory=list)
    provisional: list[StepRecord] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def open_windows(self, allowed: frozenset[Effect]) -> BrowserWindows:
        window = self.windows[len(self.opened)] if len(self.opened) < len(self.windows) else FakeWindow()
        self.opened.append(FakeWindows({"first": window}))
        self.effects.append(allowed)
        return self.opened[-1].as_windows()

    def start(self, flow: Flow, **values: Any) -> FlowRun:
        context = create_context(
            flow, **{"write_record": self.provisional.append, "pause": self.pauses.append, **values}
        )
        return FlowRun(context, self.open_windows)

    def run(self, flow: Flow, **values: Any) -> list[StepRecord]:
        run = self.start(flow, **values)
        records = [run.run(step) for step in flow.steps]
        run.close()
        return records


def outcomes(records: list[StepRecord]) -> list[str]:
    return [str(record.outcome) for record in records]


def confirming(**values: Any) -> FakeWindow:
    return FakeWindow(values={"agreement": ("the names agree",)}, **values)


def unreachable() -> StepError:
    return CourtUnreachableError("http://court", "net::ERR_CONNECTION_REFUSED")


REFUSED = Arrival("", ("pacer_login",), refusal=ScreenRefusal("pacer_login", "Invalid username or password"))


TIMED_OUT = Arrival("", (), http_status=503)
