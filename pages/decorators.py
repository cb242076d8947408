"""What a flow may ask of a screen: actions, which change it, and checks, which only look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, ParamSpec, TypeVar, overload

Effect = Literal["read", "reversible", "billable", "permanent"]
"""What an action leaves behind at the court (design: Effects)."""

RefusalOutcome = Literal["ACCOUNT", "COURT_ERROR", "UNAVAILABLE"]
"""The outcome when a court says no: the account is refused, the court failed, or it is not available."""

MismatchOutcome = Literal["DRIFT", "ACCOUNT"]
"""What it means when a check does not hold: the screen differs, or the account is not as it must be."""

Standing = Literal[
    "may file",
    "may not file",
    "not linked",
    "not entitled",
    "not upgraded",
    "passcode needed",
    "update required",
    "client code needed",
    "refused",
    "locked",
    "unknown",
]
"""How an account stands: what a screen says of it, in a word."""

Entries = tuple[str, ...]
"""What a check returns that the document lists whole: every entry, in this order."""

Rows = Mapping[str, str]
"""What a check returns of a table: each row's label and value; the document gives all of them."""

Sections = Mapping[str, tuple[str, ...]]
"""What a check returns of headed lists: each heading and its entries, whole and in order."""


class Text(str):
    """What a check returns of running text: the document gives passages that stand in it."""

    __slots__ = ()


UNLINKABLE = "&@$*"
"""The characters with which a CM/ECF login cannot be linked (facts F7)."""

LinkableLogin = Annotated[str, UNLINKABLE]
"""An action's argument: a CM/ECF login that is to be linked."""


P = ParamSpec("P")
R = TypeVar("R")

SPEC_ATTRIBUTE = "__verb__"


@dataclass(frozen=True)
class ActionSpec:
    """Marks a method that acts: what it leaves behind, and what it takes where a flow says nothing."""

    effect: Effect
    defaults: Mapping[str, str]
    refusal_outcome: RefusalOutcome | None
    requires: Mapping[str, Entries] = field(default_factory=dict)
    login: str = ""


@dataclass(frozen=True)
class EffectTrigger:
    """By what a screen sends an effect: its form or link as CSS, and the script behind it, if known."""

    css: str = ""
    script: str = ""


@dataclass(frozen=True)
class RefusalRule:
    """What it means when a refusal has these words, in any case of letters."""

    words: str
    outcome: RefusalOutcome = "ACCOUNT"
    standing: Standing | None = None
    credential_refused: bool = True
    """Whether it is the user name and password that were refused, at a login."""
    next: str = ""
    """What to do about it, where the advice for the outcome does not serve."""


@dataclass(frozen=True)
class CheckSpec:
    """Marks a method that looks: it takes nothing and returns what the screen shows now."""

    mismatch_outcome: MismatchOutcome


def action(
    effect: Effect = "read",
    defaults: Mapping[str, str] | None = None,
    refusal_outcome: RefusalOutcome | None = None,
    requires: Mapping[str, Entries] | None = None,
    login: str = "",
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Mark a method of a page as an action a flow can name under `do`.

    `defaults` holds, for an argument a flow does not give, the text it is as if it had given:
    most often a placeholder for something of the account, `{pacer.password}`.
    `refused` says whose affair it is when the court says no to this action on a screen that says no to others
    for reasons of its own, as CM/ECF's error page does; and that nothing was done then, whatever the effect.
    `after` holds what the screen must show before, by its checks: a flow that does not check that is refused.
    `login` declares that the action logs in: it names the argument that is the user name. The one secret that
    it takes is the password, and it ends with `submit_credentials`.
    A page that has an action with an effect says in `effect_triggers` by what it is sent.
    """

    def mark(method: Callable[P, None]) -> Callable[P, None]:
        setattr(
            method, SPEC_ATTRIBUTE, ActionSpec(effect, defaults or {}, refusal_outcome, requires or {}, login)
        )
        return method

    return mark


@overload
def check(method: Callable[P, R]) -> Callable[P, R]: ...
@overload
def check(*, mismatch_outcome: MismatchOutcome) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def check(
    method: Callable[P, R] | None = None, *, mismatch_outcome: MismatchOutcome = "DRIFT"
) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a method of a page as a check a flow can name under `sees`; `means` says what a difference is."""

    def mark(method: Callable[P, R]) -> Callable[P, R]:
        setattr(method, SPEC_ATTRIBUTE, CheckSpec(mismatch_outcome))
        return method

    return mark(method) if method else mark
