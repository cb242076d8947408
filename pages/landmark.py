"""How a screen is known: something visible on it and on no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

VISIBLE = """one => one.getClientRects().length > 0
    && one.checkVisibility({visibilityProperty: true, opacityProperty: true})"""
"""A script that tells whether an element can be seen."""

WORDS = f"""one => !({VISIBLE})(one) ? '' : one.tagName === 'INPUT' ? one.value : one.innerText"""
"""What a reader sees of an element: nothing of a hidden one, the value of a button made of an input."""


@dataclass(frozen=True)
class Landmark:
    """A visible element by its CSS, the words of which it says any, and what must not be visible with it."""

    css: str
    says: tuple[str, ...] = ()
    unless: str = ""
    match: Literal["contains", "equals", "starts"] = "contains"
    """Whether the element's text contains one of the words, is one of them, or begins with one in its
    first three lines."""
    address: str = ""
    """A regular expression that the path and query of the address must match somewhere."""
    fallback: bool = False
    """Whether it counts only where no other screen is recognized, on the screen's own site."""
    also: tuple["Landmark", ...] = ()
    """Other landmarks of the same screen: any of them will do."""
    description: str = ""
    """What it is in words for people, where it is not known by words of the screen."""

    def __str__(self) -> str:
        if self.description:
            return self.description
        words = [f'"{words}"' for one in (self, *self.also) for words in one.says]
        return " or ".join(words) or self.address or self.css

    def with_words(self, translate: Callable[[str], str]) -> "Landmark":
        """Return the landmark with each of its words translated."""
        also = tuple(one.with_words(translate) for one in self.also)
        return replace(self, says=tuple(map(translate, self.says)), also=also)

    def with_css(self, narrow: Callable[[str], str]) -> "Landmark":
        """Return the landmark with its CSS narrowed."""
        return replace(self, css=narrow(self.css), also=tuple(one.with_css(narrow) for one in self.also))
