"""A JPEG without its pixels, which are no text whatever they show; and texts that have pictures within."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator

_BEGIN = b"\xff\xd8\xff"
_SCAN = b"\xff\xda"
_END = b"\xff\xd9"
_EMBEDDED = re.compile(rb"data:image/jpeg;base64,([A-Za-z0-9+/]{64,}={0,2})")


def without_pixels(data: bytes) -> bytes:
    """Return all of a JPEG that can hold a text: what describes it, and what comes after its end."""
    scan = data.find(_SCAN)
    # Among pixels 0xff is never followed by what ends a picture.
    end = data.find(_END, scan)
    return data[:scan] + data[end:] if data.startswith(_BEGIN) and 0 < scan < end else data


def taken_apart(data: bytes) -> Iterator[bytes]:
    """Yield a text without the JPEGs that are embedded in it, then each of those without its pixels."""
    pictures: list[bytes] = []

    def take(found: re.Match[bytes]) -> bytes:
        try:
            picture = b64decode(found[1], validate=True)
        except Error:
            return found[0]
        bare = without_pixels(picture)
        if bare is picture:
            return found[0]
        pictures.append(bare)
        return b""

    yield _EMBEDDED.sub(take, data)
    yield from pictures
