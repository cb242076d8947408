"""Registers the screens, actions and checks that flows can use, from the page objects."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, Field

from config.problem_collector import ProblemCollector
from config.project import Project, current_project
from config.secret import Secret
from config.yaml_file import Problem, ProblemsError
from ecfcheck.flowfile.own_pages import (
    build_class_problem,
    import_own_module,
    list_imported_modules,
    list_modules,
    list_own_modules,
    rules_reported_at,
)
from ecfcheck.flowfile.placeholder import check_labels, check_plain
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
from pages.landmark import Landmark

Phrase = Annotated[str, Field(min_length=1)]
"""Non-empty text."""

_Shown = Annotated[Phrase, AfterValidator(check_plain)]
_Listed = Annotated[tuple[_Shown, ...], Field(min_length=1)]

DOCUMENTED: dict[Any, Any] = {
    Text: _Listed,
    Entries: tuple[_Shown, ...],  # an empty list documents that the screen has none
    Rows: Annotated[dict[str, _Shown], Field(min_length=1), AfterValidator(check_labels)],
    Sections: Annotated[dict[str, _Listed], Field(min_length=1), AfterValidator(check_labels)],
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


def load_screens() -> dict[str, Screen]:
    """Return all screens by name: the page objects with a landmark in modules of `pages`.

    Those of the user's project count too. Raises ProblemsError with everything that is wrong with them.
    """
    return _register_screens(current_project())


@cache
def _register_screens(project: Project | None) -> dict[str, Screen]:
    # Before the included ones are imported: the path of `pages` is that of this project from now on.
    own_modules = list_own_modules(project)
    registry: dict[str, Screen] = {}
    for page_object in _iterate_classes(map(import_module, list_modules())):
        if "landmark" in vars(page_object):
            screen = _build_screen(page_object)
            if screen.name in registry:
                raise TypeError(f"two page objects are named {page_object.__name__}; rename one")
            registry[screen.name] = screen
    if project:
        registry |= _load_own_screens(project, own_modules, registry)
    return dict(sorted(registry.items()))


def list_openable_screens() -> list[str]:
    """Return the names of the screens that a flow can open by their address."""
    return [screen.name for screen in load_screens().values() if screen.has_address]


def find_class_without_landmark(name: str) -> tuple[str, str] | None:
    """Return the class of the project's pages, and its file, that would be this screen with a landmark."""
    load_screens()  # imports the project's pages
    for module in list_imported_modules():
        for page_object in _iterate_classes([module]):
            if _name_screen(page_object) == name and "landmark" not in vars(page_object):
                return page_object.__name__, module.__file__ or module.__name__
    return None


def _load_own_screens(
    project: Project, modules: list[str], included: Mapping[str, Screen]
) -> dict[str, Screen]:
    """Return the screens of a project's pages. Raises ProblemsError with all that is wrong."""
    registry: dict[str, Screen] = {}
    page_objects: list[type[PageObject]] = []
    problems = ProblemCollector()
    for module in modules:
        with problems.collect():
            page_objects += _iterate_classes([import_own_module(module, project)])
    for page_object in page_objects:
        with problems.collect():
            _add_own_screen(page_object, registry, included)
    problems.raise_any()
    problems.extend(_find_unreachable(page_objects, registry))
    problems.raise_any()
    return registry


def _find_unreachable(
    page_objects: Sequence[type[PageObject]], registry: Mapping[str, Screen]
) -> Iterator[Problem]:
    """Find classes that no flow can use: neither a screen nor the base class of one."""
    reachable = {base for screen in registry.values() for base in screen.page_class.__mro__}
    for page_object in page_objects:
        if page_object not in reachable:
            text = f"{page_object.__name__} has no landmark, so it is not a screen; add one"
            yield build_class_problem(page_object, text)


def _add_own_screen(
    page_object: type[PageObject], registry: dict[str, Screen], included: Mapping[str, Screen]
) -> None:
    """Add a screen of a project; one that extends an included screen of its name takes its place."""
    name = _name_screen(page_object)
    extended = included.get(name)
    extends = extended is not None and issubclass(page_object, extended.page_class)
    if not extends and "landmark" not in vars(page_object):
        return  # a base class of several screens
    fault = ""
    if extended and not extends:
        fault = (
            f"a screen named {name} comes with ecfcheck; rename this class, or derive it from"
            f" {extended.page_class.__module__}.{extended.page_class.__name__} to extend that screen"
        )
    elif name in registry:
        other = registry[name].page_class
        fault = (
            f"the screen {name} is already extended in {other.__module__}; put both into one class"
            if extends
            else f"a screen named {name} is already in {other.__module__}; rename one of the two classes"
        )
    if fault:
        raise ProblemsError([build_class_problem(page_object, fault)])
    with rules_reported_at(page_object):
        registry[name] = _build_screen(page_object)


def _iterate_classes(modules: Iterable[ModuleType]) -> Iterator[type[PageObject]]:
    """Yield the page object classes that these modules define, with or without a landmark."""
    for module in modules:
        for member in vars(module).values():
            is_own = isinstance(member, type) and member.__module__ == module.__name__
            if is_own and issubclass(member, PageObject):
                yield member


def _name_screen(page_object: type[PageObject]) -> str:
    """Return the name that flows use for a class: `CmecfHome` is `cmecf_home`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", page_object.__name__).lower()


def _build_screen(page_object: type[PageObject]) -> Screen:
    name = _name_screen(page_object)
    if not isinstance(page_object.landmark, Landmark):
        raise TypeError(
            f"the landmark of {page_object.__name__} is {page_object.landmark!r};"
            " write Landmark(CSS, says=WORDS)"
        )
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
