"""Registers the screens, actions and checks that flows can use, from the page objects."""

import inspect
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Annotated, Any, get_type_hints

from pydantic import Field

import pages
from config.secret import Secret
from pages.base import PageObject
from pages.decorators import (
    SPEC_ATTRIBUTE,
    ActionSpec,
    CheckSpec,
    Effect,
    Entries,
    LinkableLogin,
    MismatchOutcome,
    RefusalOutcome,
    Rows,
    Sections,
    Text,
)

Phrase = Annotated[str, Field(min_length=1)]
"""Non-empty text."""

_Listed = Annotated[tuple[Phrase, ...], Field(min_length=1)]

DOCUMENTED: dict[Any, Any] = {
    Text: _Listed,
    Entries: _Listed,
    Rows: Annotated[dict[str, Phrase], Field(min_length=1)],
    Sections: Annotated[dict[str, _Listed], Field(min_length=1)],
}
"""The type of a check's documented value, by the check's return type."""


@dataclass(frozen=True)
class Login:
    """The names of the arguments with which an action logs in."""

    user_name: str
    password: str


@dataclass(frozen=True)
class Action:
    """A verb for `do`, with its parameters and their defaults."""

    name: str
    summary: str
    effect: Effect
    parameters: Mapping[str, inspect.Parameter]
    refusal_outcome: RefusalOutcome | None = None
    """The outcome if the court refuses the action; None if the screen with the refusal decides."""
    requires: Mapping[str, Entries] = field(default_factory=dict)
    """Checks that a flow must make on the screen before the action, with their values."""
    links: frozenset[str] = frozenset()
    """The names of arguments that are a CM/ECF login to link."""
    login: Login | None = None
    """The login arguments, if the action is a login."""


@dataclass(frozen=True)
class Check:
    """A verb for `sees`."""

    name: str
    summary: str
    returns: Any
    """The return annotation of the page object's method: a key of DOCUMENTED."""
    mismatch_outcome: MismatchOutcome = "DRIFT"
    """The outcome if the check fails, where the flow documents what `asks` says or that is empty."""
    asks: Entries = ()


@dataclass(frozen=True)
class Screen:
    """A page object class with its verbs and the name that flows use."""

    name: str
    page_class: type[PageObject]
    actions: Mapping[str, Action]
    checks: Mapping[str, Check]

    @property
    def summary(self) -> str:
        """The first line of the page object's docstring."""
        return _summary(self.page_class)

    @property
    def has_address(self) -> bool:
        """Whether a user can open the screen by its address."""
        return self.page_class.address is not PageObject.address


@cache
def screens() -> dict[str, Screen]:
    """Return all screens by name: the page objects with a landmark in modules of `pages`."""
    registry = {}
    for module in pkgutil.iter_modules(pages.__path__):
        members = vars(import_module(f"pages.{module.name}")).values()
        for member in members:
            if _is_screen(member) and member.__module__ == f"pages.{module.name}":
                screen = _build_screen(member)
                if screen.name in registry:
                    raise TypeError(f"two page objects are named {screen.page_class.__name__}; rename one")
                registry[screen.name] = screen
    return dict(sorted(registry.items()))


def _is_screen(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, PageObject) and "landmark" in vars(member)


def _build_screen(page_object: type[PageObject]) -> Screen:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", page_object.__name__).lower()
    verbs = {
        key: method
        for key, method in inspect.getmembers(page_object, inspect.isfunction)
        if getattr(method, SPEC_ATTRIBUTE, None) is not None
    }
    actions = {
        key: _build_action(key, method)
        for key, method in verbs.items()
        if isinstance(getattr(method, SPEC_ATTRIBUTE), ActionSpec)
    }
    for action in actions.values():
        if action.effect != "read" and action.effect not in page_object.effect_triggers:
            raise TypeError(
                f"{page_object.__name__}.{action.name} is {action.effect}; declare what sends it in"
                " effect_triggers"
            )
    if page_object.begins_session and not any(action.login for action in actions.values()):
        raise TypeError(f"{page_object.__name__} begins a session; declare one of its actions as a `login`")
    checks = {
        key: _build_check(key, method)
        for key, method in verbs.items()
        if isinstance(getattr(method, SPEC_ATTRIBUTE), CheckSpec)
    }
    return Screen(name, page_object, actions, checks)


def _build_action(name: str, method: Any) -> Action:
    spec: ActionSpec = getattr(method, SPEC_ATTRIBUTE)
    parameters = dict(inspect.signature(method).parameters)
    del parameters["self"]
    for argument, text in spec.defaults.items():
        parameters[argument] = parameters[argument].replace(default=text)
    links = frozenset(name for name, parameter in parameters.items() if parameter.annotation == LinkableLogin)
    parameters |= {name: parameters[name].replace(annotation=str) for name in links}
    login = _build_login(method, spec, parameters) if spec.login else None
    return Action(
        name, _summary(method), spec.effect, parameters, spec.refusal_outcome, spec.requires, links, login
    )


def _build_login(method: Any, spec: ActionSpec, parameters: Mapping[str, inspect.Parameter]) -> Login:
    secrets = [name for name, parameter in parameters.items() if parameter.annotation is Secret]
    if spec.login not in parameters or len(secrets) != 1 or spec.effect != "read":
        raise TypeError(
            f"{method.__qualname__} is not a valid login: `login` must name the argument with the user name,"
            " exactly one argument must be a Secret, and the effect must be 'read'"
        )
    return Login(spec.login, secrets[0])


def _build_check(name: str, method: Any) -> Check:
    returns = get_type_hints(method).get("return")
    if returns not in DOCUMENTED:
        raise TypeError(
            f"{method.__qualname__} is a check and must return one of the types in pages/decorators.py"
        )
    spec: CheckSpec = getattr(method, SPEC_ATTRIBUTE)
    return Check(name, _summary(method), returns, spec.mismatch_outcome, spec.asks)


def _summary(documented: Any) -> str:
    return (inspect.getdoc(documented) or "").split("\n", maxsplit=1)[0]
