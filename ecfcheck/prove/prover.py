"""Judges mutants in one browser, several at once: by reading a changed document, or by a whole flow."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

from playwright.sync_api import Route

from config.account import Account
from ecfcheck.browser.sessions import add_cookies
from ecfcheck.browser.window import Window
from ecfcheck.prove.cut import build_acting_flow, build_reading_flow, cut_after
from ecfcheck.prove.mutant import Mutant, list_names
from ecfcheck.prove.mutator import Mutator
from ecfcheck.prove.operators import OPERATORS
from ecfcheck.prove.scene import (
    CarriedSession,
    OccurrenceCounter,
    UnchangedFlowError,
    carry_session,
)
from ecfcheck.prove.tap import CourtTap, Exchange
from ecfcheck.prove.trials import Trial, Trials
from ecfcheck.prove.verdict import MutantRecord, MutantVerdict, Way, describe_crash, describe_lost, judge
from ecfcheck.runner.records import StepRecord
from pages.errors import BrowserLostError

_SECONDS_BETWEEN_LOOKS = 0.5

_DOUBTFUL = frozenset({MutantVerdict.MISPLACED, MutantVerdict.NOT_APPLIED})

_ELSEWHERE = "the check reads another place on the screen that says the same, and not this one"


@dataclass
class Prover:
    """Judges mutants; reports each record by a callback."""

    trials: Trials
    tap: CourtTap
    mutator: Mutator
    accounts: dict[str, Account]
    """The accounts with which the flows ran unchanged, by flow."""
    is_interrupted: Callable[[], bool] = lambda: False
    _patience: dict[int, bool] = field(default_factory=dict)
    """Whether reading takes patience, for each scene with a document that passes by itself."""
    _sessions: dict[int, CarriedSession | None] = field(default_factory=dict)
    _carrying: set[int] = field(default_factory=set)
    _places: dict[tuple[int, tuple[int, ...]], bool] = field(default_factory=dict)

    def run(self, mutants: Sequence[Mutant], at_once: int, on_record: Callable[[MutantRecord], None]) -> None:
        """Judge the mutants, `at_once` at a time."""
        scenes = {id(mutant.scene): mutant for mutant in mutants}
        self._share(scenes.values(), at_once, self._note_readable)
        self._share(mutants, at_once, lambda mutant: on_record(self.judge(mutant)))

    def judge(self, mutant: Mutant) -> MutantRecord:
        """Return the verdict on one mutant: by its document alone, or with its action, or by the flow."""
        started = monotonic()
        try:
            record = self._judge_until_seen(mutant)
        except Exception as error:  # noqa: BLE001 - that ecfcheck failed is what there is to report of it
            record = describe_crash(mutant, error)
        if not self._has_browser and not record.verdict.is_accepted:
            record = describe_lost(mutant)
        return record.model_copy(update={"milliseconds": round((monotonic() - started) * 1000)})

    @property
    def _has_browser(self) -> bool:
        return self.trials.environment.browser.is_connected()

    def _judge_until_seen(self, mutant: Mutant) -> MutantRecord:
        """Return the verdict on a mutant; judge it once more, in a new window, if the window was lost."""
        for _ in range(2 if self._has_browser else 0):
            with suppress(BrowserLostError):  # what was lost says nothing about the mutant
                return self._judge(mutant)
        return describe_lost(mutant)

    def _judge(self, mutant: Mutant) -> MutantRecord:
        record = self._read_again(mutant) or self._act_again(mutant) or self._carry_through(mutant)
        if record.verdict in _DOUBTFUL:
            # On a busy machine a step can fail because of the short limits: look again without haste.
            record = self._carry_through(mutant, is_patient=True)
        if record.verdict is MutantVerdict.SURVIVED and self._is_read_elsewhere(mutant):
            return record.model_copy(update={"verdict": MutantVerdict.ARGUED, "argument": _ELSEWHERE})
        return record

    def _share(self, mutants: Iterable[Mutant], at_once: int, work: Callable[[Mutant], None]) -> None:
        """Have workers do the work, and one more worker end what hangs."""
        queue, busy = deque(mutants), 0

        def run_worker() -> None:
            nonlocal busy
            busy += 1
            try:
                while queue and not self.is_interrupted():
                    work(queue.popleft())
            finally:
                busy -= 1

        def watch() -> None:
            while busy:
                self.trials.end_hung()
                self.trials.pool.pause(_SECONDS_BETWEEN_LOOKS)

        workers = deque([*[run_worker] * min(at_once, len(queue)), watch])

        def begin() -> None:
            worker = workers.popleft()
            worker()

        self.trials.pool.run(len(workers), begin)

    def _note_readable(self, mutant: Mutant) -> None:
        """Note whether the unchanged document passes when it is read by itself, and how patiently."""
        scene = mutant.scene
        for is_patient in (False, True) if scene.is_readable_again else ():
            trial = self.trials.start(is_patient=is_patient)
            records = self._read_document(mutant, scene.document.exchange, trial)
            if not trial.timed_out and not any(record.outcome.is_failure for record in records):
                self._patience[id(scene)] = is_patient
                return

    def _read_again(self, mutant: Mutant) -> MutantRecord | None:
        """Return the verdict if reading the changed document can decide, else None."""
        scene = mutant.scene
        if not mutant.is_readable_again or id(scene) not in self._patience:
            return None
        changed = self.mutator.mutate(
            mutant.received.exchange, mutant.operator, mutant.target, mutant.setting
        )
        if changed is None:
            return judge(mutant, (), applied=False, timed_out=False)
        trial = self.trials.start(is_patient=self._patience[id(scene)])
        records = self._read_document(mutant, changed, trial)
        passed = not trial.timed_out and not any(record.outcome.is_failure for record in records)
        if passed and scene.parts[-1].part.act:
            return None
        return _note_way(judge(mutant, records, applied=True, timed_out=trial.timed_out), "read")

    def _read_document(self, mutant: Mutant, document: Exchange, trial: Trial) -> list[StepRecord]:
        """Run the checks of the parts that look at a document, which is shown in a new window."""
        flow, account = build_reading_flow(mutant.flow, mutant.scene.parts), self.accounts[mutant.flow.name]
        return self.trials.run(flow, account, self._show(document, trial), trial)

    def _is_read_elsewhere(self, mutant: Mutant) -> bool:
        """Return whether the item's check reads another place that says the same, and not this one."""
        target = mutant.target
        if target is None or not any(path != target.path for path in target.twins):
            return False
        return not self._is_place_read(mutant, target.path) and any(
            self._is_place_read(mutant, path) for path in target.twins
        )

    def _is_place_read(self, mutant: Mutant, path: tuple[int, ...]) -> bool:
        """Return whether reading the document fails without the element at a path."""
        key = (id(mutant.scene), path)
        if key not in self._places:
            target = replace(mutant.target, path=path) if mutant.target else None
            removed = replace(mutant, operator=OPERATORS["remove"], target=target)
            record = self._read_again(removed) if mutant.received is mutant.scene.document else None
            self._places[key] = record is not None and record.outcome is not None
        return self._places[key]

    def _act_again(self, mutant: Mutant) -> MutantRecord | None:
        """Return the verdict by the changed document and its action, in a session that was carried there."""
        if not mutant.is_readable_again or not mutant.scene.is_actionable_again:
            return None
        session = self._get_carried_session(mutant)
        if session is None:
            return None
        setting = replace(mutant.setting, url=session.document.url, names=list_names(session.account))
        changed = self.mutator.mutate(session.document, mutant.operator, mutant.target, setting)
        if changed is None:
            return judge(mutant, (), applied=False, timed_out=False)
        trial = self.trials.start()
        records = self._run_action(mutant, session, changed, trial)
        return _note_way(judge(mutant, records, applied=True, timed_out=trial.timed_out), "act")

    def _run_action(
        self, mutant: Mutant, session: CarriedSession, document: Exchange, trial: Trial
    ) -> list[StepRecord]:
        flow = build_acting_flow(mutant.flow, mutant.scene.parts)
        return self.trials.run(flow, session.account, self._show(document, trial, session), trial)

    def _get_carried_session(self, mutant: Mutant) -> CarriedSession | None:
        """Return the session of a scene, carried there once; None if its action cannot be repeated."""
        key = id(mutant.scene)
        while key in self._carrying:
            self.trials.pool.pause(_SECONDS_BETWEEN_LOOKS / 5)
        if key not in self._sessions:
            self._carrying.add(key)
            try:
                self._sessions[key] = self._carry_session(mutant)
            finally:
                self._carrying.remove(key)
        return self._sessions[key]

    def _carry_session(self, mutant: Mutant) -> CarriedSession | None:
        try:
            session = carry_session(mutant.flow, mutant.scene, self.trials.environment, self.tap)
        except UnchangedFlowError:
            return None  # the whole flow decides then, and says why
        for _ in range(2):
            trial = self.trials.start()
            records = self._run_action(mutant, session, session.document, trial)
            if trial.timed_out or any(record.outcome.is_failure for record in records):
                return None
        return session

    def _show(
        self, exchange: Exchange, trial: Trial, session: CarriedSession | None = None
    ) -> Callable[[str, Window], None]:
        """Return what shows a document in a new window, as if the court had just sent it."""

        def answer(route: Route) -> None:
            headers = {name: value for name, value in exchange.headers if _is_of_document(name)}
            route.fulfill(status=exchange.status, headers=headers, body=exchange.body)

        def load(_: str, window: Window) -> None:
            trial.windows.append(window)
            if session:
                add_cookies(window, session.session)
            window.page.route(lambda url: url == exchange.url, answer, times=1)
            window.load(exchange.url, window.court.limits.arrive)

        return load

    def _carry_through(self, mutant: Mutant, *, is_patient: bool = False) -> MutantRecord:
        """Run the whole flow with a fresh account, and change the document when it comes."""
        account = self.trials.get_session(mutant.flow).accounts.provide(mutant.flow.persona)
        setting = replace(mutant.setting, names=list_names(account))
        trial = self.trials.start(is_patient=is_patient)

        def watch(name: str, window: Window) -> None:
            trial.windows.append(window)
            counter = OccurrenceCounter()

            def change(exchange: Exchange) -> Exchange | None:
                if not exchange.is_markup:
                    return None
                number = counter.count(exchange)
                wanted = mutant.received
                if (name, exchange.key, number) != (wanted.window, wanted.exchange.key, wanted.occurrence):
                    return None
                here = replace(setting, url=exchange.url)
                changed = self.mutator.mutate(exchange, mutant.operator, mutant.target, here)
                trial.applied = trial.applied or changed is not None
                return changed

            self.tap.watch(window.page, change)

        flow = cut_after(mutant.flow, mutant.scene.parts[-1])
        records = self.trials.run(flow, account, watch, trial)
        return judge(mutant, records, applied=trial.applied, timed_out=trial.timed_out)


def _note_way(record: MutantRecord, way: Way) -> MutantRecord:
    return record.model_copy(update={"way": way})


def _is_of_document(header: str) -> bool:
    """Return whether a header describes the document: its length is another now, its cookies are old."""
    return header.casefold() in {"content-type", "content-security-policy", "refresh"}
