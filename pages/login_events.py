"""What a page tells of a credential: that it is typed, and that it is sent."""

from typing import Protocol


class LoginEvents(Protocol):
    """Hears what a page does with a credential."""

    def mark_typed(self) -> None:
        """Note that the password is about to be typed."""

    def mark_sent(self) -> None:
        """Note that the credential is about to be sent."""


class _NoLogin:
    """Notes nothing: what is typed is no credential, or one that is meant to be wrong."""

    def mark_typed(self) -> None:
        """Do nothing."""

    def mark_sent(self) -> None:
        """Do nothing."""


NO_LOGIN: LoginEvents = _NoLogin()
