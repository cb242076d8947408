"""Cuts flows into the pieces that a proof runs: single parts, one document's parts, or the beginning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ecfcheck.flowfile.flow import Flow, Part, Step


@dataclass(frozen=True)
class ScenePart:
    """A part of a flow, its step, and its index among all parts."""

    index: int
    step: Step
    part: Part


def list_parts(flow: Flow) -> list[ScenePart]:
    """Return every part of a flow, in order."""
    pairs = [(step, part) for step in flow.steps for part in step.parts]
    return [ScenePart(index, step, part) for index, (step, part) in enumerate(pairs)]


def split_flow(flow: Flow, parts: Sequence[ScenePart]) -> tuple[Flow, tuple[ScenePart, ...]]:
    """Return a flow with each part as a step without its action, then one with its action alone.

    Returns the original part of each step too.
    """
    halves: list[ScenePart] = []
    for one in parts:
        halves.append(replace(one, part=replace(one.part, act=None)))
        if one.part.act:
            halves.append(replace(one, part=replace(one.part, opens=False, checks=())))
    origins = {one.index: one for one in parts}
    return _build_flow(flow, halves), tuple(origins[half.index] for half in halves)


def build_reading_flow(flow: Flow, parts: Sequence[ScenePart]) -> Flow:
    """Return a flow of the parts of one document that is shown already, without any action."""
    return _build_flow(flow, [replace(one, part=replace(one.part, act=None, opens=False)) for one in parts])


def build_acting_flow(flow: Flow, parts: Sequence[ScenePart]) -> Flow:
    """Return a flow of the parts of one document that is shown already, and of the part after them."""
    on_screen = [replace(one, part=replace(one.part, opens=False)) for one in parts]
    return _build_flow(flow, [*on_screen, _find_next(flow, parts[-1])])


def cut_after(flow: Flow, last: ScenePart) -> Flow:
    """Return a flow up to a part and, if that part has an action, the part that it leads to."""
    kept = list_parts(flow)[: last.index + 1]
    return _build_flow(flow, [*kept, _find_next(flow, last)] if last.part.act else kept)


def _find_next(flow: Flow, last: ScenePart) -> ScenePart:
    """Return the part after one with an action (the loader makes sure that there is one)."""
    following = list_parts(flow)[last.index + 1]
    return replace(following, part=replace(following.part, act=None))


def _build_flow(flow: Flow, parts: Sequence[ScenePart]) -> Flow:
    """Return a flow in which each of the parts is a step, with a line that tells it from equal ones."""
    steps = [replace(one.step, parts=(one.part,), line=line) for line, one in enumerate(parts, start=1)]
    return replace(flow, steps=tuple(steps), reconcile=None)
