"""The rules of a flow that concern several of its parts, its document or its persona."""

from collections.abc import Callable, Iterator
from typing import Any

from config.suggest import did_you_mean
from config.yaml_file import KeyPath, Problem, ProblemsError, YamlFile
from ecfcheck.flowfile.documents import load_documents
from ecfcheck.flowfile.flow import FIRST_WINDOW, Flow, Part
from ecfcheck.flowfile.placeholder import list_missing


def find_problems_as_written(located: YamlFile) -> Iterator[Problem]:
    """Yield what breaks a rule in a flow as it is written, however wrong the rest of the file is."""
    for find in _AS_WRITTEN:
        yield from find(located)


def find_problems_as_loaded(flow: Flow, located: YamlFile) -> Iterator[Problem]:
    """Yield what breaks a rule that only a flow without other mistakes can be held to."""
    for index, step in enumerate(flow.steps):
        where = ("steps", index)
        needed = (name for part in step.parts for name in part.placeholders)
        for what in list_missing(needed, flow.persona):
            yield located.problem(where, f"this needs {what}, and {flow.persona} has none")
        for part in step.parts:
            for text in _find_missing_checks(part):
                yield located.problem(where, text)


def _find_missing_checks(part: Part) -> Iterator[str]:
    """Yield what a part does not check and its action wants checked before it."""
    if part.act is None:
        return
    documented = {check.name: value for check, value in part.checks}
    for name, must in part.act.action.requires.items():
        if documented.get(name) != must:
            done, seen = f"{part.screen.name}.{part.act.action.name}", f"{name}: [{', '.join(must)}]"
            yield f"before {done} it must be seen that all is right: add {seen} to its 'sees'"


def _top(located: YamlFile) -> dict[str, Any]:
    return located.data if isinstance(located.data, dict) else {}


def _steps(located: YamlFile) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield each step that can be recognized as one, however wrong the rest of the file is."""
    yield from _mappings(_top(located).get("steps"), ("steps",))


def _parts(located: YamlFile) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    for where, step in _steps(located):
        yield where, step
        yield from _mappings(step.get("then"), (*where, "then"))


def _mappings(written: Any, where: KeyPath) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    for index, item in enumerate(written if isinstance(written, list) else []):
        if isinstance(item, dict):
            yield (*where, index), item


def _window(part: dict[str, Any]) -> str:
    return str(part.get("window") or FIRST_WINDOW)


def _find_flow_not_named_as_file(located: YamlFile) -> Iterator[Problem]:
    name, stem = _top(located).get("flow"), located.path.stem
    if isinstance(name, str) and name != stem:
        text = f"the flow is called {name!r} and its file {stem!r}; name them alike"
        yield located.problem(("flow",), text)


def _find_unknown_citations(located: YamlFile) -> Iterator[Problem]:
    """Find a document that does not exist, or an entry that the document does not have."""
    try:
        known = load_documents(located.path)
    except ProblemsError as error:
        yield from error.problems
        return
    document = _top(located).get("document")
    if not isinstance(document, str):
        return
    if document not in known:
        yield located.problem(("document",), f"unknown document {document!r}{did_you_mean(document, known)}")
        return
    entries = known[document].entries
    for where, step in _steps(located):
        number = step.get("step")
        if isinstance(number, str) and number not in entries:
            text = f"{document} has no entry {number!r}{did_you_mean(number, entries)}"
            yield located.problem((*where, "step"), text)


def _find_empty_values(located: YamlFile) -> Iterator[Problem]:
    if located.problems:  # the reader puts None for what it refuses, as well as for what is empty
        return
    for where, part in _parts(located):
        for key in ("window", "open", "screen", "sees", "do", "then"):
            if key in part and part[key] is None:
                yield located.problem((*where, key), f"{key!r} is empty: leave it out, or say something")


def _find_parts_on_no_screen(located: YamlFile) -> Iterator[Problem]:
    for where, part in _parts(located):
        if not part.get("screen") and not part.get("open"):
            text = "this checks nothing: say which screen it is on (screen: or open:)"
            yield located.problem(where, text)


def _find_parts_on_two_screens(located: YamlFile) -> Iterator[Problem]:
    for where, part in _parts(located):
        if part.get("screen") and part.get("open"):
            text = "say either 'screen' (it is there already) or 'open' (go there), not both"
            yield located.problem((*where, "open"), text, at_key=True)


def _find_unchecked_actions(located: YamlFile) -> Iterator[Problem]:
    """Find an action that no part follows which names, in the same window, the screen it leads to."""
    parts = list(_parts(located))
    followers = [part for _, part in parts[1:]] + [{}]
    for (where, part), follower in zip(parts, followers, strict=False):
        is_checked = follower.get("screen") and _window(follower) == _window(part)
        if part.get("do") is not None and not is_checked:
            text = "nothing is checked after this action: let a part follow that names the screen it leads to"
            yield located.problem((*where, "do"), text, at_key=True)


def _find_windows_not_opened(located: YamlFile) -> Iterator[Problem]:
    """Find a window whose first part does not open a screen by its address."""
    opened: set[str] = set()
    for where, part in _parts(located):
        if _window(part) not in opened and part.get("screen") and not part.get("open"):
            begins = "a window" if opened else "a flow"
            text = f"{begins} begins with 'open': no screen is there yet"
            yield located.problem((*where, "screen"), text, at_key=True)
        opened.add(_window(part))


def _find_repeated_steps(located: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for where, step in _steps(located):
        number = step.get("step")
        if isinstance(number, str) and number in seen:
            text = f"step {number!r} is here a second time; what belongs to one step goes under its 'then'"
            yield located.problem((*where, "step"), text)
        seen.add(str(number))


_AS_WRITTEN: tuple[Callable[[YamlFile], Iterator[Problem]], ...] = (
    _find_flow_not_named_as_file,
    _find_unknown_citations,
    _find_empty_values,
    _find_parts_on_no_screen,
    _find_parts_on_two_screens,
    _find_unchecked_actions,
    _find_windows_not_opened,
    _find_repeated_steps,
)
