"""The events of a credential that a page object reports: it is typed, it is sent."""

from typing import Protocol


class LoginEvents(Protocol):
    """Receives what a page object does with a credential."""

    def mark_typed(self) -> None:
        """Record that the password is about to be typed."""

    def mark_sent(self) -> None:
        """Record that the credential is about to be sent."""


class _NoLogin:
    """Records nothing: what is typed is not a credential, or is deliberately a wrong one."""

    def mark_typed(self) -> None:
        """Do nothing."""

    def mark_sent(self) -> None:
        """Do nothing."""


NO_LOGIN: LoginEvents = _NoLogin()
