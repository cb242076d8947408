"""The words a flow may use, read off the page objects: screens, their actions and their checks."""

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
"""A text that is not empty."""

_Listed = Annotated[tuple[Phrase, ...], Field(min_length=1)]

DOCUMENTED: dict[Any, Any] = {
    Text: _Listed,
    Entries: _Listed,
    Rows: Annotated[dict[str, Phrase], Field(min_length=1)],
    Sections: Annotated[dict[str, _Listed], Field(min_length=1)],
}
"""What a flow writes for a check, by what the check returns."""


@dataclass(frozen=True)
class Login:
    """The arguments by which an action logs in."""

    user_name: str
    password: str


@dataclass(frozen=True)
class Action:
    """A verb for `do`, and what it takes: parameters with the defaults a flow gets that says nothing."""

    name: str
    summary: str
    effect: Effect
    takes: Mapping[str, inspect.Parameter]
    refusal_outcome: RefusalOutcome | None = None
    """Whose affair it is when the court says no to it; else the screen that says no knows."""
    requires: Mapping[str, Entries] = field(default_factory=dict)
    """What a flow must check on the screen before it, and what must stand there."""
    links: frozenset[str] = frozenset()
    """The arguments that are a CM/ECF login to be linked."""
    login: Login | None = None
    """What it logs in with, if it is a login."""


@dataclass(frozen=True)
class Check:
    """A verb for `sees`: what the flow writes for it."""

    name: str
    summary: str
    returns: Any
    """The annotation of what the page's method returns: a key of DOCUMENTED."""
    mismatch_outcome: MismatchOutcome = "DRIFT"
    """What it means when it does not hold."""


@dataclass(frozen=True)
class Screen:
    """A page class by the name flows use for it, with its verbs."""

    name: str
    page_class: type[PageObject]
    actions: Mapping[str, Action]
    checks: Mapping[str, Check]

    @property
    def summary(self) -> str:
        """What the screen is, in a line."""
        return _summary(self.page_class)

    @property
    def opens(self) -> bool:
        """Whether the screen has an address of its own that a user can type."""
        return self.page_class.address is not PageObject.address


@cache
def screens() -> dict[str, Screen]:
    """Return every screen by its name: each Page with a landmark in a module of `pages`."""
    found = {}
    for module in pkgutil.iter_modules(pages.__path__):
        members = vars(import_module(f"pages.{module.name}")).values()
        for member in members:
            if _is_screen(member) and member.__module__ == f"pages.{module.name}":
                screen = _screen(member)
                if screen.name in found:
                    raise TypeError(f"two pages are called {screen.page_class.__name__}: rename one")
                found[screen.name] = screen
    return dict(sorted(found.items()))


def _is_screen(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, PageObject) and "landmark" in vars(member)


def _screen(page_object: type[PageObject]) -> Screen:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", page_object.__name__).lower()
    marked = {
        key: method
        for key, method in inspect.getmembers(page_object, inspect.isfunction)
        if getattr(method, SPEC_ATTRIBUTE, None) is not None
    }
    actions = {
        key: _action(key, m)
        for key, m in marked.items()
        if isinstance(getattr(m, SPEC_ATTRIBUTE), ActionSpec)
    }
    for action in actions.values():
        if action.effect != "read" and action.effect not in page_object.effect_triggers:
            raise TypeError(
                f"{page_object.__name__}.{action.name} is {action.effect}: declare what sends it in"
                " effect_triggers"
            )
    if page_object.begins_session and not any(action.login for action in actions.values()):
        raise TypeError(f"{page_object.__name__} begins a session: say which of its actions is a `login`")
    checks = {
        key: _check(key, m) for key, m in marked.items() if isinstance(getattr(m, SPEC_ATTRIBUTE), CheckSpec)
    }
    return Screen(name, page_object, actions, checks)


def _action(name: str, method: Any) -> Action:
    mark: ActionSpec = getattr(method, SPEC_ATTRIBUTE)
    parameters = dict(inspect.signature(method).parameters)
    del parameters["self"]
    for argument, text in mark.defaults.items():
        parameters[argument] = parameters[argument].replace(default=text)
    links = frozenset(name for name, taken in parameters.items() if taken.annotation == LinkableLogin)
    parameters |= {name: parameters[name].replace(annotation=str) for name in links}
    login = _login(method, mark, parameters) if mark.login else None
    return Action(
        name, _summary(method), mark.effect, parameters, mark.refusal_outcome, mark.requires, links, login
    )


def _login(method: Any, mark: ActionSpec, parameters: Mapping[str, inspect.Parameter]) -> Login:
    secrets = [name for name, parameter in parameters.items() if parameter.annotation is Secret]
    if mark.login not in parameters or len(secrets) != 1 or mark.effect != "read":
        raise TypeError(
            f"{method.__qualname__} is declared a login: `login` names the argument that is the user name,"
            " the password is its one Secret, and its effect is 'read'"
        )
    return Login(mark.login, secrets[0])


def _check(name: str, method: Any) -> Check:
    returns = get_type_hints(method).get("return")
    if returns not in DOCUMENTED:
        raise TypeError(
            f"{method.__qualname__} is a check, so it returns one of the types of pages/decorators.py"
        )
    mark: CheckSpec = getattr(method, SPEC_ATTRIBUTE)
    return Check(name, _summary(method), returns, mark.mismatch_outcome)


def _summary(documented: Any) -> str:
    return (inspect.getdoc(documented) or "").split("\n", maxsplit=1)[0]
