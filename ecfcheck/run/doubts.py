"""What is in doubt in a run: effects and logins that were sent and whose answer was never seen."""

from config.account import Account
from config.court import Court
from ecfcheck.court.ledger import Credential


class Doubts:
    """While nobody has looked, nothing more is sent for such an account, and no such password again."""

    def __init__(self) -> None:
        self._effects: set[tuple[str, ...]] = set()
        self._logins: set[Credential] = set()

    def effect_lost(self, court: Court, account: Account) -> None:
        """Remember that the answer to an effect of this account was lost."""
        self._effects.add(_account_at(court, account))

    def of_effect(self, court: Court, account: Account) -> bool:
        """Whether it is not known how an effect of this account ended."""
        return _account_at(court, account) in self._effects

    def login_sent(self, credential: Credential) -> None:
        """Remember that a credential is about to be sent."""
        self._logins.add(credential)

    def login_answered(self, credential: Credential) -> None:
        """Remember that the court has accepted or refused it."""
        self._logins.discard(credential)

    def of_login(self, credential: Credential) -> bool:
        """Whether it is not known how a login with this credential ended."""
        return credential in self._logins


def _account_at(court: Court, account: Account) -> tuple[str, ...]:
    """Return what tells an account at a court from others; flows may use either of its logins alone."""
    return court.ecf, account.pacer.user_name, account.ecf.login if account.ecf else ""
