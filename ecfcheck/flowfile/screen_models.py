"""Builds the pydantic models of flow files from the verbs of each screen."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial, reduce
from inspect import Parameter
from operator import or_
from types import GenericAlias
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WrapValidator, create_model

from config.project import Project, current_project
from config.secret import Secret
from config.suggest import find_closest
from config.validation import StrictModel
from ecfcheck.flowfile.flow import ActionCall
from ecfcheck.flowfile.models import FlowSyntax, PartSyntax, StepSyntax
from ecfcheck.flowfile.placeholder import check_plain, check_secret
from ecfcheck.flowfile.registry import DOCUMENTED, Action, Check, Screen, load_screens

ONE_ACTION = (
    "'do' must name one action; put the next one under 'then', in a part with the screen on which it is done"
)


def build_flow_model(data: object = None) -> type[FlowSyntax]:
    """Return the model of a flow file, with the verbs of every screen. Raises ProblemsError.

    Given a flow's data, only with those of the screens that it names, which is faster for few flows.
    """
    every = frozenset(load_screens())
    named = frozenset(_list_named_screens(data)) & every
    return _build_flow_model(current_project(), named or every)


def _list_named_screens(data: object) -> Iterator[str]:
    """Yield the screens that the parts of a flow name, or the closest ones, as `_find_screen` does."""
    steps = data.get("steps") if isinstance(data, dict) else None
    for step in steps if isinstance(steps, list) else []:
        then = step.get("then") if isinstance(step, dict) else None
        yield from map(_find_screen, [step, *(then if isinstance(then, list) else [])])


@cache
def _build_flow_model(_project: Project | None, names: frozenset[str]) -> type[FlowSyntax]:
    parts = {
        name: create_model(
            "Part", __base__=PartSyntax, sees=(_annotate_sees(screen), None), do=(_annotate_do(screen), None)
        )
        for name, screen in load_screens().items()
        if name in names
    }
    # An unknown screen is reported, but not its verbs; the other keys are checked.
    parts[""] = create_model("Part", __base__=PartSyntax)
    then = (_annotate_list(parts) | None, Field(None, min_length=1))
    steps = {
        name: create_model("Step", __base__=(part, StepSyntax), then=then) for name, part in parts.items()
    }
    return create_model("Flow", __base__=FlowSyntax, steps=(_annotate_list(steps), Field(min_length=1)))


def _annotate_list(models: Mapping[str, type[PartSyntax]]) -> Any:
    """Return the type of a list of parts or steps, each validated by the model of its screen."""
    tagged = (Annotated[model, Tag(name)] for name, model in models.items())
    return GenericAlias(list, (Annotated[reduce(or_, tagged), Discriminator(_find_screen)],))


def _find_screen(data: Any) -> str:
    """Return the screen that a part names, or the closest one if misspelled, or ""."""
    name = (data.get("screen") or data.get("open")) if isinstance(data, dict) else None
    return find_closest(str(name), load_screens()) or ""


def _annotate_sees(screen: Screen) -> Any:
    fields = {name: (DOCUMENTED[check.returns], None) for name, check in screen.checks.items()}
    model = _create_model(f"{screen.name} has no check {{key!r}}", fields)

    def read(data: Any, validate: Callable[[Any], Any]) -> tuple[tuple[Check, Any], ...]:
        documented = validate(data)
        if not data:
            raise ValueError("'sees' is empty; add a check")
        return tuple((screen.checks[name], getattr(documented, name)) for name in data)

    return Annotated[model, WrapValidator(read)] | None


def _annotate_do(screen: Screen) -> Any:
    fields = {
        name: (
            Annotated[
                build_argument_model(screen, action), BeforeValidator(partial(_expand_arguments, action))
            ],
            None,
        )
        for name, action in screen.actions.items()
    }
    model = _create_model(f"{screen.name} has no action {{key!r}}", fields)

    def read(data: Any, validate: Callable[[Any], Any]) -> ActionCall:
        if isinstance(data, list) or (isinstance(data, str) and "," in data):
            raise ValueError(ONE_ACTION)
        actions = validate({data: {}} if isinstance(data, str) else data)
        if len(actions.model_fields_set) != 1:
            raise ValueError(ONE_ACTION)
        (name,) = actions.model_fields_set
        return ActionCall(screen.actions[name], dict(getattr(actions, name)))

    return Annotated[model, WrapValidator(read)] | None


def _expand_arguments(action: Action, data: Any) -> Any:
    """Return an action's arguments by name: {} for None, and a bare value as the only argument."""
    if data is None:
        return {}
    if isinstance(data, dict):
        return data
    if not action.parameters:
        raise ValueError(f"{action.name} takes no argument; write 'do: {action.name}'")
    if len(action.parameters) > 1:
        raise ValueError(f"name the argument: {action.name} takes {', '.join(action.parameters)}")
    return dict.fromkeys(action.parameters, data)


def build_argument_model(screen: Screen, action: Action) -> type[StrictModel]:
    """Return the model of an action's arguments on a screen."""
    fields = {name: _define_field(parameter) for name, parameter in action.parameters.items()}
    required = ", ".join(
        f"{name}: ..."
        for name, parameter in action.parameters.items()
        if parameter.default is Parameter.empty
    )
    missing = f"{action.name} needs {{key!r}}: write `do: {{{{{action.name}: {{{{{required}}}}}}}}}`"
    return _create_model(f"{screen.name}.{action.name} takes no argument {{key!r}}", fields, missing)


def _define_field(parameter: Parameter) -> tuple[Any, Any]:
    default = ... if parameter.default is Parameter.empty else parameter.default
    check = {Secret: check_secret, str: check_plain}.get(parameter.annotation)
    return (Annotated[str, AfterValidator(check)] if check else parameter.annotation), default


def _create_model(
    unknown: str, fields: dict[str, Any], missing: str = StrictModel.missing
) -> type[StrictModel]:
    return create_model(
        "Verbs",
        __base__=StrictModel,
        unknown=(ClassVar[str], unknown),
        missing=(ClassVar[str], missing),
        **fields,
    )
