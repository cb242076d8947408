"""The accounts a flow acts for: what a person of a firm knows to log in, and the names on them."""

from datetime import timedelta
from time import time

import pyotp
from pydantic import BaseModel, ConfigDict, Field

from config.secret import Secret

_LONG_AGO = timedelta(hours=1)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


_EMPTY = Secret("")


class PacerAccount(_Frozen):
    """An account at PACER's login service; what no flow of a run uses may be empty."""

    user_name: str = Field("", min_length=1)
    password: Secret = _EMPTY
    name: str = ""
    totp_secret: Secret | None = None
    client_code: str = ""
    """The code that reading is billed under. PACER requires one of some accounts."""

    @property
    def passcode(self) -> Secret | None:
        """The one-time passcode of this half minute (facts A5), if the account has a secret to make it of."""
        return self._passcode(timedelta())

    @property
    def old_passcode(self) -> Secret | None:
        """A passcode of the account's own that has long run out."""
        return self._passcode(_LONG_AGO)

    def _passcode(self, ago: timedelta) -> Secret | None:
        if self.totp_secret is None:
            return None
        totp = pyotp.TOTP(_joined(self.totp_secret))
        return Secret(totp.at(int(time() - ago.total_seconds())))


def find_totp_fault(secret: Secret) -> str | None:
    """Return why no passcodes can be made of a secret, None if they can."""
    try:
        pyotp.TOTP(_joined(secret)).now()
    except ValueError as error:
        return f"makes no passcodes: {error}; write it as PACER showed it, in letters and the digits 2 to 7"
    return None


def _joined(secret: Secret) -> str:
    """Return a secret without the blanks that it is shown with, in groups of four."""
    return "".join(secret.get_secret_value().split())


class EcfAccount(_Frozen):
    """A court's own CM/ECF account, from before NextGen; what no flow of a run uses may be empty."""

    login: str = Field("", min_length=1)
    password: Secret = _EMPTY
    name: str = ""
    new_password: Secret | None = None
    """What a flow that changes the password changes it to."""


class Case(_Frozen):
    """A case that the persona has to do with."""

    number: str = Field("", min_length=1)
    title: str = ""


class Account(_Frozen):
    """What one persona logs in with, and the case they have to do with, if any."""

    pacer: PacerAccount
    ecf: EcfAccount | None = None
    case: Case | None = None


def list_personal_details(account: Account) -> dict[str, str]:
    """Return what says whose account it is, and which case is theirs, by its placeholder."""
    groups = {"pacer": account.pacer, "ecf": account.ecf, "case": account.case}
    return {
        f"{group}.{name}": value
        for group, part in groups.items()
        if part is not None
        for name, value in part
        if isinstance(value, str) and value
    }


def list_secrets(account: Account) -> tuple[Secret, ...]:
    """Return every secret of an account, so that what a run leaves can be freed of them."""
    of_pacer = (account.pacer.password, account.pacer.totp_secret)
    of_ecf = (account.ecf.password, account.ecf.new_password) if account.ecf else ()
    return tuple(secret for secret in (*of_pacer, *of_ecf) if secret is not None and secret != _EMPTY)
