"""Defines FormScreen, the base class of screens with fields to fill in."""

from typing import ClassVar

from pages.base import PageObject
from pages.decorators import Entries, Rows, check
from pages.safe_typing import FIELDS
from pages.screen_reader import join_rows, normalize_whitespace

_KIND = """field => [label(field), [
    field.tagName === 'INPUT' ? field.type : field.tagName.toLowerCase(),
    ...(field.required || field.ariaRequired === 'true' ? ['required'] : []),
    ...(field.readOnly ? ['read-only'] : []), ...(field.disabled ? ['disabled'] : []),
].join(', ')]"""

_CONTENT = """field => {
    const name = label(field), hides = field.type === 'password';
    const isWrong = /\\bpassword\\b/i.test(name) !== hides;
    const isFixed = field.readOnly || field.disabled;
    // A hint within an empty field is on the screen too, and can say to enter something else.
    const empty = field.placeholder?.trim() ? `empty, with the hint "${field.placeholder}"` : 'empty';
    return [name, (field.value ? 'filled' : empty) + (isWrong ? `, of type ${field.type}` : '')
        + (isFixed ? ', not to be changed' : '')];
}"""


def build_fields_css(within: str) -> str:
    """Return the fields within an element, and those elsewhere that name the form they belong to, as CSS."""
    return ", ".join(f"{within} {kind}, {kind}[form]" for kind in FIELDS)


class FormScreen(PageObject):
    """A screen with a form. A field's label is what a reader sees next to it, whatever the markup says."""

    fields_css: ClassVar[str]
    """The fields to type in, as CSS."""

    @check
    def fields(self) -> Entries:
        """The labels of the fields, in order."""
        return tuple(map(normalize_whitespace, self.evaluate_visible(self.fields_css, "label")))

    @check
    def contents(self) -> Rows:
        """Each field's label, and `filled` or `empty`; perhaps its hint, or `not to be changed`."""
        return join_rows(self.evaluate_visible(self.fields_css, _CONTENT))

    @check
    def kinds(self) -> Rows:
        """Each field's label and kind: `text` or `password`, perhaps `required`, `read-only`, `disabled`."""
        return join_rows(self.evaluate_visible(self.fields_css, _KIND))
