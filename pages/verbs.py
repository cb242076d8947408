"""What a flow may ask of a screen: actions, which change it, and checks, which only look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, ParamSpec, TypeVar

Effect = Literal["read", "reversible", "billable", "permanent"]
"""What an action leaves behind at the court (design: Effects)."""

Entries = tuple[str, ...]
"""What a check returns that the document lists whole: every entry, in this order."""

Rows = Mapping[str, str]
"""What a check returns of a table: each row's label and value; the document gives all of them."""

Sections = Mapping[str, tuple[str, ...]]
"""What a check returns of headed lists: each heading and its entries, whole and in order."""


class Text(str):
    """What a check returns of running text: the document gives passages that stand in it."""

    __slots__ = ()


P = ParamSpec("P")
R = TypeVar("R")

MARK = "__verb__"


@dataclass(frozen=True)
class ActionMark:
    """Marks a method that acts: what it leaves behind, and what it takes where a flow says nothing."""

    effect: Effect
    usually: Mapping[str, str]


@dataclass(frozen=True)
class CheckMark:
    """Marks a method that looks: it takes nothing and returns what the screen shows now."""


def action(
    effect: Effect = "read", usually: Mapping[str, str] | None = None
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Mark a method of a page as an action a flow can name under `do`.

    `usually` holds, for an argument a flow does not give, the text it is as if it had given:
    most often a placeholder for something of the account, `{pacer.password}`.
    """

    def mark(method: Callable[P, None]) -> Callable[P, None]:
        setattr(method, MARK, ActionMark(effect, usually or {}))
        return method

    return mark


def check(method: Callable[P, R]) -> Callable[P, R]:
    """Mark a method of a page as a check a flow can name under `sees`."""
    setattr(method, MARK, CheckMark())
    return method
