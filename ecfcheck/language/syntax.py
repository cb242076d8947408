"""The YAML of a flow as models, as far as it is the same on every screen."""

from typing import Annotated, Any, Self, get_args

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema

from config.court import Release
from config.model import Strict
from config.persona import personas
from config.suggest import did_you_mean
from ecfcheck.language.vocabulary import screens

_Phrase = Annotated[str, Field(min_length=1)]


class Sees(Strict):
    """The checks of one screen, each with what the document shows or says."""

    @model_validator(mode="after")
    def _checks_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("'sees' is empty: it checks nothing")
        return self


class Do(Strict):
    """The one action done on a screen."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: Any) -> Any:
        """`do: log_in` is short for `do: {log_in: {}}`, and `{open_entry: Query}` for its one argument."""
        if isinstance(written, str):
            return {written: {}}
        if isinstance(written, dict):
            return {name: cls._arguments(name, value) for name, value in written.items()}
        return written

    @classmethod
    def _arguments(cls, name: str, value: Any) -> Any:
        if value is None:
            return {}
        takes = cls.takes(name)
        return {takes[0]: value} if not isinstance(value, dict) and len(takes) == 1 else value

    @classmethod
    def takes(cls, name: str) -> list[str]:
        """Return the names of what an action takes."""
        field = cls.model_fields.get(name)
        return list(get_args(field.annotation)[0].model_fields) if field else []

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("'do' names one action; a step that goes on after it has a 'then'")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        long = handler.resolve_ref_schema(handler(core))
        for name, form in long.get("properties", {}).items():
            short = [{"type": "string"}] if len(cls.takes(name)) == 1 else []
            form["anyOf"] = [*form["anyOf"], *short]
        return {"anyOf": [{"enum": list(cls.model_fields)}, long]}


class Part(Strict, json_schema_extra={"oneOf": [{"required": ["screen"]}, {"required": ["open"]}]}):
    """One screen: how it is reached, what it must show, what is done there."""

    window: _Phrase | None = Field(
        None, description="Another window than the first, with a login of its own; any name will do."
    )
    screen: Any = Field(None, description="The screen that must be there now, and no other.")
    open: Any = Field(None, description="The screen to open by its address, as a user types it.")
    sees: Any = Field(None, description="What the screen must show.")
    do: Any = Field(None, description="The action done there.")

    @field_validator("screen", "open", check_fields=False)
    @classmethod
    def _exists(cls, name: Any) -> Any:
        if name not in screens():
            raise ValueError(f"unknown screen {name!r}{did_you_mean(str(name), screens())}")
        return name


class Step(Part):
    """One documented step: its number, what it says in the author's words, the screens it crosses."""

    step: _Phrase = Field(description="The step's number or the rule's name in the document.")
    says: _Phrase = Field(description="What the document asks of the user here, in your own words.")
    then: Any = Field(None, description="The further screens of the same documented step.")


class Unplaced(Part):
    """A part on no screen that is known: it is refused, but its other keys are looked at all the same."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"not": {}}


class FlowSyntax(Strict):
    """A flow file: the steps of one procedure."""

    flow: _Phrase = Field(description="The flow's name: that of its file.")
    title: _Phrase
    document: _Phrase = Field(description="The document it checks: a file of flows/documents.")
    release: Release = Field(description="Which CM/ECF it describes; it runs at the court of that release.")
    persona: _Phrase = Field(description="Who it acts as: one of config/personas.yaml.")
    reconcile: _Phrase | None = Field(
        None,
        description="The flow that finds out by reading how things stand, if an effect's answer is lost.",
    )
    steps: Any

    @field_validator("persona")
    @classmethod
    def _persona_exists(cls, name: str) -> str:
        if name not in personas():
            raise ValueError(f"unknown persona {name!r}{did_you_mean(name, personas())}")
        return name
