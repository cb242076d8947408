"""The personas: who a flow acts as, by a name that tells what is so of their accounts."""

from functools import cache
from pathlib import Path
from typing import Literal

from config.located import read
from config.model import Strict, build

FILE = Path(__file__).parent / "personas.yaml"


class PacerTraits(Strict):
    """What is so of a persona's PACER account."""

    kind: Literal["individual", "shared_firm", "admin", "legacy"] = "individual"
    status: Literal["active", "disabled", "update_required"] = "active"
    totp: bool = False


class EcfTraits(Strict):
    """What is so of a persona's CM/ECF account."""

    linked: bool = False
    may_file: bool = True


class Persona(Strict):
    """One persona: what people read of it, and what a staged court makes of it."""

    title: str
    pacer: PacerTraits = PacerTraits()
    ecf: EcfTraits | None = EcfTraits()
    names: Literal["match", "mismatch"] = "match"


class _Personas(Strict):
    personas: dict[str, Persona]


@cache
def personas() -> dict[str, Persona]:
    """Return every persona by its name. Raises Problems when the file is wrong."""
    return build(read(FILE), _Personas).personas
