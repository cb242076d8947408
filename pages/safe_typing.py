"""Whether what is typed on a screen stays with the court: its own address, and where its forms go."""

from urllib.parse import urlsplit

from playwright.sync_api import ElementHandle, Page

from pages.errors import WrongOriginError

FIELDS = (
    "input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image])",
    "select",
    "textarea",
)
"""Everything that a user can fill in, as CSS."""

_USABLE = "one => one.getClientRects().length > 0 && one.checkVisibility({visibilityProperty: true})"
"""Whether Playwright would fill in a field: also one that nobody sees, for it is transparent."""

# By the getters of the browser itself: a field that is called "action" hides the property of a form.
# Without an action a form goes to its own page, which the getter says too.
_WHERE = f"""
css => {{
    const action = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'action').get;
    const fields = [...document.querySelectorAll(css)].filter({_USABLE});
    const forms = new Set(fields.map(field => field.form).filter(form => form));
    const buttons = [...document.querySelectorAll('[formaction]')].filter(button => forms.has(button.form));
    return {{
        here: location.href,
        ways: [...[...forms].map(form => action.call(form)), ...buttons.map(button => button.formAction)],
    }};
}}
"""


def origin(address: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port of an address."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def format_origin(address: str) -> str:
    """Return an address's origin as a text."""
    scheme, host, port = origin(address)
    return f"{scheme}://{host}:{port}"


def require_court_origin(there: Page | ElementHandle, action: str, home: str) -> None:
    """Make sure that the document is the court's and that no form one can type in leads away from it.

    Given an element, check the document that owns it, even if it is no longer displayed. Raises
    WrongOriginError. What a script would do with what is typed cannot be seen so (docs/adr/0013).
    """
    script = f"(_, css) => ({_WHERE})(css)" if isinstance(there, ElementHandle) else _WHERE
    found = there.evaluate(script, ", ".join(FIELDS))
    away = f"{action}: nothing was typed; the court's file says {home}, and"
    if origin(found["here"]) != origin(home):
        raise WrongOriginError(f"{away} the window is at {found['here']} by now")
    for way in found["ways"]:
        # A script as an action leaves the page where it is.
        if urlsplit(way).scheme != "javascript" and origin(way) != origin(home):
            raise WrongOriginError(f"{away} a form of the screen sends what is typed to {way}")
