"""Defines Landmark, by which a screen is recognized: visible on it and on no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

VISIBLE = """element => element.getClientRects().length > 0
    && element.checkVisibility({visibilityProperty: true, opacityProperty: true})"""
"""A script that returns whether a user can see an element."""

WORDS = f"""element => !({VISIBLE})(element) ? ''
    : element.tagName === 'INPUT' ? element.value : element.innerText"""
"""A script that returns what a reader sees of an element: nothing if it is hidden, the value of an input."""


@dataclass(frozen=True)
class Landmark:
    """A visible element by its CSS, words it may have, and what must not be visible with it."""

    css: str
    says: tuple[str, ...] = ()
    unless: str = ""
    match: Literal["contains", "equals", "starts"] = "contains"
    """Whether the element's text contains one of the words, equals one, or has a line among its first three
    that starts with one."""
    address: str = ""
    """A regular expression that must match somewhere in the path and query of the address."""
    fallback: bool = False
    """Whether it counts only if no other screen is recognized, and only on the screen's own site."""
    also: tuple["Landmark", ...] = ()
    """Alternative landmarks of the same screen."""
    description: str = ""
    """What to call it in messages, if the screen is not recognized by its words."""

    def __str__(self) -> str:
        if self.description:
            return self.description
        words = [f'"{words}"' for landmark in (self, *self.also) for words in landmark.says]
        return " or ".join(words) or self.address or self.css

    def with_words(self, translate: Callable[[str], str]) -> "Landmark":
        """Return the landmark with each of its words translated."""
        also = tuple(landmark.with_words(translate) for landmark in self.also)
        return replace(self, says=tuple(map(translate, self.says)), also=also)

    def list_css(self) -> list[str]:
        """Return its CSS, with that of the alternatives."""
        also = [css for landmark in self.also for css in landmark.list_css()]
        return [css for css in (self.css, self.unless) if css] + also

    def with_css(self, change: Callable[[str], str]) -> "Landmark":
        """Return the landmark with its CSS changed, that of the alternatives too."""
        also = tuple(landmark.with_css(change) for landmark in self.also)
        return replace(self, css=change(self.css), also=also)
