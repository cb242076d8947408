"""Defines PageControl, what a user clicks or fills in: it is looked at before it is used."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern
from time import monotonic
from typing import Any, Literal

from playwright.sync_api import Locator, Page

from config.limits import Limits
from pages.errors import MissingControlError
from pages.page_changes import note_look, wait_for_change
from pages.seeing import read_as_reader

OPENS_TAB = "link => !['', '_self', '_top', '_parent'].includes(String(link.target ?? '').toLowerCase())"
"""A script that returns whether a link opens a new tab: every target except these does (facts F1)."""

Point = tuple[float, float]
"""A place in the window, in pixels from its top left corner."""

Role = Literal["link", "button"]

_ROLES: Mapping[Role, str] = {
    "link": ":is(a[href]:not([role]), [role=link])",
    "button": ":is(button:not([role]), input:is([type=button], [type=submit], [type=reset]):not([role]),"
    " [role=button])",
}
"""What has a role, as CSS."""

_DISABLED = "is disabled"

DESCRIBE = f"""
    const plain = text => text.replace(/[*:\\s]+/g, ' ').trim().toLowerCase();
    const findOther = (element, control) => {{
        const found = control.label && label(element);
        if (control.label && plain(found) !== plain(control.label)) {{
            return `is labeled "${{found.replace(/\\s+/g, ' ').trim()}}"`;
        }}
        return control.kind && element.type !== control.kind ? `is a field of type ${{element.type}}` : '';
    }};
    const isAway = link => link instanceof HTMLAnchorElement && /^https?:/.test(link.protocol)
        && !hosts.includes(link.hostname);
    const findFault = (element, control) => !sees(element) ? 'is there, but a reader does not see it'
        : element.matches(':disabled') ? '{_DISABLED}'
        : isAway(element) ? `leads to ${{element.href}}, which is not the court's`
        : findOther(element, control);
    const describe = control => element => ({{
        fault: findFault(element, control), click_point: findClickPoint(element),
        opens_tab: ({OPENS_TAB})(element),
    }});
"""
"""A script that says what is wrong with a control and where a click hits it; `hosts` are the court's."""

FIND = """
    const normalize = text => text.replace(/\\s+/g, ' ').trim();
    const isHidden = element => !element.checkVisibility({visibilityProperty: true});
    const isExposed = element => !isHidden(element) && !element.closest('[aria-hidden=true]');
    const isButton = input => ['button', 'submit', 'reset'].includes(input.type);
    const isInline = element => /^(inline|contents)/.test(getComputedStyle(element).display);
    const joinNames = element => {
        const words = [...element.childNodes].map(nameOf).join('');
        return isInline(element) ? words : ` ${words} `;
    };
    const nameOf = node => node.nodeType === Node.TEXT_NODE ? node.data
        : node.nodeType !== Node.ELEMENT_NODE || isHidden(node) ? ''
        : node.ariaLabel || {IMG: node.alt, INPUT: isButton(node) ? node.value : ''}[node.tagName]
            || joinNames(node);
    const hasName = wanted => element => {
        const name = normalize(nameOf(element) || element.title);
        if (typeof wanted === 'string') return name === wanted;
        return new RegExp(wanted.source, wanted.flags).test(name);
    };
    const isInRow = wanted => element => normalize(nameOf(element.closest('tr') ?? element)) === wanted;
    const find = control => {
        if (control.element) return [control.element];
        const found = [...document.querySelectorAll(control.css)];
        if (control.row) return found.filter(isInRow(control.row));
        return control.name ? found.filter(isExposed).filter(hasName(control.name)) : found;
    };
"""
"""A script that finds a control by CSS and by its accessible name, as Playwright's `get_by_role` does."""

_LOOK_AT_ALL = f"{DESCRIBE}{FIND} return controls.map(control => find(control).map(describe(control)));"
LOOK = read_as_reader(_LOOK_AT_ALL, parameter="([controls, hosts])")
_MARK = "data-to-click"
_MARK_ONLY = read_as_reader(
    f"""{DESCRIBE}{FIND}
    document.querySelectorAll('[{_MARK}]').forEach(one => one.removeAttribute('{_MARK}'));
    if (documentTime && documentTime !== performance.timeOrigin) {{
        return [{{fault: 'is in another document than the one that was looked at'}}];
    }}
    const found = find(control), states = found.map(describe(control));
    if (states.length === 1 && !states[0].fault) found[0].setAttribute('{_MARK}', '');
    return states;""",
    parameter="([control, hosts, documentTime])",
)
_DESCRIBE_FOUND = read_as_reader(
    f"{DESCRIBE} return found.map(describe(control));", parameter="(found, [control, hosts])"
)


@dataclass(frozen=True)
class PageControl:
    """A link, button or field: how to locate it, and what a reader calls it."""

    locator: Locator
    words: str
    label: str = ""
    """What must be next to a field; "" if that does not matter."""
    kind: str = ""
    """The type that a field must have; "" if that does not matter."""
    css: str = ""
    """The same elements as CSS. By it they are looked at without Playwright's selectors, for which each new
    document would have to be prepared (docs/adr/0036)."""
    name: str | Pattern[str] = ""
    """The accessible name by which one of them is meant; "" if they all are."""
    row: str = ""
    """The words of the table row by which one of them is meant; "" if that does not matter."""


@dataclass(frozen=True)
class ControlState:
    """What is wrong with a control, "" if nothing, and how it can be clicked."""

    fault: str
    click_point: Point | None = None
    """Where a click hits it, if nothing on the page can move, so that no wait is needed."""
    opens_tab: bool = False


def locate(page: Page, css: str, words: str, *, label: str = "", kind: str = "") -> PageControl:
    """Return the control that is located by CSS alone."""
    return PageControl(page.locator(css), words, label, kind, css)


def locate_by_role(
    page: Page, among: str, role: Role, name: str | Pattern[str], words: str = ""
) -> PageControl:
    """Return the link or button with this exact name; `among` are the elements that it can be, as CSS."""
    css = among + _ROLES[role]
    locator = page.locator(css).and_(page.get_by_role(role, name=name, exact=True))
    return PageControl(locator, words or f'{role} "{name}"', css=css, name=name)


def locate_in_row(page: Page, within: str, row: str, css: str) -> PageControl:
    """Return the field in the innermost table row with exactly these words, which are its label.

    For forms with labels that are not associated with their inputs.
    """
    rows = f"{within} tr:not(:has(tr))"
    label = r"\s+".join(map(re.escape, row.split()))
    locator = page.locator(rows).filter(has_text=re.compile(rf"^\s*{label}\s*$")).locator(css)
    return PageControl(locator, f'field "{row}"', label=row, css=f"{rows} {css}", row=row)


def require_controls(
    page: Page, controls: Sequence[PageControl], hosts: Iterable[str], limits: Limits
) -> list[ControlState]:
    """Make sure that each control is there once and can be used; return how they are.

    One may come within the settle time; one that is disabled is enabled by an answer of the court, for which
    the time of an action is allowed. Raises MissingControlError with what is wrong.
    """
    awaited, started = None, monotonic()
    while True:
        states = _look_at(page, controls, sorted(hosts))
        found = next(
            ((one, state.fault) for one, state in zip(controls, states, strict=True) if state.fault), None
        )
        if found is None:
            return states
        control, fault = found
        if control is not awaited:
            awaited, started = control, monotonic()
        rest = (limits.act if fault == _DISABLED else limits.settle) - (monotonic() - started)
        if rest <= 0:
            raise MissingControlError(f"the {control.words} {fault}")
        wait_for_change(page, rest)


def mark_control(page: Page, control: PageControl, hosts: Iterable[str], document_time: float) -> Locator:
    """Return a locator of a control in the document that is there now, and of none that replaces it.

    Playwright waits for a document that is on its way, and would then click what it finds there. With
    `document_time`, the document must be that one (see Observation). Raises MissingControlError.
    """
    described = describe_control(control)
    if not control.css:
        described["element"] = control.locator.element_handle()
    state = pick_only(page.evaluate(_MARK_ONLY, [described, sorted(hosts), document_time]))
    if state.fault:
        raise MissingControlError(f"the {control.words} {state.fault}")
    return control.locator.and_(page.locator(f"[{_MARK}]"))


def _look_at(page: Page, controls: Sequence[PageControl], hosts: list[str]) -> list[ControlState]:
    by_css = [control for control in controls if control.css]
    if not by_css:  # Playwright's selectors look from a world of their own
        note_look(page)
    described = list(map(describe_control, by_css))
    found = iter(page.evaluate(LOOK, [described, hosts]) if by_css else [])
    return [
        pick_only(
            next(found)
            if control.css
            else control.locator.evaluate_all(_DESCRIBE_FOUND, [describe_control(control), hosts])
        )
        for control in controls
    ]


def describe_control(control: PageControl) -> dict[str, object]:
    """Return a control as the scripts need it."""
    name: object = control.name
    if isinstance(control.name, Pattern):
        name = {"source": control.name.pattern, "flags": "i" if control.name.flags & re.IGNORECASE else ""}
    return {
        "css": control.css,
        "name": name,
        "row": control.row,
        "label": control.label,
        "kind": control.kind,
    }


def pick_only(states: list[dict[str, Any]]) -> ControlState:
    """Return the state of the only element; that there is none, or more than one, is a fault."""
    if len(states) == 1:
        return ControlState(**states[0])
    return ControlState(f"is there {len(states)} times" if states else "is not there")
