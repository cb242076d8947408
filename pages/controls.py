"""Defines PageControl, what a user clicks or fills in: it is looked at before it is used, and typed into."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern
from time import monotonic
from typing import Any, Literal

from playwright.sync_api import JSHandle, Locator, Page

from config.limits import Limits
from pages.errors import MissingControlError
from pages.page_changes import note_look, wait_for_change
from pages.safe_typing import CLOSE_OTHER_WAYS, FIND_FORM_FAULT
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

_DESCRIBE = f"""
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
        : element.disabled ? '{_DISABLED}'
        : isAway(element) ? `leads to ${{element.href}}, which is not the court's`
        : findOther(element, control);
    const describe = control => element => ({{
        fault: findFault(element, control), click_point: findClickPoint(element),
        opens_tab: ({OPENS_TAB})(element),
    }});
"""

_FIND = """
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
        const found = [...document.querySelectorAll(control.css)];
        if (control.row) return found.filter(isInRow(control.row));
        return control.name ? found.filter(isExposed).filter(hasName(control.name)) : found;
    };
"""
"""A script that finds a control by CSS and by its accessible name, as Playwright's `get_by_role` does."""

_TYPE = f"""
    const findFormFault = {FIND_FORM_FAULT};
    const squeeze = words => words.toLowerCase().replace(/[^\\p{{L}}\\p{{N}}]/gu, '');
    // A page can show a number in groups, or a name in capitals; nothing may be missing in a password.
    const isWhole = (value, text) => value === text
        || (!isSecret || /^\\d+$/.test(text)) && squeeze(value) === squeeze(text);
    // In one task, so that neither the field nor the focus can be another one when the text is inserted.
    const type = element => {{
        if (element.readOnly) return 'cannot be changed';
        if (element.maxLength >= 0 && text.length > element.maxLength) {{
            return `takes at most ${{element.maxLength}} characters, and the text for it is longer`;
        }}
        const formFault = element.form ? findFormFault(element.form, isSecret) : '';
        if (formFault) return `is in a form that ${{formFault}}`;
        if (isSecret) ({CLOSE_OTHER_WAYS})(hosts);
        if (masks) element.style.setProperty('-webkit-text-security', 'disc', 'important');
        element.focus();
        element.select();
        if (element.getRootNode().activeElement !== element) return 'does not take the focus';
        const isTyped = document.execCommand(text ? 'insertText' : 'delete', false, text);
        if (!isTyped && element.value !== text) return 'does not take what is typed';
        return isWhole(element.value, text) ? '' : 'has another text than the one that was typed';
    }};
    const found = target === document ? find(controls[0]) : [target];
    const states = found.map(describe(controls[0]));
    if (states.length === 1 && !states[0].fault) states[0].fault = type(found[0]);
    return states;
"""
"""A script that types into a field, as a user does who pastes a text, if nothing is wrong with the field."""

_LOOK = f"{_DESCRIBE}{_FIND} return controls.map(control => find(control).map(describe(control)));"
_FIND_AND_DESCRIBE = read_as_reader(_LOOK, parameter="([controls, hosts])")
_DESCRIBE_FOUND = read_as_reader(
    f"{_DESCRIBE} return found.map(describe(control));", parameter="(found, [control, hosts])"
)
_FIND_AND_TYPE = read_as_reader(
    f"{_DESCRIBE}{_FIND}{_TYPE}", parameter="(target, [controls, hosts, text, masks, isSecret])"
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
class TypedText:
    """What is typed into a field, and how."""

    text: str
    is_secret: bool = False
    """Whether it is typed only into a form that does not send it in an address, and stays at the court."""
    masks: bool = False
    """Whether the field is made to show dots first."""


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


def get_typing_target(page: Page, field: PageControl) -> JSHandle:
    """Return the document that is there now; if the field is located by a locator alone, the field in it.

    What is done with either happens in no other document.
    """
    return page.evaluate_handle("document") if field.css else field.locator.element_handle()


def type_text(target: JSHandle, field: PageControl, typed: TypedText, hosts: Iterable[str]) -> str:
    """Type a text into a field in place of what it has; return what is wrong, "" if nothing.

    `target` is from `get_typing_target`. Raises Playwright's Error if the document was replaced: nothing is
    typed into another one, nor does another one receive the text.
    """
    arguments = [[_describe(field)], sorted(hosts), typed.text, typed.masks, typed.is_secret]
    return _pick_only(target.evaluate(_FIND_AND_TYPE, arguments)).fault


def _look_at(page: Page, controls: Sequence[PageControl], hosts: list[str]) -> list[ControlState]:
    by_css = [control for control in controls if control.css]
    if not by_css:  # Playwright's selectors look from a world of their own
        note_look(page)
    found = iter(page.evaluate(_FIND_AND_DESCRIBE, [list(map(_describe, by_css)), hosts]) if by_css else [])
    return [
        _pick_only(
            next(found)
            if control.css
            else control.locator.evaluate_all(_DESCRIBE_FOUND, [_describe(control), hosts])
        )
        for control in controls
    ]


def _describe(control: PageControl) -> dict[str, object]:
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


def _pick_only(states: list[dict[str, Any]]) -> ControlState:
    """Return the state of the only element; that there is none, or more than one, is a fault."""
    if len(states) == 1:
        return ControlState(**states[0])
    return ControlState(f"is there {len(states)} times" if states else "is not there")
