"""Runs a flow unchanged, part by part, and keeps what the court sent for each screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from config.account import Account
from config.errors import UserError
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Flow, Part, Step
from ecfcheck.prove.tap import CourtTap, Exchange, read_target
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run


class UnchangedFlowError(UserError):
    """A flow fails though nothing was changed, so that its checks cannot be judged."""

    def __init__(self, flow: Flow, record: StepRecord) -> None:
        super().__init__(
            f"{flow.name}: step {record.step} fails although nothing was changed: {record.message}\n"
            f"next  run it first, until it passes: ecfcheck run {flow.name}"
        )


@dataclass(frozen=True)
class Received:
    """An exchange and its place among those with the same key in the same window."""

    exchange: Exchange
    window: str
    occurrence: int


@dataclass(frozen=True)
class ScenePart:
    """A part of a flow on a scene."""

    index: int
    step: Step
    part: Part


@dataclass(frozen=True)
class Scene:
    """One document of a flow: what the court sent for it, and the parts that look at it, in order."""

    document: Received
    answers: tuple[Received, ...]
    """What the court sent to the document's scripts before the last of the parts."""
    parts: tuple[ScenePart, ...]
    arrival: ScenePart | None
    """The part whose action led here; None if the screen was opened by its address."""
    follows_effect: bool
    """Whether an effect was sent before, so that a failure can leave the state unknown."""

    @property
    def is_readable_again(self) -> bool:
        """Whether the document alone, without a click or a script's answer, shows all of it."""
        acted = any(part.part.act for part in self.parts[:-1])
        return not self.answers and not acted and self.document.exchange.status < 400  # noqa: PLR2004  not an error


@dataclass
class _Recorder:
    """Keeps what each window of a run receives."""

    tap: CourtTap
    windows: dict[str, Window] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    def watch(self, name: str, window: Window) -> None:
        self.windows[name] = window
        counter = OccurrenceCounter()

        def keep(exchange: Exchange) -> None:
            if not exchange.is_redirect:
                self.received.append(Received(exchange, name, counter.count(exchange)))

        self.tap.watch(window.page, keep)

    def find_document(self, window: str) -> tuple[Received | None, tuple[Received, ...]]:
        """Return the window's document as it was received, and the answers to its scripts."""
        tab = read_target(self.windows[window].page)["targetId"]
        own = [one for one in self.received if one.window == window and one.exchange.frame == tab]
        documents = [index for index, one in enumerate(own) if one.exchange.kind == "Document"]
        if not documents:
            return None, ()
        return own[documents[-1]], tuple(own[documents[-1] + 1 :])


class OccurrenceCounter:
    """Counts the exchanges of a window by their key."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], int] = {}

    def count(self, exchange: Exchange) -> int:
        """Return how many exchanges with the same key came before, and count this one."""
        number = self._counts.get(exchange.key, 0)
        self._counts[exchange.key] = number + 1
        return number


def record_scenes(
    flow: Flow, environment: RunEnvironment, tap: CourtTap
) -> tuple[tuple[Scene, ...], Account]:
    """Run a flow unchanged; return its scenes and the account. Raises UnchangedFlowError."""
    recorder = _Recorder(tap)
    court = environment.courts[flow.release]
    account = court.accounts.provide(flow.persona)
    accounts = KnownAccount(account)
    environment = replace(
        environment,
        courts={flow.release: replace(court, accounts=accounts)},
        on_window=recorder.watch,
    )
    split, origins = split_flow(flow)
    seen: list[tuple[ScenePart, Received, tuple[Received, ...]]] = []
    with start_flow_run(split, 1, environment) as run:
        for step, origin in zip(split.steps, origins, strict=True):
            record = run.run(step)
            if record.outcome.failed:
                raise UnchangedFlowError(flow, record)
            if step.parts[0].act is None:
                document, answers = recorder.find_document(origin.part.window)
                if document:
                    seen.append((origin, document, answers))
    return tuple(_group(flow, seen)), account


@dataclass(frozen=True)
class KnownAccount:
    """Accounts that return one account, which a staged court has minted already."""

    account: Account

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure of nothing: the account is there."""

    def provide(self, persona: str) -> Account:  # noqa: ARG002 - it is the persona's
        """Return the account."""
        return self.account


def split_flow(flow: Flow) -> tuple[Flow, tuple[ScenePart, ...]]:
    """Return the flow with each part as a step without its action, then one with its action alone.

    Returns the original part of each step too. The lines tell apart steps that are otherwise equal.
    """
    steps: list[Step] = []
    origins: list[ScenePart] = []
    index = 0
    for step in flow.steps:
        for part in step.parts:
            origin = ScenePart(index, step, part)
            halves = [replace(part, act=None)]
            if part.act:
                halves.append(replace(part, opens=False, checks=()))
            for half in halves:
                steps.append(replace(step, parts=(half,), line=len(steps) + 1))
                origins.append(origin)
            index += 1
    return replace(flow, steps=tuple(steps)), tuple(origins)


def _group(flow: Flow, seen: Sequence[tuple[ScenePart, Received, tuple[Received, ...]]]) -> Iterator[Scene]:
    """Yield a scene for each document and what its scripts had received."""
    parts = [part for step in flow.steps for part in step.parts]
    is_effect = [bool(part.act and flow.find_effect(part.act) != "read") for part in parts]
    groups: list[tuple[Received, tuple[Received, ...], list[ScenePart]]] = []
    for origin, document, answers in seen:
        last = groups[-1] if groups else None
        acted = bool(last and last[2][-1].part.act)
        if last and last[0] == document and last[1] == answers and not acted:
            last[2].append(origin)
        else:
            groups.append((document, answers, [origin]))
    origins = {origin.index: origin for origin, _, _ in seen}
    for document, answers, members in groups:
        first = members[0]
        yield Scene(
            document,
            answers,
            tuple(members),
            None if first.part.opens else origins.get(first.index - 1),
            any(is_effect[: first.index]),
        )
