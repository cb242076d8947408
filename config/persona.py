"""Defines personas, the account types that flows act as, and loads them from personas.yaml."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from config.project import Project, current_project
from config.validation import StrictModel, build_model
from config.yaml_file import ProblemsError, YamlFile, read_yaml

FILE = Path(__file__).parent / "personas.yaml"


class PacerTraits(StrictModel):
    """Traits of a persona's PACER account."""

    kind: Literal["individual", "shared_firm", "admin", "legacy"] = "individual"
    status: Literal["active", "disabled", "update_required"] = "active"
    totp: bool = False
    skips: Annotated[int, Field(ge=0, le=3)] = 0
    """How many times the one-time passcode has been skipped."""
    password: Literal["right", "wrong"] = "right"  # noqa: S105 - a trait
    walks_away: bool = False
    """Whether they leave the link confirmation open until the session has expired."""


class EcfTraits(StrictModel):
    """Traits of a persona's CM/ECF account."""

    linked: bool = False
    may_file: bool = True
    password: Literal["right", "wrong"] = "right"  # noqa: S105 - a trait
    locked: bool = False


class CaseTraits(StrictModel):
    """Traits of the case that a persona is involved in."""

    kind: Literal["civil", "social_security"] = "civil"
    counsel: bool = True
    """Whether the persona is counsel of record in the case."""
    e_filing: Literal["order", "consent", "none"] = "order"


class Persona(StrictModel):
    """A persona: a title for readers, and the traits from which a staged court creates accounts."""

    title: str
    typical: bool = False
    """Whether `ecfcheck stage` prints an account of this persona without being asked for all."""
    pacer: PacerTraits = PacerTraits()
    ecf: EcfTraits | None = EcfTraits()
    names: Literal["match", "mismatch"] = "match"
    case: CaseTraits | None = None

    @property
    def wrong_passwords(self) -> frozenset[str]:
        """The placeholders of passwords that the account does not accept."""
        passwords = {"pacer.password": self.pacer.password, "ecf.password": self.ecf and self.ecf.password}
        return frozenset(name for name, trait in passwords.items() if trait == "wrong")


class _Personas(StrictModel):
    personas: dict[str, Persona]


def load_personas() -> dict[str, Persona]:
    """Return every persona by name, those of the user's project too. Raises ProblemsError."""
    return _load_all(current_project())


@cache
def _load_all(project: Project | None) -> dict[str, Persona]:
    included = build_model(read_yaml(FILE), _Personas).personas
    if project is None or not project.personas.is_file():
        return included
    yaml_file = read_yaml(project.personas)
    own = build_model(yaml_file, _Personas).personas
    _require_new_names(own.keys() & included.keys(), yaml_file)
    return included | own


def _require_new_names(names: Iterable[str], yaml_file: YamlFile) -> None:
    """Reject the names of personas that come with ecfcheck: its flows rely on them."""
    text = "{!r} is a persona that comes with ecfcheck; choose another name"
    problems = [yaml_file.build_problem(("personas", name), text.format(name), at_key=True) for name in names]
    if problems:
        raise ProblemsError(problems)
