"""Holds the accounts that a flow logs in with: credentials, names and the case, if any."""

from base64 import b32decode
from collections.abc import Mapping
from datetime import timedelta
from time import time

import pyotp
from pydantic import BaseModel, ConfigDict, Field

from config.secret import Secret

_MIN_TOTP_BYTES = 10
_LONG_AGO = timedelta(hours=1)
_PASSCODE_DIGITS = range(6, 9)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


_EMPTY = Secret("")


class PacerCredentials(_Frozen):
    """An account at PACER's login service. Fields that no flow uses may be empty."""

    user_name: str = Field("", min_length=1)
    password: Secret = _EMPTY
    name: str = ""
    totp_secret: Secret | None = None
    client_code: str = ""
    """The code that PACER bills reading under. PACER requires one for some accounts."""

    @property
    def passcode(self) -> Secret | None:
        """The current one-time passcode, valid for 30 s (facts A5); None without a TOTP secret."""
        return self._compute_passcode(timedelta())

    @property
    def old_passcode(self) -> Secret | None:
        """An expired passcode of this account; None without a TOTP secret."""
        return self._compute_passcode(_LONG_AGO)

    def _compute_passcode(self, ago: timedelta) -> Secret | None:
        if self.totp_secret is None:
            return None
        totp = _Totp(_remove_spaces(self.totp_secret))
        return Secret(totp.at(int(time() - ago.total_seconds())))


def find_totp_fault(secret: Secret) -> str | None:
    """Return why a secret cannot generate passcodes, or None if it can."""
    value = _remove_spaces(secret)
    if value.lower().startswith("otpauth:"):
        return "is a whole otpauth: address; copy only what is between secret= and the next &"
    if value.isdecimal() and len(value) in _PASSCODE_DIGITS:
        return "is a one-time passcode, not the TOTP secret; copy the secret as PACER shows it"
    plain = _remove_spaces(secret)
    try:
        length = len(_Totp(plain).byte_secret())
    except ValueError:
        return "is not a TOTP secret; copy it as PACER shows it, in letters and the digits 2 to 7"
    if length < _MIN_TOTP_BYTES:
        return f"is too short for a TOTP secret ({len(plain)} characters); copy all of it, as PACER shows it"
    return None


class _Totp(pyotp.TOTP):
    """Accepts secrets of 80 bits too: many services issue them, and pyotp refuses fewer than 112."""

    def byte_secret(self) -> bytes:
        """Return the decoded secret. Raises ValueError."""
        return b32decode(self.secret + "=" * (-len(self.secret) % 8), casefold=True)


def _remove_spaces(secret: Secret) -> str:
    """Return a secret without spaces: PACER shows it in groups of four."""
    return "".join(secret.get_secret_value().split())


class EcfCredentials(_Frozen):
    """A court's own CM/ECF account from before NextGen. Fields that no flow uses may be empty."""

    login: str = Field("", min_length=1)
    password: Secret = _EMPTY
    name: str = ""
    new_password: Secret | None = None
    """The new password for a flow that changes it."""


class Case(_Frozen):
    """A case that the persona is involved in."""

    number: str = Field("", min_length=1)
    title: str = ""


class Account(_Frozen):
    """The credentials of one persona, and their case, if any."""

    pacer: PacerCredentials
    ecf: EcfCredentials | None = None
    case: Case | None = None
    settings: Mapping[str, str] = Field(default_factory=dict, repr=False)
    """The names of the settings that hold its values, by placeholder; empty for a staged account."""


def list_personal_details(account: Account) -> dict[str, str]:
    """Return the values that identify the account's owner or their case, by placeholder name."""
    groups = {"pacer": account.pacer, "ecf": account.ecf, "case": account.case}
    return {
        f"{group}.{name}": value
        for group, part in groups.items()
        if part is not None
        for name, value in part
        if isinstance(value, str) and value
    }


def list_secrets(account: Account) -> tuple[Secret, ...]:
    """Return every secret of an account, for redaction of a run's output."""
    pacer_secrets = (account.pacer.password, account.pacer.totp_secret)
    ecf_secrets = (account.ecf.password, account.ecf.new_password) if account.ecf else ()
    return tuple(
        secret for secret in (*pacer_secrets, *ecf_secrets) if secret is not None and secret != _EMPTY
    )
