"""The YAML of a flow as models, made from the vocabulary: they validate it and give editors their schema."""

# The types below are made at run time, of the page objects; mypy cannot follow them.
# mypy: disable-error-code="valid-type,arg-type,name-defined"

from collections.abc import Callable
from functools import cache, reduce
from inspect import Parameter
from operator import or_
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema

from config.model import Strict
from config.persona import personas
from config.secret import Secret
from config.suggest import closest, did_you_mean
from ecfcheck.language.placeholder import check_plain, check_secret
from ecfcheck.language.vocabulary import DOCUMENTED, Action, Screen, screens

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
    release: Literal["nextgen"]
    persona: _Phrase = Field(description="Who it acts as: one of config/personas.yaml.")
    steps: Any

    @field_validator("persona")
    @classmethod
    def _persona_exists(cls, name: str) -> str:
        if name not in personas():
            raise ValueError(f"unknown persona {name!r}{did_you_mean(name, personas())}")
        return name


@cache
def flow_syntax() -> type[FlowSyntax]:
    """Return the model of a whole flow file, with every screen's verbs in it."""
    parts = {screen.name: _part(screen) for screen in screens().values()}
    some_part = _one_of(parts, Unplaced)
    then = (Annotated[list[some_part] | None, Field(min_length=1)], None)
    steps = {
        name: create_model(f"{part.__name__}Step", __base__=(part, Step), then=then)
        for name, part in parts.items()
    }
    unplaced = create_model("UnplacedStep", __base__=(Unplaced, Step), then=then)
    some_step = _one_of(steps, unplaced)
    all_steps = Annotated[list[some_step], Field(min_length=1)]
    return create_model("Flow", __base__=FlowSyntax, __doc__=FlowSyntax.__doc__, steps=(all_steps, ...))


def _one_of(models: dict[str, type[Part]], otherwise: type[Part]) -> Any:
    """Return a union told apart by the screen; where that is unclear, by the one probably meant."""

    def tag(written: Any) -> str:
        name = (written.get("screen") or written.get("open")) if isinstance(written, dict) else None
        return closest(str(name), models) or ""

    tagged = [Annotated[model, Tag(name)] for name, model in {**models, "": otherwise}.items()]
    return Annotated[reduce(or_, tagged), Discriminator(tag)]


def _part(screen: Screen) -> type[Part]:
    named = Literal[screen.name]
    fields: dict[str, Any] = {
        "screen": (named | None, None),
        "open": (Annotated[named | None, AfterValidator(_has_address(screen))], None),
        "sees": (_sees(screen) | None, None),
        "do": (_do(screen) | None, None),
    }
    return create_model(screen.page.__name__, __base__=Part, __doc__=screen.page.__doc__, **fields)


def _has_address(screen: Screen) -> Callable[[str | None], str | None]:
    def check(name: str | None) -> str | None:
        if name is not None and not screen.opens:
            able = ", ".join(s.name for s in screens().values() if s.opens)
            raise ValueError(f"{name} has no address of its own; a flow can open {able}")
        return name

    return check


def _sees(screen: Screen) -> type[Sees]:
    fields: dict[str, Any] = {
        check.name: (
            Annotated[DOCUMENTED[check.returns], AfterValidator(_plain)],
            Field(None, description=check.summary),
        )
        for check in screen.checks.values()
    }
    model = create_model(f"{screen.page.__name__}Sees", __base__=Sees, **fields)
    model.unknown = f"{screen.name} has no check {{key!r}}"
    return model


def _plain(documented: Any) -> Any:
    """Check the placeholders of every text in what a flow documents."""
    match documented:
        case str():
            check_plain(documented)
        case tuple():
            for item in documented:
                _plain(item)
        case dict():
            _plain(tuple(documented.values()))
    return documented


def _do(screen: Screen) -> type[Do]:
    fields: dict[str, Any] = {
        action.name: (_arguments(screen, action) | None, Field(None, description=action.summary))
        for action in screen.actions.values()
    }
    model = create_model(f"{screen.page.__name__}Do", __base__=Do, **fields)
    model.unknown = f"{screen.name} has no action {{key!r}}"
    return model


def _arguments(screen: Screen, action: Action) -> type[Strict]:
    fields: dict[str, Any] = {name: _argument(parameter) for name, parameter in action.takes.items()}
    model = create_model(f"{screen.page.__name__}_{action.name}", __base__=Strict, **fields)
    model.unknown = f"{screen.name}.{action.name} takes no argument {{key!r}}"
    return model


def _argument(parameter: Parameter) -> tuple[Any, Any]:
    default = ... if parameter.default is Parameter.empty else parameter.default
    checked = {Secret: check_secret, str: check_plain}.get(parameter.annotation)
    if checked is None:
        return parameter.annotation, default
    return Annotated[str, AfterValidator(checked)], default
