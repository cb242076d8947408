"""Whose effects are in doubt: while nobody has looked, nothing more is sent for them in this run."""

from config.account import Account
from config.court import Court


class Doubts:
    """Accounts, by court, of whom an effect may have been made or not."""

    def __init__(self) -> None:
        self._of: set[tuple[str, str]] = set()

    def note(self, court: Court, account: Account) -> None:
        """Remember that the answer to an effect of this account was lost."""
        self._of.add((court.ecf, account.pacer.user_name))

    def stand(self, court: Court, account: Account) -> bool:
        """Whether it is not known how an effect of this account ended."""
        return (court.ecf, account.pacer.user_name) in self._of
