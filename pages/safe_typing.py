"""Makes sure, before a secret is typed, that the page and its forms are the court's."""

from urllib.parse import urlsplit

from playwright.sync_api import JSHandle, Page

from pages.errors import WrongOriginError

FIELDS = (
    "input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image])",
    "select",
    "textarea",
)
"""Everything that a user can fill in, as CSS."""

_FILLABLE = "field => field.getClientRects().length > 0 && field.checkVisibility({visibilityProperty: true})"
"""A script that returns whether Playwright would fill in a field: a transparent one too."""

# The prototype's getter, since a field with the name "action" hides that property of its form. For a form
# without an action it returns the page's own address.
_FIND_DESTINATIONS = f"""
css => {{
    const action = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'action').get;
    const fields = [...document.querySelectorAll(css)].filter({_FILLABLE});
    const forms = new Set(fields.map(field => field.form).filter(form => form));
    const buttons = [...document.querySelectorAll('[formaction]')].filter(button => forms.has(button.form));
    return {{
        here: location.href,
        destinations: [
            ...[...forms].map(form => action.call(form)),
            ...buttons.map(button => button.formAction),
        ],
    }};
}}
"""


def parse_origin(address: str) -> tuple[str, str | None, int | None]:
    """Return the scheme, host and port of an address."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def format_origin(address: str) -> str:
    """Return the origin of an address as text."""
    scheme, host, port = parse_origin(address)
    return f"{scheme}://{host}:{port}"


def require_court_origin(target: Page | JSHandle, action: str, expected: str) -> None:
    """Make sure that the document and its fillable forms are on the expected origin.

    Given a handle, check its document. Raises WrongOriginError, and Playwright's Error if it was
    replaced. This cannot detect what a script would do with what is typed (docs/adr/0013).
    """
    script = _FIND_DESTINATIONS
    if isinstance(target, JSHandle):
        script = f"(_, css) => ({_FIND_DESTINATIONS})(css)"
    found = target.evaluate(script, ", ".join(FIELDS))
    message = f"{action}: nothing was typed; the court's file says {expected}, but"
    if parse_origin(found["here"]) != parse_origin(expected):
        raise WrongOriginError(f"{message} the window is now at {found['here']}")
    for destination in found["destinations"]:
        # A javascript: action does not leave the page.
        if urlsplit(destination).scheme != "javascript" and parse_origin(destination) != parse_origin(
            expected
        ):
            raise WrongOriginError(f"{message} a form on the page submits to {destination}")
