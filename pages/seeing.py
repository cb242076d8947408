"""What a reader sees of a page: the script that decides it (docs/adr/0031)."""

from pathlib import Path

from pages.page_changes import NOTE_LOOK


def read_script(name: str) -> str:
    """Return a script of this folder without its comments and indentation, which each look would send."""
    lines = map(str.strip, (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**")))


_READER = read_script("seeing.js")
_KEY = "Symbol.for('ecfcheck.reader')"

_SECONDS_TO_REPORT = 3
"""How long after a page has begun to request a document Playwright reports the request, at the latest."""

# The event comes before the request, of which Playwright tells later than of a look. How it ends is not
# known here: no event tells of a file, of an e-mail or of an answer without a document, and the one for a
# failure comes with `history.replaceState`, too, which ends nothing.
INSTALL_READER = f"""globalThis[{_KEY}] ?? (() => {{
    let begun = -Infinity;
    globalThis.navigation?.addEventListener('navigate', ({{destination, downloadRequest}}) => {{
        if (!destination.sameDocument && downloadRequest === null) begun = performance.now();
    }});
    const isLeaving = () => performance.now() - begun < {_SECONDS_TO_REPORT * 1000};
    const read = () => ({{...{_READER}, isLeaving}});
    Object.defineProperty(globalThis, {_KEY}, {{value: read}});
}})();"""
"""A script that puts the reader into a document, for good, so that not each look has to send it."""

READER = f"globalThis[{_KEY}]()"
"""A script that evaluates to a reader of the page as it is now, in a document with `INSTALL_READER`.

It has `sees(element)`, `words(element)`, `label(field)`, `findUnseen(element)` and `findClickPoint(element)`;
`everything` has the first three for all that is rendered, whether or not a reader sees it. `isLeaving()` is
whether the page has just begun to request another document. `restore()` must be called at the end.
"""


def read_as_reader(body: str, *, parameter: str = "argument") -> str:
    """Return a script that runs statements with `sees` and `words` of one reader in scope.

    `body` returns the result; `parameter` names what the script is called with.
    """
    return f"""{parameter} => {{
        {NOTE_LOOK};
        const reader = {READER};
        const {{sees, words, label, findUnseen, findClickPoint, everything}} = reader;
        try {{ {body} }} finally {{ reader.restore(); }}
    }}"""
