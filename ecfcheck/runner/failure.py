"""Defines Failure, why a step failed, and the templates from which most are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from config.court import Court
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.transition import Transition
from pages.decorators import Standing


@dataclass(frozen=True)
class Failure:
    """Why a step failed: the outcome, a message, and what the reader should do next."""

    outcome: Outcome
    message: str
    next: str | None
    standing: Standing | None = None
    """The account's standing by the court's words, if they name it."""
    words: tuple[str, ...] = ()
    """What the screen says instead of what is documented, to mark it on the picture."""
    rule: str = ""
    """The rule of the document that the court does not keep, if that is what failed, with its place."""
    outcome_without_effect: Outcome | None = None
    """If the result of an effect is not known: the outcome that would count if nothing had been sent."""

    @property
    def full_message(self) -> str:
        """The message, with the rule if there is one."""
        return f"{self.message}; the document, {self.rule}" if self.rule else self.message


Classifier = Callable[[Any, Transition, Court], Failure]
"""Makes a failure of an error, for the transition during which it was raised."""


@dataclass(frozen=True)
class FailureTemplate:
    """A failure with the same outcome and next step for all errors of a kind.

    The message can use `{error}` with its attributes, `{transition}` and `{court}`.
    """

    outcome: Outcome
    message: str
    next: str | None
    standing: Standing | None = None

    def __call__(self, error: Exception, transition: Transition, court: Court) -> Failure:
        """Return the failure with its message filled in."""
        message = self.message.format(error=error, transition=transition, court=court)
        return Failure(self.outcome, message, self.next, self.standing)
