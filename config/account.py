"""The accounts a flow acts for: what a person of a firm knows to log in, and the names on them."""

from pydantic import BaseModel, ConfigDict, Field

from config.secret import Secret


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PacerAccount(_Frozen):
    """An account at PACER's login service."""

    user_name: str = Field(min_length=1)
    password: Secret
    name: str
    totp_secret: Secret | None = None


class EcfAccount(_Frozen):
    """An account of a court's own CM/ECF, from before NextGen."""

    login: str = Field(min_length=1)
    password: Secret
    name: str


class Account(_Frozen):
    """What one persona logs in with."""

    pacer: PacerAccount
    ecf: EcfAccount | None = None


def secrets_of(account: Account) -> tuple[Secret, ...]:
    """Return every secret of an account, so that what a run leaves can be freed of them."""
    own = (account.pacer.password, account.pacer.totp_secret, account.ecf.password if account.ecf else None)
    return tuple(secret for secret in own if secret is not None)
