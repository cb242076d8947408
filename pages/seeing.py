"""What a reader sees of a page: the script in `reader/` that decides it (docs/adr/0031)."""

from pathlib import Path

from pages.page_changes import NOTE_LOOK


def read_script(name: str) -> str:
    """Return a script of this folder without its comments and indentation, which each look would send."""
    lines = map(str.strip, (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**")))


_PARTS = ("colors", "styles", "places", "texts", "elements")
"""The reader's parts, in one scope; what they know of the page, they keep for one look."""

_READER = "\n".join(["(() => {", *(read_script(f"reader/{name}.js") for name in _PARTS), "})()"])
_KEY = "Symbol.for('ecfcheck.reader')"

INSTALL_READER = (
    f"globalThis[{_KEY}] ??"
    f" (URL => Object.defineProperty(globalThis, {_KEY}, {{value: () => {_READER}}}))(URL);"
)
"""A script that puts the reader into a document, for good, so that not each look has to send it.

It keeps `URL`, since the page may have a variable of that name.
"""

READER = f"globalThis[{_KEY}]()"
"""A script that evaluates to a reader of the page as it is now, in a document with `INSTALL_READER`.

It has `sees(element)`, `words(element)`, `label(field)`, `findUnseen(element)` and `findClickPoint(element)`;
`everything` has the first three for all that is rendered, whether or not a reader sees it. `restore()` must
be called at the end.
"""


def read_as_reader(body: str, *, parameter: str = "argument") -> str:
    """Return a script that runs statements with `sees` and `words` of one reader and `URL` in scope.

    `body` returns the result; `parameter` names what the script is called with.
    """
    return f"""{parameter} => {{
        {NOTE_LOOK};
        const reader = {READER};
        const {{sees, words, label, findUnseen, findClickPoint, everything, URL}} = reader;
        try {{ {body} }} finally {{ reader.restore(); }}
    }}"""
