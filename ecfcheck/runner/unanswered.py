"""What is in doubt in a run: effects and logins that were sent and whose answer was never seen."""

from config.account import Account
from config.court import Court
from config.secret import Secret
from ecfcheck.courts.ledger import Credential, normalize_user_name


class UnansweredRequests:
    """While nobody has looked, nothing more is sent for such an account, and no such password again."""

    def __init__(self) -> None:
        self._effects: set[tuple[str, ...]] = set()
        self._logins: set[tuple[str, str, Secret]] = set()

    def note_effect(self, court: Court, account: Account) -> None:
        """Remember that the answer to an effect of this account was lost."""
        self._effects.update(_identities(court, account))

    def has_effect_of(self, court: Court, account: Account) -> bool:
        """Whether it is not known how an effect ended, of an account that shares a login with this one."""
        return not self._effects.isdisjoint(_identities(court, account))

    def note_login(self, credential: Credential) -> None:
        """Remember that a credential is about to be sent."""
        self._logins.add(credential.key)

    def forget_login(self, credential: Credential) -> None:
        """Remember that the court has accepted or refused it."""
        self._logins.discard(credential.key)

    def has_login(self, credential: Credential) -> bool:
        """Whether it is not known how a login with this credential ended."""
        return credential.key in self._logins


def _identities(court: Court, account: Account) -> set[tuple[str, ...]]:
    """Return the logins of an account at a court: flows may use either of them alone."""
    names = {"pacer": account.pacer.user_name, "ecf": account.ecf.login if account.ecf else ""}
    return {(court.ecf, kind, normalize_user_name(name)) for kind, name in names.items() if name}
