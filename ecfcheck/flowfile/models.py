"""The YAML of a flow as models, as far as it is the same on every screen."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from config.court import Release
from config.persona import load_personas
from config.suggest import did_you_mean, find_closest
from config.validation import StrictModel
from ecfcheck.flowfile.registry import Phrase, screens


def _check_screen(name: str, info: ValidationInfo) -> str:
    if name not in screens():
        wrong = f"{info.field_name!r} cannot be" if find_closest(name, screens()) else "unknown screen"
        raise ValueError(f"{wrong} {name!r}{did_you_mean(name, screens())}")
    if info.field_name == "open" and not screens()[name].opens:
        able = ", ".join(screen.name for screen in screens().values() if screen.opens)
        raise ValueError(f"{name} has no address of its own; a flow can open {able}")
    return name


_Mapping = Annotated[Any, WithJsonSchema({"type": "object"})]
_NameOrMapping = Annotated[Any, WithJsonSchema({"type": ["string", "object"]})]
_ScreenName = Annotated[str, AfterValidator(_check_screen)]


class Part(StrictModel):
    """One screen: how it is reached, what it must show, what is done there."""

    window: Phrase | None = Field(
        None, description="Another window than the first, with a login of its own; any name will do."
    )
    screen: _ScreenName | None = Field(None, description="The screen that must be there now, and no other.")
    open: _ScreenName | None = Field(
        None, description="The screen to open by its address, as a user types it."
    )
    sees: _Mapping = Field(None, description="What the screen must show.")
    do: _NameOrMapping = Field(None, description="The action done there.")


class Step(Part):
    """One documented step: its number, what it says in the author's words, the screens it crosses."""

    step: Phrase = Field(description="The step's number or the rule's name in the document.")
    says: Phrase = Field(description="What the document asks of the user here, in your own words.")
    then: Annotated[list[Part], Field(min_length=1)] | None = Field(
        None, description="The further screens of the same documented step."
    )


class FlowSyntax(StrictModel):
    """A flow file: the steps of one procedure."""

    flow: Phrase = Field(description="The flow's name: that of its file.")
    title: Phrase
    document: Phrase = Field(description="The document it checks: a file of flows/documents.")
    release: Release = Field(description="Which CM/ECF it describes; it runs at the court of that release.")
    persona: Phrase = Field(description="Who it acts as: one of config/personas.yaml.")
    reconcile: Phrase | None = Field(
        None,
        description="The flow that finds out by reading how things stand, if an effect's answer is lost.",
    )
    steps: list[Step] = Field(min_length=1)

    @field_validator("persona")
    @classmethod
    def _persona_exists(cls, name: str) -> str:
        if name not in load_personas():
            raise ValueError(f"unknown persona {name!r}{did_you_mean(name, load_personas())}")
        return name
