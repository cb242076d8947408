"""Finds the way to a screen: the part of a flow that leads there, or the screen's own address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from config.court import Release
from ecfcheck.flowfile.flow import Flow, Part, Step
from ecfcheck.flowfile.placeholder import list_missing_items
from ecfcheck.flowfile.registry import Screen
from pages.decorators import Effect

_NO_FILE = Path("ecfcheck")

_GRAVITY: tuple[Effect, ...] = get_args(Effect)
_STEP_INDENT, _PART_INDENT = 4, 8


@dataclass(frozen=True)
class ScreenRoute:
    """A flow that ends on the screen, and reads nothing there."""

    flow: Flow
    indent: int = _STEP_INDENT
    """How far the keys of the screen's part are indented in the flow's file."""

    @property
    def window(self) -> str:
        """The window that shows the screen."""
        return self.flow.steps[-1].parts[-1].window

    @property
    def description(self) -> str:
        """The flow and the step that lead there, for the head of the output."""
        return f"{self.flow.name}, step {self.flow.steps[-1].number}"

    @property
    def _cost(self) -> tuple[int, int]:
        """What makes another way better: effects first, then screens."""
        effects = (_GRAVITY.index(effect) for effect in self.flow.effects)
        return max(effects, default=0), len(list(self.flow.parts()))


def find_route(
    screen: Screen, flows: Sequence[Sequence[Flow]], persona: str | None = None, step: str | None = None
) -> ScreenRoute | None:
    """Return the best way to a screen, None if there is none.

    `flows` are groups: a later one counts only if none of the earlier ones leads to the screen. In a group,
    the way with the smaller effects and then the fewest screens is best. `persona` takes the place of the
    flow's own, if it has what the way needs; `step` is the step in which the screen is wanted.
    """
    for group in flows:
        routes = [route for flow in group for route in _iterate_routes(screen, _assign(flow, persona), step)]
        usable = [route for route in routes if not _lacks_anything(route.flow)]
        if usable:
            return min(usable, key=lambda route: route._cost)  # noqa: SLF001 - of this module
    return None


def open_address(screen: Screen, release: Release, persona: str) -> ScreenRoute:
    """Return the way to a screen that has an address of its own."""
    part = Part(screen, opens=True, checks=(), act=None)
    step = Step("-", f"Open {screen.name} by its address.", (part,), 1)
    flow = Flow(screen.name, step.says, "", release, persona, (step,), path=_NO_FILE)
    return ScreenRoute(flow)


def _assign(flow: Flow, persona: str | None) -> Flow:
    return replace(flow, persona=persona) if persona else flow


def _lacks_anything(flow: Flow) -> bool:
    """Return whether the persona lacks anything that the way there types."""
    return bool(list_missing_items(flow.placeholders, flow.persona))


def _iterate_routes(screen: Screen, flow: Flow, wanted_step: str | None) -> Iterator[ScreenRoute]:
    """Yield a route for each part that names the screen."""
    for index, step in enumerate(flow.steps):
        if wanted_step not in {None, step.number}:
            continue
        for number, part in enumerate(step.parts):
            if part.screen.name == screen.name:
                last = replace(part, checks=(), act=None)
                before = tuple(map(_drop_checks, step.parts[:number]))
                steps = (*map(_drop_step_checks, flow.steps[:index]), replace(step, parts=(*before, last)))
                yield ScreenRoute(
                    replace(flow, steps=steps, reconcile=None), _PART_INDENT if number else _STEP_INDENT
                )


def _drop_step_checks(step: Step) -> Step:
    return replace(step, parts=tuple(map(_drop_checks, step.parts)))


def _drop_checks(part: Part) -> Part:
    """Return a part without its checks, which this is not about; those before an effect stay."""
    has_effect = part.act is not None and part.act.action.effect != "read"
    return part if has_effect else replace(part, checks=())
