"""The YAML of a flow on each screen: models made of the screen's verbs at run time."""

from collections.abc import Callable, Mapping
from functools import cache, partial, reduce
from inspect import Parameter
from operator import or_
from types import GenericAlias
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WrapValidator, create_model

from config.secret import Secret
from config.suggest import find_closest
from config.validation import StrictModel
from ecfcheck.flowfile.flow import ActionCall
from ecfcheck.flowfile.models import FlowSyntax, Part, Step
from ecfcheck.flowfile.placeholder import check_documented, check_plain, check_secret
from ecfcheck.flowfile.registry import DOCUMENTED, Action, Check, Screen, screens


@cache
def build_flow_model() -> type[FlowSyntax]:
    """Return the model of a whole flow file, with every screen's verbs in it."""
    parts = {
        name: create_model("Part", __base__=Part, sees=(_sees(screen), None), do=(_do(screen), None))
        for name, screen in screens().items()
    }
    # A screen that is not known is refused; what is done there is not, and the other keys are checked.
    parts[""] = create_model("Part", __base__=Part)
    then = (_list_of(parts) | None, Field(None, min_length=1))
    steps = {name: create_model("Step", __base__=(part, Step), then=then) for name, part in parts.items()}
    return create_model("Flow", __base__=FlowSyntax, steps=(_list_of(steps), Field(min_length=1)))


def _list_of(models: Mapping[str, type[Part]]) -> Any:
    """Return a list of parts or steps, each of which is read by the model of its screen."""
    tagged = (Annotated[model, Tag(name)] for name, model in models.items())
    return GenericAlias(list, (Annotated[reduce(or_, tagged), Discriminator(_screen_of)],))


def _screen_of(written: Any) -> str:
    """Return the screen that a part names; if it is misspelled, the one probably meant."""
    name = (written.get("screen") or written.get("open")) if isinstance(written, dict) else None
    return find_closest(str(name), screens()) or ""


def _sees(screen: Screen) -> Any:
    fields = {
        name: (Annotated[DOCUMENTED[check.returns], AfterValidator(check_documented)], None)
        for name, check in screen.checks.items()
    }
    model = _model(f"{screen.name} has no check {{key!r}}", fields)

    def read(written: Any, validate: Callable[[Any], Any]) -> tuple[tuple[Check, Any], ...]:
        documented = validate(written)
        if not written:
            raise ValueError("'sees' is empty: it checks nothing")
        return tuple((screen.checks[name], getattr(documented, name)) for name in written)

    return Annotated[model, WrapValidator(read)] | None


def _do(screen: Screen) -> Any:
    fields = {
        name: (Annotated[arguments(screen, action), BeforeValidator(partial(_write_out, action))], None)
        for name, action in screen.actions.items()
    }
    model = _model(f"{screen.name} has no action {{key!r}}", fields)

    def read(written: Any, validate: Callable[[Any], Any]) -> ActionCall:
        done = validate({written: {}} if isinstance(written, str) else written)
        if len(done.model_fields_set) != 1:
            raise ValueError("'do' names one action; a step that goes on after it has a 'then'")
        (name,) = done.model_fields_set
        return ActionCall(screen.actions[name], dict(getattr(done, name)))

    return Annotated[model, WrapValidator(read)] | None


def _write_out(action: Action, written: Any) -> Any:
    """Return an action's arguments by name: none if none is written, the only one if written bare."""
    if written is None:
        return {}
    is_bare = len(action.takes) == 1 and not isinstance(written, dict)
    return dict.fromkeys(action.takes, written) if is_bare else written


def arguments(screen: Screen, action: Action) -> type[StrictModel]:
    """Return the model of what an action takes on a screen."""
    fields = {name: _argument(parameter) for name, parameter in action.takes.items()}
    return _model(f"{screen.name}.{action.name} takes no argument {{key!r}}", fields)


def _argument(parameter: Parameter) -> tuple[Any, Any]:
    default = ... if parameter.default is Parameter.empty else parameter.default
    checked = {Secret: check_secret, str: check_plain}.get(parameter.annotation)
    return (Annotated[str, AfterValidator(checked)] if checked else parameter.annotation), default


def _model(unknown: str, fields: dict[str, Any]) -> type[StrictModel]:
    return create_model("Verbs", __base__=StrictModel, unknown=(ClassVar[str], unknown), **fields)
