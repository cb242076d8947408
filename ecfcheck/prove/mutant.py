"""Makes the mutants of a flow: each documented item and screen, changed by each operator."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlsplit

from config.account import Account
from config.court import Court
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import MissingFieldError, fill_placeholders
from ecfcheck.prove.cut import ScenePart
from ecfcheck.prove.mutator import MutableItem, Mutator, Setting, Target
from ecfcheck.prove.operators import OPERATORS, Operator
from ecfcheck.prove.scene import Received, RecordedFlow, Scene
from pages.base import PageObject
from pages.cmecf import CmecfPage

LANDMARK = "landmark"
SCREEN = "screen"

_NOT_OF_LANDMARKS = frozenset({"swap", "duplicate", "append", "retract"})
"""Operators that leave the words by which a screen is recognized."""

_MIN_LETTERS = 4
_ELSEWHERE = "elsewhere.localhost"


@dataclass(frozen=True)
class Mutant:
    """One change of one document in one flow."""

    flow: Flow
    scene: Scene
    place: ScenePart
    """The part that documents what is changed."""
    received: Received
    """The exchange that is changed."""
    operator: Operator
    target: Target | None
    """What is changed; None for the screen as a whole."""
    setting: Setting

    @property
    def screen(self) -> str:
        """The name of the screen."""
        return self.place.part.screen.name

    @property
    def source(self) -> str:
        """The check that documents it, `landmark`, or `screen` for the screen as a whole."""
        return self.target.source if self.target else SCREEN

    @property
    def item(self) -> str:
        """The words that are changed; "" for the screen as a whole."""
        return " ".join(self.target.text.split()) if self.target else ""

    @property
    def is_readable_again(self) -> bool:
        """Whether reading the changed document by itself can decide."""
        return self.scene.is_readable_again and self.operator.is_seen_at_once

    @property
    def names(self) -> frozenset[str]:
        """What a message for the right reason names: a screen, verb or item of the scene."""
        parts = [one.part for one in (*self.scene.before, *self.scene.parts)]
        verbs = [part.act.action.name for part in parts if part.act]
        if self.scene.arrival and self.scene.arrival.part.act:
            verbs.append(self.scene.arrival.part.act.action.name)
        return frozenset({*(part.screen.name for part in parts), *verbs, *([self.item] if self.item else [])})

    @property
    def steps(self) -> frozenset[str]:
        """The steps that can notice it: those that look at the document, and the one that leads there."""
        steps = {one.step.number for one in (*self.scene.before, *self.scene.parts)}
        return frozenset(steps | ({self.scene.arrival.step.number} if self.scene.arrival else set()))


def list_mutants(
    recorded: RecordedFlow, court: Court, mutator: Mutator, operators: Sequence[Operator]
) -> Iterator[Mutant]:
    """Yield every mutant of a flow: what changes nothing in the document is not one."""
    flow, account = recorded.flow, recorded.account
    for scene in recorded.scenes:
        items = list(_list_items(scene, account, court))
        by_index = {place.index: place for place in scene.parts}
        known: set[str] = set()
        for received in (*reversed(scene.answers), scene.document):
            unfound = [item for item in items if item.text not in known]
            setting = _create_setting(scene, received, account, court)
            plan = mutator.plan(received.exchange, unfound, operators, setting)
            for target, names in plan.targets:
                known.add(target.text)
                for name in names:
                    if target.source == LANDMARK and name in _NOT_OF_LANDMARKS:
                        continue
                    place = by_index[target.part]
                    yield Mutant(flow, scene, place, received, OPERATORS[name], target, setting)
            if received is scene.document and scene.before:
                continue  # the scene that saw it first has these
            for name in plan.screen:
                yield Mutant(flow, scene, scene.parts[0], received, OPERATORS[name], None, setting)


def select_mutants(
    mutants: Sequence[Mutant], steps: Iterable[str], sample: int | None, seed: int
) -> list[Mutant]:
    """Return the mutants of these steps (all if none is named), or a sample of them."""
    wanted = set(steps)
    chosen = [mutant for mutant in mutants if not wanted or mutant.place.step.number in wanted]
    if sample is None or sample >= len(chosen):
        return chosen
    # The same sample for the same seed; in the flows' order, so that the output is too.
    picked = sorted(Random(seed).sample(range(len(chosen)), sample))  # noqa: S311 - not a secret
    return [chosen[index] for index in picked]


def _list_items(scene: Scene, account: Account, court: Court) -> Iterator[MutableItem]:
    for place in scene.parts:
        page_class = place.part.screen.page_class
        for check, documented in place.part.checks:
            value = _fill(documented, account)
            related = tuple(_list_words(check.name, value)) if check.mismatch_outcome == "ACCOUNT" else ()
            for text in flatten(court.translate(value)):
                yield MutableItem(check.name, text, place.index, related)
            if check.name == CmecfPage.standing.__name__ and related:
                # An account's standing is read from these, wherever the screen has them.
                for text in (*sorted(court.filing), court.link_entry):
                    yield MutableItem(check.name, text, place.index)
        # Of several words any is enough by design, and words that a check has are its items already.
        words = list_landmark_words(page_class, court)
        if len(words) == 1 and not place.part.checks:
            yield MutableItem(LANDMARK, words[0], place.index)


def list_landmark_words(page_class: type[PageObject], court: Court) -> tuple[str, ...]:
    """Return all words by which a screen may be recognized, in the court's own wording."""
    landmark = page_class.landmark.with_words(court.translate)
    return tuple(words for one in (landmark, *landmark.also) for words in one.says)


def _fill(documented: Any, account: Account) -> Any:
    try:
        return fill_placeholders(documented, account)
    except MissingFieldError:
        return documented


def flatten(value: Any) -> Iterator[str]:
    """Yield the texts of a documented value: entries, labels and values, headings, passages."""
    match value:
        case str():
            yield " ".join(value.split())
        case Mapping():
            for label, one in value.items():
                yield label
                yield from flatten(one)
        case _:
            for one in value:
                yield from flatten(one)


def _list_words(name: str, value: Any) -> Iterator[str]:
    """Yield the words of a check that are long enough to find something by."""
    for word in re.findall(r"[a-z]+", " ".join([name.replace("_", " "), *flatten(value)]).lower()):
        if len(word) >= _MIN_LETTERS:
            yield word


def _create_setting(scene: Scene, received: Received, account: Account, court: Court) -> Setting:
    page_class: type[PageObject] = scene.parts[0].part.screen.page_class
    port = urlsplit(received.exchange.url).port
    return Setting(
        url=received.exchange.url,
        content=page_class.content,
        elsewhere=f"http://{_ELSEWHERE}:{port}",
        front_page=f"{court.ecf}/cgi-bin/ShowIndex.pl",
        names=list_names(account),
        landmarks=list_landmark_words(page_class, court),
    )


def list_names(account: Account) -> tuple[str, ...]:
    """Return the names of the account's holder, each once."""
    names = (account.pacer.name, account.ecf.name if account.ecf else "")
    return tuple(dict.fromkeys(name for name in names if name))
