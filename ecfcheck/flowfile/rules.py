"""Checks the rules of a flow that involve several parts, its document or its persona."""

from collections.abc import Callable, Iterator
from typing import Any

from config.suggest import did_you_mean
from config.yaml_file import KeyPath, Problem, ProblemsError, YamlFile
from ecfcheck.flowfile.documents import load_documents
from ecfcheck.flowfile.flow import FIRST_WINDOW, Flow, Part
from ecfcheck.flowfile.placeholder import list_missing_items
from ecfcheck.flowfile.registry import list_openable_screens
from ecfcheck.flowfile.screen_models import ONE_ACTION


def find_data_problems(yaml_file: YamlFile) -> Iterator[Problem]:
    """Yield violations of rules on the YAML data, which may have other problems."""
    for find in _DATA_RULES:
        yield from find(yaml_file)


def find_flow_problems(flow: Flow, yaml_file: YamlFile) -> Iterator[Problem]:
    """Yield violations of rules that need a flow without other problems."""
    for index, step in enumerate(flow.steps):
        key_path = ("steps", index)
        needed = (name for part in step.parts for name in part.placeholders)
        for what in list_missing_items(needed, flow.persona):
            yield yaml_file.build_problem(key_path, f"this needs {what}, and {flow.persona} has none")
        for number, part in enumerate(step.parts):
            part_path = key_path if number == 0 else (*key_path, "then", number - 1)
            yield from _find_missing_checks(part, part_path, yaml_file)


def _find_missing_checks(part: Part, key_path: KeyPath, yaml_file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each check that the action requires and the part does not make."""
    if part.act is None:
        return
    documented = {check.name: value for check, value in part.checks}
    for name, required in part.act.action.requires.items():
        if documented.get(name) != required:
            action, check = f"{part.screen.name}.{part.act.action.name}", f"{name}: [{', '.join(required)}]"
            text = f"{action} requires a check before it; write {check} in its 'sees'"
            place = (*key_path, *(["sees"] if part.checks else []), *([name] if name in documented else []))
            yield yaml_file.build_problem(place, text)


def _get_top(yaml_file: YamlFile) -> dict[str, Any]:
    return yaml_file.data if isinstance(yaml_file.data, dict) else {}


def _iterate_steps(yaml_file: YamlFile) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield the path and data of each step that is a mapping."""
    yield from _iterate_mappings(_get_top(yaml_file).get("steps"), ("steps",))


def _iterate_parts(yaml_file: YamlFile) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield the path and data of each part that is a mapping, steps included."""
    for key_path, step in _iterate_steps(yaml_file):
        yield key_path, step
        yield from _iterate_mappings(step.get("then"), (*key_path, "then"))


def _iterate_mappings(data: Any, key_path: KeyPath) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    for index, item in enumerate(data if isinstance(data, list) else []):
        if isinstance(item, dict):
            yield (*key_path, index), item


def _get_window(part: dict[str, Any]) -> str:
    return str(part.get("window") or FIRST_WINDOW)


def _find_name_mismatch(yaml_file: YamlFile) -> Iterator[Problem]:
    name, stem = _get_top(yaml_file).get("flow"), yaml_file.path.stem
    if isinstance(name, str) and name != stem:
        text = f"the flow is named {name!r} but its file {stem!r}; use the same name"
        yield yaml_file.build_problem(("flow",), text)


def _find_unknown_citations(yaml_file: YamlFile) -> Iterator[Problem]:
    """Find unknown documents and unknown entries of a document."""
    try:
        known = load_documents(yaml_file.path)
    except ProblemsError as error:
        yield from error.problems
        return
    document = _get_top(yaml_file).get("document")
    if not isinstance(document, str):
        return
    if document not in known:
        yield yaml_file.build_problem(
            ("document",), f"unknown document {document!r}{did_you_mean(document, known)}"
        )
        return
    entries = known[document].entries
    for key_path, step in _iterate_steps(yaml_file):
        number = step.get("step")
        if isinstance(number, str) and number not in entries:
            text = f"{document} has no entry {number!r}{did_you_mean(number, entries)}"
            yield yaml_file.build_problem((*key_path, "step"), text)


def _find_empty_values(yaml_file: YamlFile) -> Iterator[Problem]:
    if yaml_file.problems:  # the reader returns None for what it rejects, too
        return
    for key_path, part in _iterate_parts(yaml_file):
        for key in ("window", "open", "screen", "sees", "do", "then"):
            if key in part and part[key] is None:
                yield yaml_file.build_problem((*key_path, key), f"{key!r} is empty; remove it or add a value")


def _find_parts_without_screen(yaml_file: YamlFile) -> Iterator[Problem]:
    for key_path, part in _iterate_parts(yaml_file):
        if not part.get("screen") and not part.get("open"):
            text = "this checks nothing; name its screen with 'screen:' or 'open:'"
            yield yaml_file.build_problem(key_path, text)


def _find_parts_with_two_screens(yaml_file: YamlFile) -> Iterator[Problem]:
    for key_path, part in _iterate_parts(yaml_file):
        if part.get("screen") and part.get("open"):
            text = "a part cannot have both 'screen' (already shown) and 'open' (go there); remove one"
            yield yaml_file.build_problem((*key_path, "open"), text, at_key=True)


def _find_unchecked_actions(yaml_file: YamlFile) -> Iterator[Problem]:
    """Find actions that are not followed by a part with `screen` in the same window."""
    parts = list(_iterate_parts(yaml_file))
    followers = [part for _, part in parts[1:]] + [{}]
    # What follows from another mistake is left out: a window without 'open', or a screen without an address.
    unopened = {_get_window(part) for _, part in _iterate_unopened(yaml_file)} - {FIRST_WINDOW}
    for (key_path, part), follower in zip(parts, followers, strict=False):
        windows = {_get_window(part), _get_window(follower)}
        is_checked = len(windows) == 1 and _names_shown_screen(follower)
        if part.get("do") is not None and not is_checked and not windows & unopened:
            text = "nothing is checked after this action; add a part with the screen that it leads to"
            yield yaml_file.build_problem((*key_path, "do"), text, at_key=True)


def _names_shown_screen(part: dict[str, Any]) -> bool:
    """Return whether a part checks the screen that is shown, also if it wrongly says to open it."""
    if part.get("screen"):
        return True
    return isinstance(part.get("open"), str) and part["open"] not in list_openable_screens()


def _find_missing_actions(yaml_file: YamlFile) -> Iterator[Problem]:
    """Find screens that come after another one of their window without an action or address."""
    last: dict[str, dict[str, Any]] = {}
    for key_path, part in _iterate_parts(yaml_file):
        window, screen = _get_window(part), part.get("screen")
        before = last.get(window, {})
        previous = before.get("screen") or before.get("open")
        is_led = part.get("open") or "do" in before or not previous
        if isinstance(screen, str) and screen != previous and not is_led:
            text = f"no 'do' leads from {previous} to {screen}; add the action to the part with {previous}"
            yield yaml_file.build_problem((*key_path, "screen"), text)
        last[window] = part


def _find_several_actions(yaml_file: YamlFile) -> Iterator[Problem]:
    """Find several actions in one `do`, also if some of them belong to other screens."""
    for key_path, part in _iterate_parts(yaml_file):
        if isinstance(part.get("do"), dict) and len(part["do"]) > 1:
            yield yaml_file.build_problem((*key_path, "do"), ONE_ACTION)


def _find_unopened_windows(yaml_file: YamlFile) -> Iterator[Problem]:
    """Find windows in which the first part does not open a screen by its address."""
    for key_path, _ in _iterate_unopened(yaml_file):
        subject = "a flow" if key_path == ("steps", 0) else "a window"
        text = f"{subject} must start with 'open': it does not show a screen yet"
        yield yaml_file.build_problem((*key_path, "screen"), text, at_key=True)


def _iterate_unopened(yaml_file: YamlFile) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield the path and data of each part that is its window's first and does not open a screen."""
    opened: set[str] = set()
    for key_path, part in _iterate_parts(yaml_file):
        if _get_window(part) not in opened and part.get("screen") and not part.get("open"):
            yield key_path, part
        opened.add(_get_window(part))


def _find_repeated_steps(yaml_file: YamlFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for key_path, step in _iterate_steps(yaml_file):
        number = step.get("step")
        if isinstance(number, str) and number in seen:
            text = f"step {number!r} is a duplicate; put further parts of a step under its 'then'"
            yield yaml_file.build_problem((*key_path, "step"), text)
        seen.add(str(number))


_DATA_RULES: tuple[Callable[[YamlFile], Iterator[Problem]], ...] = (
    _find_name_mismatch,
    _find_unknown_citations,
    _find_empty_values,
    _find_parts_without_screen,
    _find_parts_with_two_screens,
    _find_several_actions,
    _find_unchecked_actions,
    _find_unopened_windows,
    _find_missing_actions,
    _find_repeated_steps,
)
