"""Defines Snapshot: the structure of a screen, by which two runs are compared."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

ItemKind = Literal["heading", "text", "link", "button", "field", "image", "frame", "private"]

Box = tuple[int, int, int, int]
"""Left, top, width and height, in pixels from the top left corner of the picture."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Data):
    """A text, heading, link, button, field, image or frame, as a reader sees it and as the page has it."""

    kind: ItemKind
    area: Literal["menu", "content", "page"] = "page"
    words: str = ""
    """What a reader sees; of a field, its placeholder and never what was typed."""
    level: str = ""
    type: str = ""
    state: str = ""
    """What limits or presets a field or button: disabled, read-only, required, checked, preset."""
    options: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The looks of a text's parts, one after the other, if they do not all look the same."""
    part_words: tuple[str, ...] = ()
    """The words of these parts; "" where they have something personal that the whole text hides."""
    look: str = ""
    """Its colors, font, lines, borders, opacity and scale, in this order; "" if the pointer rests on it."""
    box: Box = (0, 0, 0, 0)
    id: str = ""
    name: str = ""
    role: str = ""
    label: str = ""
    """The accessible name, where it is not what a reader sees."""
    labels: str = ""
    """The words of the labels that the page ties to a field."""
    target: str = ""
    opens: str = ""
    """The tab or frame in which a link opens."""
    images: str = ""
    """The addresses of the images in a link or button."""
    length: int = 0
    completes: str = ""


class Form(_Data):
    """Where a form sends, and the names of its hidden fields; their values are not kept."""

    target: str = ""
    method: str = ""
    id: str = ""
    hidden: tuple[str, ...] = ()


class Snapshot(_Data):
    """A screen's items in order. Personal values and what differs by run are placeholders."""

    title: str = ""
    url: str = ""
    language: str = ""
    width: int
    height: int
    milliseconds: int = 0
    """How long the court took to answer with the document."""
    items: tuple[Item, ...] = ()
    forms: tuple[Form, ...] = ()
