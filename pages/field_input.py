"""Types texts into the fields of a document, and into none that replaces it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playwright.sync_api import JSHandle, Page

from config.secret import Secret
from pages.controls import DESCRIBE, FIND, ControlState, PageControl, describe_control, pick_only
from pages.safe_typing import FIELDS, FIND_DESTINATIONS, FIND_FORM_FAULT, Destinations
from pages.seeing import read_as_reader
from pages.unrouted_requests import CLOSE_SOCKETS

_LOOK_BEFORE_TYPING = read_as_reader(
    f"""{DESCRIBE}{FIND}
    return {{
        destinations: ({FIND_DESTINATIONS})(css),
        states: controls.map(control => find(control).map(describe(control))),
    }};""",
    parameter="(_, [controls, hosts, css])",
)

_TYPE = f"""
    const findFormFault = {FIND_FORM_FAULT};
    const squeeze = words => words.toLowerCase().replace(/\\s/g, '');
    // A page can show a number in groups, or a name in capitals; nothing may be missing in a password.
    const isWhole = (value, {{text, is_secret}}) => value === text
        || /^\\d+$/.test(text) && value.replace(/[^\\p{{L}}\\p{{N}}]/gu, '') === text
        || !is_secret && squeeze(value) === squeeze(text);
    const isAtSite = address => /^javascript:/i.test(address)
        || URL.canParse(address) && new URL(address).origin === new URL(site).origin;
    const isSentElsewhere = () => {{
        const {{here, destinations}} = ({FIND_DESTINATIONS})(css);
        return ![here, ...destinations].every(isAtSite);
    }};
    // In one task, so that neither the field nor the focus can be another one when the text is inserted.
    const type = (element, input) => {{
        const {{text, is_secret}} = input;
        const hides = is_secret && element.type === 'password';
        if (is_secret) {{
            {CLOSE_SOCKETS}(hosts);
            // Dots even if it shows what is typed, or becomes a text field later: no picture shows a secret.
            element.style.setProperty('-webkit-text-security', 'disc', 'important');
        }}
        element.focus();
        element.select();
        if (element.getRootNode().activeElement !== element) return 'does not take the focus';
        // Some pages have a field read-only until it has the focus, so that browsers do not fill it in.
        if (element.readOnly) return 'cannot be changed';
        if (element.maxLength >= 0 && text.length > element.maxLength) {{
            return `takes at most ${{element.maxLength}} characters, and the text for it is longer`;
        }}
        // Right before: what was typed until now, or the focus, may have had the page change its form.
        const formFault = element.form ? findFormFault(element.form, is_secret) : '';
        if (formFault) return `is in a form that ${{formFault}}`;
        if (is_secret && isSentElsewhere()) return 'is in a document that sends it to another origin';
        const isTyped = document.execCommand(text ? 'insertText' : 'delete', false, text);
        if (hides && element.type !== 'password') {{
            element.value = '';
            return 'shows the password that is typed into it';
        }}
        if (!isTyped && element.value !== text) return 'does not take what is typed';
        return isWhole(element.value, input) ? '' : 'has another text than the one that was typed';
    }};
    const typedElements = new Map();
    // The field that is found now is the one that is sent; a page can hide the one that was filled in.
    const keeps = input => {{
        const now = find(input.control);
        return (now.length ? now : [typedElements.get(input)])
            .every(element => element?.isConnected && isWhole(element.value, input));
    }};
    const states = inputs.slice(0, filledCount).map(() => [{{fault: ''}}]);
    for (const input of inputs.slice(filledCount)) {{
        const found = find(input.control);
        const described = found.map(describe(input.control));
        states.push(described);
        if (described.length !== 1) return states;
        described[0].fault ||= type(found[0], input);
        if (described[0].fault) return states;
        typedElements.set(input, found[0]);
    }}
    // A page may have replaced or emptied a field when another one was filled in.
    const lostIndex = inputs.findIndex(input => !keeps(input));
    if (lostIndex < 0) return states;
    return [...states.slice(0, lostIndex), [{{fault: 'no longer has what was typed into it'}}]];
"""
"""A script that types into each field in turn, as a user does who pastes a text, until one has a fault."""

_DESCRIBE_AND_TYPE = read_as_reader(
    f"{DESCRIBE}{FIND}{_TYPE}", parameter="(_, [inputs, filledCount, hosts, site, css])"
)


@dataclass(frozen=True)
class FieldInput:
    """A field and what is typed into it.

    A secret is typed only into a form that does not send it in an address, and stays at the court. Its field
    is made to show dots first, so that no picture shows it.
    """

    field: PageControl
    value: str | Secret

    @property
    def is_secret(self) -> bool:
        """Whether no other host may receive what is typed."""
        return isinstance(self.value, Secret)

    @property
    def text(self) -> str:
        """What is typed, in the clear."""
        return self.value.get_secret_value() if isinstance(self.value, Secret) else self.value

    def describe(self) -> dict[str, object]:
        """Return it as the script needs it, with the field itself if only a locator finds it."""
        field = describe_control(self.field)
        if not self.field.css:
            field["element"] = self.field.locator.element_handle()
        return {
            "control": field,
            "text": self.text,
            "is_secret": self.is_secret,
        }


@dataclass(frozen=True)
class LookBeforeTyping:
    """What one look at a document found before a secret is typed into it."""

    destinations: Destinations
    states: Sequence[ControlState]


def get_document(page: Page) -> JSHandle:
    """Return the document that is there now; what is done with the handle happens in no other document."""
    # Not the node itself: Playwright would run its own large script to describe it.
    return page.evaluate_handle("({document})")


def look_before_typing(
    document: JSHandle, controls: Sequence[PageControl], hosts: Iterable[str]
) -> LookBeforeTyping:
    """Look at where a document sends what is typed, and at the controls. Raises Playwright's Error."""
    by_css = [describe_control(control) for control in controls if control.css]
    found = document.evaluate(_LOOK_BEFORE_TYPING, [by_css, sorted(hosts), ", ".join(FIELDS)])
    return LookBeforeTyping(Destinations(**found["destinations"]), list(map(pick_only, found["states"])))


def type_into(
    document: JSHandle,
    inputs: Sequence[FieldInput],
    hosts: Iterable[str],
    site: str,
    *,
    filled_count: int = 0,
) -> tuple[int, str]:
    """Type into one field after the other, in place of what each has, until one has a fault.

    The first `filled_count` are filled in already, and must be so at the end, as all others. A secret may be
    sent only to the origin of `site`. Returns how many are filled in, and what is wrong with the next one, ""
    if nothing. Raises Playwright's Error if the document was replaced: nothing is typed into another one, nor
    does it receive the texts.
    """
    described = [one.describe() for one in inputs]
    found = document.evaluate(
        _DESCRIBE_AND_TYPE, [described, filled_count, sorted(hosts), site, ", ".join(FIELDS)]
    )
    states = list(map(pick_only, found))
    fault = states[-1].fault if states else ""
    return len(states) - bool(fault), fault
