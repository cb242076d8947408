"""The YAML of a flow as models, each screen with its verbs: they validate, and make the editors' schema."""

# The types below are made at run time, of the page objects; mypy cannot follow them.
# mypy: disable-error-code="valid-type,arg-type,name-defined"

from collections.abc import Callable
from functools import cache, reduce
from inspect import Parameter
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, create_model

from config.model import Strict
from config.secret import Secret
from config.suggest import closest
from ecfcheck.language.placeholder import check_plain, check_secret
from ecfcheck.language.syntax import Do, FlowSyntax, Part, Sees, Step, Unplaced
from ecfcheck.language.vocabulary import DOCUMENTED, Action, Screen, screens


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
            for label in documented:
                if "{" in label:
                    raise ValueError(f"the label {label!r} stands for itself: a placeholder is for its value")
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
