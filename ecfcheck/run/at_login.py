"""Who is told of a login: just before a password is typed, and when the court has answered it."""

from collections.abc import Callable
from dataclasses import dataclass

from ecfcheck.court.ledger import Credential
from pages.verbs import Standing


def _nothing(*_: object) -> None:
    """Heed nothing."""


@dataclass(frozen=True)
class AtLogin:
    """What is called at a login; an audit keeps its pace, and its journal, by it."""

    before: Callable[[Credential], None] = _nothing
    """Called before the credential is typed. May take its time; raises Stopped where it must not be typed."""
    sending: Callable[[Credential], None] = _nothing
    """Called when it is typed, right before it is sent."""
    accepted: Callable[[Credential], None] = _nothing
    refused: Callable[[Credential, Standing | None], None] = _nothing
    """Called with how the account stands by the court's words, None if they do not tell."""


NOBODY = AtLogin()
