"""Defines what a test of a screen's accessibility finds: the rules that it breaks, and where."""

import re
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

AccessibilityMode = Literal["report", "fail"]
"""Whether a run that finds violations only reports them, or ends with an exit status of its own."""

MODES: tuple[AccessibilityMode, ...] = get_args(AccessibilityMode)

ACCESSIBILITY_STATUS = 7
"""The exit status of a run in which every step is OK, and screens have violations."""

_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")
_LEVELS = {"wcag2a", "wcag2aa"}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ViolatingElement(_Data):
    """An element that breaks a rule."""

    selector: str
    """A CSS selector without texts of the page and without what differs in each run."""
    why: str = ""
    """What is wrong with it, in axe-core's words."""


class Violation(_Data):
    """A rule of axe-core that a screen breaks."""

    rule: str
    impact: str
    """How grave it is for a user: minor, moderate, serious or critical."""
    help: str
    tags: tuple[str, ...] = ()
    count: int
    """How many elements break the rule; not all of them are named."""
    elements: tuple[ViolatingElement, ...] = ()

    @property
    def criteria(self) -> tuple[str, ...]:
        """The success criteria of WCAG that the rule belongs to, such as `1.4.3`."""
        return tuple(".".join(found.groups()) for tag in self.tags if (found := _CRITERION.fullmatch(tag)))

    @property
    def is_section_508(self) -> bool:
        """Whether Section 508 requires it: it refers to WCAG 2.0, A and AA."""
        return not _LEVELS.isdisjoint(self.tags)

    @property
    def standard(self) -> str:
        """The criteria in words: `WCAG 1.4.3, Section 508`."""
        names = [f"WCAG {', '.join(self.criteria)}"] if self.criteria else []
        return ", ".join([*names, *(["Section 508"] if self.is_section_508 else [])])


class ScreenAccessibility(_Data):
    """A screen that was tested with axe-core."""

    screen: str
    violations: tuple[Violation, ...] = ()
    undecided: tuple[str, ...] = ()
    """The rules that a person must look at, because axe-core cannot decide."""
