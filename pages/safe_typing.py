"""Makes sure, before a secret is typed, that the page and its forms are the court's."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pages.errors import UnsafeFormError, WrongOriginError

FIELDS = (
    "input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image])",
    "select",
    "textarea",
)
"""Everything that a user can fill in, as CSS."""

_FILLABLE = "field => field.getClientRects().length > 0 && field.checkVisibility({visibilityProperty: true})"
"""A script that returns whether Playwright would fill in a field: a transparent one too."""

# The prototype's getters, since a field with the name "method" hides that property of its form. A form
# without a method and a place to go is sent by a script, as far as is known.
FIND_FORM_FAULT = """(form, isSecret) => {
    const get = name => Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, name).get.call(form);
    const action = form.getAttribute('action') ?? '';
    const isSent = form.hasAttribute('method') || !/^(#.*|javascript:.*)?$/is.test(action.trim());
    const buttons = [...document.querySelectorAll('[formmethod], [formenctype]')]
        .filter(button => button.form === form);
    const methods = [...(isSent ? [get('method')] : []), ...buttons.map(button => button.formMethod)];
    const types = [get('enctype'), ...buttons.map(button => button.formEnctype)];
    const other = methods.find(method => method && method !== 'post');
    return isSecret && other ? `sends it in the address of a request (method ${other.toUpperCase()})`
        : types.includes('text/plain') ? 'sends it as text/plain, which is not how a court reads a form' : '';
}"""
"""A script that returns what is wrong with how a form sends what is typed, "" if nothing."""

# The prototype's getter, since a field with the name "action" hides that property of its form. For a form
# without an action it returns the page's own address.
FIND_DESTINATIONS = f"""
css => {{
    const action = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'action').get;
    const fields = [...document.querySelectorAll(css)].filter({_FILLABLE});
    const forms = new Set(fields.map(field => field.form).filter(form => form));
    const buttons = [...document.querySelectorAll('[formaction]')].filter(button => forms.has(button.form));
    const findFormFault = {FIND_FORM_FAULT};
    const withPassword = new Set(fields.filter(field => field.type === 'password').map(field => field.form));
    return {{
        here: location.href,
        faults: [...withPassword].filter(form => form).map(form => findFormFault(form, true)),
        destinations: [
            ...[...forms].map(form => action.call(form)),
            ...buttons.map(button => button.formAction),
        ],
        other_forms: [...document.forms].filter(form => !forms.has(form)).map(form => action.call(form)),
    }};
}}
"""
"""A script that returns the Destinations of a document for its fields, given as CSS."""


@dataclass(frozen=True)
class Destinations:
    """Where a document is, and where its forms send what is typed into them."""

    here: str
    faults: Sequence[str]
    """What is wrong with each form that has a field for a password, "" if nothing."""
    destinations: Sequence[str]
    other_forms: Sequence[str] = ()
    """Where forms without a field to fill in lead: a script may send one in place of the form it fills in."""


def parse_origin(address: str) -> tuple[str, str | None, int | None]:
    """Return the scheme, host and port of an address."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def format_origin(address: str) -> str:
    """Return the origin of an address as text."""
    scheme, host, port = parse_origin(address)
    return f"{scheme}://{host}:{port}"


def strip_query(address: str) -> str:
    """Return an address without its query and fragment, in which a page may have put what was typed."""
    return urlsplit(address)._replace(query="", fragment="").geturl()


def require_court_origin(found: Destinations, action: str, expected: str) -> None:
    """Make sure that a document and its fillable forms are on the expected origin.

    Raises WrongOriginError, and UnsafeFormError if a form sends a password in an address. What a script does
    with what is typed is watched when that happens (docs/adr/0013).
    """
    message = f"{action}: nothing was typed; the court's file says {expected}, but"
    if parse_origin(found.here) != parse_origin(expected):
        raise WrongOriginError(f"{message} the window is now at {found.here}")
    for destination in found.destinations:
        # A javascript: action does not leave the page.
        if urlsplit(destination).scheme != "javascript" and parse_origin(destination) != parse_origin(
            expected
        ):
            raise WrongOriginError(f"{message} a form on the page submits to {destination}")
    if fault := next(filter(None, found.faults), ""):
        raise UnsafeFormError(f"{action}: nothing was typed; the form with the password {fault}")
