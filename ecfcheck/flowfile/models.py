"""Defines the pydantic models of a flow file that are the same on every screen."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from config.court import Release
from config.persona import load_personas
from config.suggest import did_you_mean
from config.validation import StrictModel
from ecfcheck.flowfile.registry import Phrase, list_openable_screens, load_screens
from ecfcheck.flowfile.unknown_screen import describe_unknown_screen


def _check_screen(name: str, info: ValidationInfo) -> str:
    known = list_openable_screens() if info.field_name == "open" else list(load_screens())
    if "://" in name or name.startswith("www."):
        raise ValueError(
            f"{name!r} is an address; {info.field_name!r} names a screen: choose from {', '.join(known)}"
        )
    if name not in load_screens():
        raise ValueError(describe_unknown_screen(name, known))
    if info.field_name == "open" and not load_screens()[name].has_address:
        raise ValueError(
            f"{name} cannot be opened: it has no address of its own; write 'screen: {name}' in the part after"
            f" the action that leads to it, or open one of {', '.join(known)}"
        )
    return name


_Mapping = Annotated[Any, WithJsonSchema({"type": "object", "minProperties": 1})]
# The schemas of these depend on the screen; a second type here would report each mistake twice.
_NameOrMapping = Annotated[Any, WithJsonSchema({})]
_ScreenName = Annotated[str, AfterValidator(_check_screen), WithJsonSchema({})]


class PartSyntax(StrictModel):
    """One screen: how it is reached, what it must show, and the action there."""

    window: Phrase | None = Field(
        None, description="A window other than the first, with its own login; any name works."
    )
    screen: _ScreenName | None = Field(None, description="The screen that must be shown now, and no other.")
    open: _ScreenName | None = Field(
        None, description="The screen to open by its address, as if the user typed it."
    )
    sees: _Mapping = Field(None, description="What the screen must show.")
    do: _NameOrMapping = Field(None, description="The action to perform there.")


class StepSyntax(PartSyntax):
    """One documented step: its number, its instruction in the author's words, and its screens."""

    step: Phrase = Field(description="The number of the step or the name of the rule in the document.")
    says: Phrase = Field(description="What the document asks of the user here, in your own words.")
    then: Annotated[list[PartSyntax], Field(min_length=1)] | None = Field(
        None, description="Further screens of the same documented step."
    )


class FlowSyntax(StrictModel):
    """A flow file: the steps of one procedure."""

    flow: Phrase = Field(description="The flow's name, the same as its file's.")
    title: Phrase
    document: Phrase = Field(description="The document that it checks: a file in flows/documents.")
    release: Release = Field(
        description="The release of CM/ECF that it describes; it runs at a court with that release."
    )
    persona: Phrase = Field(description="The persona that it acts as, from config/personas.yaml.")
    reconcile: Phrase | None = Field(
        None,
        description="The read-only flow that determines the state if the answer to an effect is lost.",
    )
    steps: list[StepSyntax] = Field(min_length=1)

    @field_validator("persona")
    @classmethod
    def _check_persona(cls, name: str) -> str:
        if name not in load_personas():
            raise ValueError(f"unknown persona {name!r}{did_you_mean(name, load_personas())}")
        return name
