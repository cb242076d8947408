"""Loads a flow: YAML in, a frozen Flow out, or every problem at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from config.located import Located, Problem, Problems, Where, read
from config.model import build
from config.suggest import did_you_mean
from ecfcheck.language import syntax
from ecfcheck.language.documents import documents
from ecfcheck.language.flow import FIRST_WINDOW, Flow, Part, Step
from ecfcheck.language.grammar import flow_syntax
from ecfcheck.language.placeholder import lacking
from ecfcheck.language.vocabulary import screens


def load(path: Path) -> Flow:
    """Return the flow in a file. Raises Problems with all that is wrong with it."""
    located = read(path)
    problems = [*_cites(located), *_order(located)]
    try:
        written = build(located, flow_syntax())
    except Problems as error:
        raise Problems([*problems, *error.problems]) from None
    if problems:
        raise Problems(problems)
    flow = replace(_flow(written, located), reconcile=_reconcile(written.reconcile, located))
    if needs := [*_needs(flow, located), *_before_effects(flow, located)]:
        raise Problems(needs)
    return flow


def load_all(paths: list[Path]) -> list[Flow]:
    """Return the flows in all files. Raises Problems with all that is wrong with any of them."""
    flows: list[Flow] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            flows.append(load(path))
        except Problems as error:
            problems.extend(error.problems)
    if problems:
        raise Problems(problems)
    return flows


def _steps(located: Located) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Yield each step that can be told as such, however wrong the rest of the file is."""
    data = located.data if isinstance(located.data, dict) else {}
    steps = data.get("steps")
    for index, step in enumerate(steps if isinstance(steps, list) else []):
        if isinstance(step, dict):
            yield ("steps", index), step


def _parts(located: Located) -> Iterator[tuple[Where, dict[str, Any]]]:
    for where, step in _steps(located):
        yield where, step
        then = step.get("then")
        for index, part in enumerate(then if isinstance(then, list) else []):
            if isinstance(part, dict):
                yield (*where, "then", index), part


def _cites(located: Located) -> Iterator[Problem]:
    """Find what the flow cites and its document does not have, and a name that is not the file's."""
    data = located.data if isinstance(located.data, dict) else {}
    name, stem = data.get("flow"), located.path.stem
    if isinstance(name, str) and name != stem:
        yield located.problem(
            ("flow",), f"the flow is called {name!r} and its file {stem!r}; name them alike"
        )
    try:
        known = documents(located.path)
    except Problems as error:
        yield from error.problems
        return
    document = data.get("document")
    if not isinstance(document, str):
        return
    if document not in known:
        yield located.problem(("document",), f"unknown document {document!r}{did_you_mean(document, known)}")
        return
    for where, step in _steps(located):
        number = step.get("step")
        if isinstance(number, str) and number not in known[document].entries:
            text = f"{document} has no entry {number!r}{did_you_mean(number, known[document].entries)}"
            yield located.problem((*where, "step"), text)


def _needs(flow: Flow, located: Located) -> Iterator[Problem]:
    """Find what the flow takes from an account that its persona has not."""
    for index, step in enumerate(flow.steps):
        for what in lacking((name for part in step.parts for name in part.placeholders), flow.persona):
            text = f"this needs {what}, and {flow.persona} has none"
            yield located.problem(("steps", index), text)


def _before_effects(flow: Flow, located: Located) -> Iterator[Problem]:
    """Find an action before which a flow does not check what its page wants to be checked."""
    for index, step in enumerate(flow.steps):
        for part, act in ((part, part.act) for part in step.parts if part.act):
            documented = {check.name: value for check, value in part.checks}
            for name, must in act.action.after.items():
                if documented.get(name) != must:
                    done, seen = f"{part.screen.name}.{act.action.name}", f"{name}: [{', '.join(must)}]"
                    text = f"before {done} it must be seen that all is right: add {seen} to its 'sees'"
                    yield located.problem(("steps", index), text)


def _reconcile(name: str | None, located: Located) -> Flow | None:
    """Return the flow of that name beside this one, which must do nothing but read. Raises Problems."""
    if name is None:
        return None
    beside = {file.stem: file for file in located.path.parent.glob("*.yaml") if file != located.path}
    if name not in beside:
        raise Problems(
            [located.problem(("reconcile",), f"unknown flow {name!r}{did_you_mean(name, beside)}")]
        )
    flow = load(beside[name])
    if flow.reconcile or flow.effects != {"read"}:
        text = f"{name} changes something itself; what finds out how things stand must only read"
        raise Problems([located.problem(("reconcile",), text)])
    return flow


def _order(located: Located) -> Iterator[Problem]:
    """Find a part on no screen, an action whose result nothing looks at, a step told twice."""
    parts = list(_parts(located))
    met: set[object] = set()
    for index, (where, part) in enumerate(parts):
        window = str(part.get("window") or FIRST_WINDOW)
        for key in ("window", "open", "screen", "sees", "do", "then"):
            # What was left out as not of the language is no empty value.
            if key in part and part[key] is None and not located.problems:
                yield located.problem((*where, key), f"{key!r} is empty: leave it out, or say something")
        if not part.get("screen") and not part.get("open"):
            yield located.problem(where, "this checks nothing: say which screen it is on (screen: or open:)")
        if part.get("screen") and part.get("open"):
            text = "say either 'screen' (it is there already) or 'open' (go there), not both"
            yield located.problem((*where, "open"), text, at_key=True)
        follows = parts[index + 1][1] if index + 1 < len(parts) else {}
        stays = (follows.get("window") or FIRST_WINDOW) == window
        if part.get("do") is not None and not (follows.get("screen") and stays):
            text = "nothing is checked after this action: let a part follow that names the screen it leads to"
            yield located.problem((*where, "do"), text, at_key=True)
        if window not in met and part.get("screen") and not part.get("open"):
            begins = "a window" if met else "a flow"
            text = f"{begins} begins with 'open': no screen is there yet"
            yield located.problem((*where, "screen"), text, at_key=True)
        met.add(window)
    seen: set[str] = set()
    for where, step in _steps(located):
        number = step.get("step")
        if isinstance(number, str) and number in seen:
            text = f"step {number!r} is here a second time; what belongs to one step goes under its 'then'"
            yield located.problem((*where, "step"), text)
        seen.add(str(number))


def _flow(written: syntax.FlowSyntax, located: Located) -> Flow:
    return Flow(
        written.flow,
        written.title,
        written.document,
        written.release,
        written.persona,
        tuple(_step(step, located.values["steps", index].line) for index, step in enumerate(written.steps)),
        located.path,
    )


def _step(written: syntax.Step, line: int) -> Step:
    parts = tuple(_part(part) for part in (written, *(written.then or ())))
    return Step(written.step, written.says, parts, line)


def _part(written: syntax.Part) -> Part:
    name = written.screen or written.open
    if name is None:
        raise ValueError("a part names its screen: the rules see to that")
    opens = written.open is not None
    return Part(screens()[name], opens, written.sees or (), written.do, written.window or FIRST_WINDOW)
