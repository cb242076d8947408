"""Decorators that make methods of page objects actions or checks, and their types."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, ParamSpec, TypeVar, get_args, overload

from config.suggest import did_you_mean

Effect = Literal["read", "reversible", "billable", "permanent"]
"""What an action changes at the court, or whether it costs a fee (docs/adr/0014)."""

RefusalOutcome = Literal["ACCOUNT", "DRIFT", "COURT_ERROR", "UNAVAILABLE"]
"""The outcome of a refusal: the account is refused, the court does what no document says, it failed, or it is
not available."""

MismatchOutcome = Literal["DRIFT", "ACCOUNT"]
"""The outcome of a failed check: the screen differs from the document, or the account is not as required."""

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
"""The standing of an account, as a screen shows it; an audit maps it to a status (audit/status.py)."""

Entries = tuple[str, ...]
"""A list that the document gives in full: every entry, in this order."""

Rows = Mapping[str, str]
"""A table that the document gives in full: each row's label and value."""

Sections = Mapping[str, tuple[str, ...]]
"""Lists under headings that the document gives in full: each heading and its entries, in order."""


class Text(str):
    """Running text, of which the document gives passages."""

    __slots__ = ()


class ScreenLines(tuple[str, ...]):
    """Lines as a screen breaks them, which is layout: a document has the same words in lines of its own."""

    __slots__ = ()


UNLINKABLE = "&@$*"
"""Characters that make a CM/ECF login impossible to link (facts F7)."""

LinkableLogin = Annotated[str, UNLINKABLE]
"""The annotation of an argument that is a CM/ECF login to link."""


P = ParamSpec("P")
R = TypeVar("R")

SPEC_ATTRIBUTE = "__verb__"


@dataclass(frozen=True)
class ActionSpec:
    """Marks a method as an action; `action` describes the fields."""

    effect: Effect
    defaults: Mapping[str, str]
    refusal_outcome: RefusalOutcome | None
    requires: Mapping[str, Entries] = field(default_factory=dict)
    login: str = ""


@dataclass(frozen=True)
class EffectTrigger:
    """What sends an effect: a form or link as CSS, and the script it leads to, if known."""

    css: str = ""
    script: str = ""


@dataclass(frozen=True)
class RefusalRule:
    """What a refusal with these words means, in upper or lower case."""

    words: str
    outcome: RefusalOutcome = "ACCOUNT"
    standing: Standing | None = None
    credential_refused: bool = True
    """Whether a login with these words refuses the user name and password themselves."""
    next: str = ""
    """What to do about it, if the outcome's own advice does not help."""


@dataclass(frozen=True)
class CheckSpec:
    """Marks a method as a check: it takes no arguments and returns what the screen shows now."""

    mismatch_outcome: MismatchOutcome
    asks: Entries = ()
    """The documented value that asks about the account; with any other, a mismatch is DRIFT."""


def action(
    effect: Effect = "read",
    defaults: Mapping[str, str] | None = None,
    refusal_outcome: RefusalOutcome | None = None,
    requires: Mapping[str, Entries] | None = None,
    login: str = "",
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Make a method of a page object an action that flows can name under `do`.

    `effect` is what it changes; the page object's `effect_triggers` then declare what sends it.
    `defaults` holds the values of arguments that a flow omits: text, most often with a placeholder such as
    `{pacer.password}`.
    `refusal_outcome` is the outcome of a refusal of this action in words that no rule knows, for screens that
    refuse for many reasons, as CM/ECF's error page does. It also declares that a refused action did nothing,
    whatever its effect.
    `requires` holds checks of the screen and their values: a flow that does not check them first is invalid.
    `login` declares that the action logs in, and names the argument that is the user name. The password is
    its one Secret, and it ends with `submit_credentials`.
    """
    if callable(effect):  # used without its parentheses, it is given the method
        text = f"{getattr(effect, '__qualname__', effect)}: write @action(), with parentheses"
        raise TypeError(text)
    if effect not in get_args(Effect):
        raise TypeError(f"unknown effect {effect!r}{did_you_mean(effect, get_args(Effect))}")

    def mark(method: Callable[P, None]) -> Callable[P, None]:
        setattr(
            method, SPEC_ATTRIBUTE, ActionSpec(effect, defaults or {}, refusal_outcome, requires or {}, login)
        )
        return method

    return mark


@overload
def check(method: Callable[P, R]) -> Callable[P, R]: ...
@overload
def check(
    *, mismatch_outcome: MismatchOutcome, asks: Entries = ()
) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def check(
    method: Callable[P, R] | None = None, *, mismatch_outcome: MismatchOutcome = "DRIFT", asks: Entries = ()
) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a method of a page object a check that flows can name under `sees`.

    `mismatch_outcome` is the outcome when what it returns is not what is documented. It counts where the
    flow documents what `asks` says, and so asks about the account; any other mismatch is DRIFT.
    """

    def mark(method: Callable[P, R]) -> Callable[P, R]:
        setattr(method, SPEC_ATTRIBUTE, CheckSpec(mismatch_outcome, asks))
        return method

    return mark(method) if method else mark
