"""Finds words that are read and not drawn, by a picture of the window that is not saved (docs/adr/0031)."""

import base64

from playwright.sync_api import Page

from pages.page_changes import NOTE_LOOK
from pages.seeing import READER, read_script

_INK = read_script("ink.js")

_MAX_PICTURES = 20
"""How many pictures are looked at: a longer page than these show is read by its styles alone."""

# What looks at the pictures stays with the document until the last one: another document begins anew.
_LOOK = """async ([picture, isFirst, isLast]) => {
    const key = Symbol.for('ecfcheck.ink');
    const start = () => {
        %s;
        const reader = %s;
        const {sees, words, label, everything} = reader;
        (() => { %s })();
        reader.restore();
        return {reader, look: (%s)(reader)};
    };
    if (isFirst) delete document[key];
    const decode = async () => {
        const bytes = Uint8Array.from(atob(picture), one => one.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const brush = canvas.getContext('2d', {willReadFrequently: true});
        brush.drawImage(bitmap, 0, 0);
        const {data, width, height} = brush.getImageData(0, 0, bitmap.width, bitmap.height);
        return {data, width, height, scale: width / innerWidth};
    };
    const pixels = await decode(), {reader, look} = document[key] ??= start();
    const found = look(pixels) ?? (isLast ? [] : null);
    if (found) {
        reader.restore();
        delete document[key];
    }
    return found;
}"""


def find_undrawn(page: Page, reading: str) -> tuple[tuple[str, str], ...]:
    """Return the words that a reading reads and that are not drawn, each with the reason.

    `reading` is the body of a script that reads with `words` and `sees`. It takes a picture of what is in
    the window, and others only for what must be scrolled to. No picture is saved or masked.
    """
    script = _LOOK % (NOTE_LOOK, READER, reading, _INK)
    for number in range(1, _MAX_PICTURES + 1):
        picture = page.screenshot(type="png", animations="allow", caret="initial", scale="css")
        encoded = base64.b64encode(picture).decode("ascii")
        found = page.evaluate(script, [encoded, number == 1, number == _MAX_PICTURES])
        if found is not None:
            return tuple((words, reason) for words, reason in found)
    return ()
