"""Runs a flow unchanged, part by part, and keeps what the court sent for each screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag

from config.account import Account
from config.errors import UserError
from ecfcheck.browser.sessions import Session
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import SECRET_PLACEHOLDERS, find_placeholders
from ecfcheck.prove.cut import ScenePart, list_parts, split_flow
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
class Scene:
    """One document of a flow: what the court sent for it, and the parts that look at it, in order."""

    document: Received
    answers: tuple[Received, ...]
    """What the court sent to the document's scripts before the last of the parts."""
    parts: tuple[ScenePart, ...]
    arrival: ScenePart | None
    """The part with the action that led here; None if the screen was opened by its address."""
    before: tuple[ScenePart, ...]
    """The parts of earlier scenes that looked at the same document, which shows a change of it too."""
    follows_effect: bool
    """Whether an effect was sent before, so that a failure can leave the state unknown."""

    @property
    def is_readable_again(self) -> bool:
        """Whether the document alone, without a click or a script's answer, shows all of it."""
        acted = any(part.part.act for part in self.parts[:-1])
        return not self.answers and not acted and self.document.exchange.status < 400  # noqa: PLR2004  not an error

    @property
    def is_actionable_again(self) -> bool:
        """Whether its action can be repeated in one session: it only reads, and types no secret."""
        act = self.parts[-1].part.act
        if act is None or not self.is_readable_again or act.action.login or act.action.effect != "read":
            return False
        return not set(SECRET_PLACEHOLDERS) & set(find_placeholders(tuple(act.arguments.values())))


@dataclass(frozen=True)
class CarriedSession:
    """A session that was carried to a scene and left there."""

    account: Account
    document: Exchange
    session: Session


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
            if exchange.is_markup:
                self.received.append(Received(exchange, name, counter.count(exchange)))

        self.tap.watch(window.page, keep)

    def find_document(self, window: str) -> tuple[Received | None, tuple[Received, ...]]:
        """Return the window's document as it was received, and the answers to its scripts."""
        tab = read_target(self.windows[window].page)["targetId"]
        own = [one for one in self.received if one.window == window and one.exchange.frame == tab]
        return find_last_document(own)


class OccurrenceCounter:
    """Counts the exchanges of a window by their key."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], int] = {}

    def count(self, exchange: Exchange) -> int:
        """Return how many exchanges with the same key came before, and count this one."""
        number = self._counts.get(exchange.key, 0)
        self._counts[exchange.key] = number + 1
        return number


@dataclass(frozen=True)
class RecordedFlow:
    """A flow that ran unchanged: its scenes, and the account that ran it."""

    flow: Flow
    scenes: tuple[Scene, ...]
    account: Account


def find_last_document(received: Sequence[Received]) -> tuple[Received | None, tuple[Received, ...]]:
    """Return the last document that a tab received, and the answers to its own scripts."""
    documents = [index for index, one in enumerate(received) if one.exchange.kind == "Document"]
    if not documents:
        return None, ()
    document = received[documents[-1]]
    # What the document before it had asked for can still come in, and shows on no screen.
    url = urldefrag(document.exchange.url).url
    answers = (one for one in received[documents[-1] + 1 :] if one.exchange.referer in {"", url})
    return document, tuple(answers)


def record_scenes(flow: Flow, environment: RunEnvironment, tap: CourtTap) -> RecordedFlow:
    """Run a flow unchanged and return its scenes. Raises UnchangedFlowError."""
    recorder = _Recorder(tap)
    court = environment.courts[flow.release]
    account = court.accounts.provide(flow.persona)
    accounts = KnownAccount(account)
    environment = replace(
        environment,
        courts={flow.release: replace(court, accounts=accounts)},
        on_window=recorder.watch,
    )
    split, origins = split_flow(flow, list_parts(flow))
    seen: list[tuple[ScenePart, Received, tuple[Received, ...]]] = []
    with start_flow_run(split, 1, environment) as run:
        for step, origin in zip(split.steps, origins, strict=True):
            record = run.run(step)
            if record.outcome.is_failure:
                raise UnchangedFlowError(flow, record)
            if step.parts[0].act is None:
                document, answers = recorder.find_document(origin.part.window)
                if document:
                    seen.append((origin, document, answers))
    return RecordedFlow(flow, tuple(_group(flow, seen)), account)


def carry_session(flow: Flow, scene: Scene, environment: RunEnvironment, tap: CourtTap) -> CarriedSession:
    """Run a flow unchanged up to a scene, and leave the session there. Raises UnchangedFlowError."""
    recorder = _Recorder(tap)
    court = environment.courts[flow.release]
    account = court.accounts.provide(flow.persona)
    environment = replace(
        environment,
        courts={flow.release: replace(court, accounts=KnownAccount(account))},
        on_window=recorder.watch,
    )
    first = scene.parts[0]
    split, origins = split_flow(flow, [*list_parts(flow)[: first.index], first])
    # The last step is the scene's own action, if it has one: the session is left before it.
    last = next(index for index, origin in enumerate(origins) if origin.index == first.index)
    with start_flow_run(split, 1, environment) as run:
        for step in split.steps[: last + 1]:
            record = run.run(step)
            if record.outcome.is_failure:
                raise UnchangedFlowError(flow, record)
        received, _ = recorder.find_document(first.part.window)
        if received is None:
            raise LookupError(f"{first.part.screen.name} was not received")
        cookies = recorder.windows[first.part.window].page.context.cookies()
    return CarriedSession(account, received.exchange, Session(tuple(cookies)))


@dataclass(frozen=True)
class KnownAccount:
    """Accounts that return one account, which a staged court has minted already."""

    account: Account

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure of nothing: the account is there."""

    def provide(self, persona: str) -> Account:  # noqa: ARG002 - it is the persona's
        """Return the account."""
        return self.account


def _group(flow: Flow, seen: Sequence[tuple[ScenePart, Received, tuple[Received, ...]]]) -> Iterator[Scene]:
    """Yield a scene for each document and what its scripts had received."""
    is_effect = [bool(part.act and flow.find_effect(part.act) != "read") for part in flow.parts()]
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
            tuple(
                place
                for other, _, places in groups
                for place in places
                if other == document and place.index < first.index
            ),
            any(is_effect[: first.index]),
        )
