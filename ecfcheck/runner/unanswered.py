"""The effects and logins of a run that were sent and never answered."""

from config.account import Account
from config.court import Court
from config.secret import Secret
from ecfcheck.courts.ledger import Credential, normalize_user_name


class UnansweredRequests:
    """Keeps unanswered effects and logins: no effect of such an account is sent, no such login."""

    def __init__(self) -> None:
        self._effects: set[tuple[str, ...]] = set()
        self._logins: set[tuple[str, str, Secret]] = set()

    def note_effect(self, court: Court, account: Account) -> None:
        """Remember that an effect of this account was not answered."""
        self._effects.update(_list_identities(court, account))

    def has_effect_of(self, court: Court, account: Account) -> bool:
        """Return whether an effect of this account, or of one that shares a login, is unanswered."""
        return not self._effects.isdisjoint(_list_identities(court, account))

    def note_login(self, credential: Credential) -> None:
        """Remember that a credential is about to be sent."""
        self._logins.add(credential.key)

    def forget_login(self, credential: Credential) -> None:
        """Forget a credential that the court has accepted or refused."""
        self._logins.discard(credential.key)

    def has_login(self, credential: Credential) -> bool:
        """Return whether a login with this credential is unanswered."""
        return credential.key in self._logins


def _list_identities(court: Court, account: Account) -> set[tuple[str, ...]]:
    return {(court.ecf, *login) for login in list_logins(account)}


def list_logins(account: Account) -> frozenset[tuple[str, ...]]:
    """Return the logins of an account by kind; a flow may use only one of them."""
    names = {"pacer": account.pacer.user_name, "ecf": account.ecf.login if account.ecf else ""}
    return frozenset((kind, normalize_user_name(name)) for kind, name in names.items() if name)
