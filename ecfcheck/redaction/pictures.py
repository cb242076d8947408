"""Selects what can be text in a picture or in a text with embedded pictures.

Pixels are not searched: secrets on a page are masked when a picture of it is taken.
"""

import binascii
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress

_JPEG_START = b"\xff\xd8\xff"
_JPEG_SCAN = b"\xff\xda"
_JPEG_END = b"\xff\xd9"
_EMBEDDED_JPEG = re.compile(rb"data:image/jpeg;base64,([A-Za-z0-9+/]{64,}={0,2})")
_PNG_START = b"\x89PNG\r\n\x1a\n"


def list_views(data: bytes, limit: int) -> Iterator[bytes]:
    """Yield the byte strings to search in place of the data: UTF-16 and pictures unpacked.

    At most `limit` bytes of a compressed text of a PNG are unpacked.
    """
    for part in _extract_embedded(_remove_pixels(data)):
        yield part
        if b"\0" in part:
            # UTF-16 of ASCII without its zero bytes is the ASCII text: `s\0e\0c\0` is `sec`.
            yield part.replace(b"\0", b"")
    if data.startswith(_PNG_START):
        yield from _unpack_png_texts(data, limit)


def _remove_pixels(data: bytes) -> bytes:
    """Return a JPEG's metadata and what follows its end; any other data as it is."""
    scan = data.find(_JPEG_SCAN)
    # Within the pixels, 0xff is never followed by 0xd9.
    end = data.find(_JPEG_END, scan)
    return data[:scan] + data[end:] if data.startswith(_JPEG_START) and 0 < scan < end else data


def _extract_embedded(data: bytes) -> Iterator[bytes]:
    """Yield a text without its embedded JPEGs, then each of those without its pixels."""
    pictures: list[bytes] = []

    def extract(match: re.Match[bytes]) -> bytes:
        try:
            picture = b64decode(match[1], validate=True)
        except binascii.Error:
            return match[0]
        metadata = _remove_pixels(picture)
        if metadata is picture:
            return match[0]
        pictures.append(metadata)
        return b""

    yield _EMBEDDED_JPEG.sub(extract, data)
    yield from pictures


def _unpack_png_texts(data: bytes, limit: int) -> Iterator[bytes]:
    """Yield the compressed texts of a PNG.

    A chunk is its length (4 bytes), its type (4), its content and a checksum (4): 12 bytes more than its
    length.
    """
    at = len(_PNG_START)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in {b"zTXt", b"iTXt"}:
            yield from _inflate(data[at + 8 : at + 8 + length], limit)
        at += 12 + length


def _inflate(chunk: bytes, limit: int) -> Iterator[bytes]:
    """Yield what is compressed in a chunk after its keyword; zlib data start with an `x`."""
    for mark in re.finditer(b"x", chunk):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(chunk[mark.start() :], limit)
