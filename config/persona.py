"""The personas: who a flow acts as, by a name that tells what is so of their accounts."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from config.validation import StrictModel, build_model
from config.yaml_file import read_yaml

FILE = Path(__file__).parent / "personas.yaml"


class PacerTraits(StrictModel):
    """What is so of a persona's PACER account."""

    kind: Literal["individual", "shared_firm", "admin", "legacy"] = "individual"
    status: Literal["active", "disabled", "update_required"] = "active"
    totp: bool = False
    skips: Annotated[int, Field(ge=0, le=3)] = 0
    """How often the one-time passcode was skipped already."""
    password: Literal["right", "wrong"] = "right"  # noqa: S105 - a trait
    walks_away: bool = False
    """Whether they leave the confirmation of a link open for longer than a session lives."""


class EcfTraits(StrictModel):
    """What is so of a persona's CM/ECF account."""

    linked: bool = False
    may_file: bool = True
    password: Literal["right", "wrong"] = "right"  # noqa: S105 - a trait
    locked: bool = False


class CaseTraits(StrictModel):
    """What is so of the case that a persona has to do with."""

    kind: Literal["civil", "social_security"] = "civil"
    counsel: bool = True
    """Whether they are counsel of record in it."""
    e_filing: Literal["order", "consent", "none"] = "order"


class Persona(StrictModel):
    """One persona: what people read of it, and what a staged court makes of it."""

    title: str
    pacer: PacerTraits = PacerTraits()
    ecf: EcfTraits | None = EcfTraits()
    names: Literal["match", "mismatch"] = "match"
    case: CaseTraits | None = None

    @property
    def wrong_passwords(self) -> frozenset[str]:
        """Which of their passwords are not the account's, by their placeholders."""
        passwords = {"pacer.password": self.pacer.password, "ecf.password": self.ecf and self.ecf.password}
        return frozenset(name for name, trait in passwords.items() if trait == "wrong")


class _Personas(StrictModel):
    personas: dict[str, Persona]


@cache
def load_personas() -> dict[str, Persona]:
    """Return every persona by its name. Raises Problems when the file is wrong."""
    return build_model(read_yaml(FILE), _Personas).personas
