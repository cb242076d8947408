"""Courts, accounts, credentials and flows for tests without a browser and a stage."""

from pathlib import Path

from config.account import Account, EcfCredentials, PacerCredentials
from config.court import Court
from config.secret import Secret
from ecfcheck.courts.ledger import Credential
from ecfcheck.flowfile.flow import Flow

PASSWORD = "correct horse battery"
REAL = Court(
    name="District of Connecticut",
    kind="district",
    release="nextgen",
    website="https://www.ctd.uscourts.gov",
    ecf="https://ecf.ctd.uscourts.gov",
    pacer_login="https://pacer.login.uscourts.gov/csologin/login.jsf",
    pacer_account="https://pacer.psc.uscourts.gov/pscof/login.xhtml",
)
STAGED = Court(
    name="District of Connecticut (staged)",
    kind="district",
    release="nextgen",
    staged=True,
    website="http://www.ctd.localhost",
    ecf="http://ecf.ctd.localhost",
    pacer_login="http://pacer.localhost/csologin/login.jsf",
    pacer_account="http://psc.localhost/pscof/login.xhtml",
)
LEGACY = STAGED.model_copy(update={"name": "District of Connecticut (before NextGen)", "release": "legacy"})


def build_account(*, user_name: str = "jroe", login: str | None = "ct12345", password: str = "") -> Account:
    """Return an account with a PACER login, and a court login unless it is None."""
    ecf = EcfCredentials(login=login) if login is not None else None
    return Account(pacer=PacerCredentials(user_name=user_name, password=Secret(password)), ecf=ecf)


def build_credential(
    *, origin: str = "https://pacer.login.uscourts.gov", user_name: str = "jroe", password: str = PASSWORD
) -> Credential:
    """Return a credential."""
    return Credential(origin, user_name, Secret(password))


def build_flow(name: str, *, persona: str = "linked_filer") -> Flow:
    """Return a flow without steps."""
    return Flow(name, name, "a notice", "nextgen", persona, (), Path(f"flows/{name}.yaml"))
