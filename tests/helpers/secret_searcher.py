"""Finds secrets without using `ecfcheck.redaction`, to test it."""

import json
import re
import zipfile
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, quote_plus

from slugify import slugify

# A variant this short occurs anywhere.
_TOO_SHORT = 4


@cache
def encode_secret(secret: str) -> dict[str, str]:
    """Return the variants of a secret by who writes them, except those that are too short."""
    western = secret.encode("cp1252", "xmlcharrefreplace")
    variants = {
        "plain": secret,
        "URL": quote(secret, safe=""),
        "URL by JavaScript": quote(secret, safe="-_.!~*'()"),
        "URL, as an address shows it": quote(secret, safe="-_.!~*'();,/?:@&=+$#"),
        "URL twice": quote(quote(secret, safe=""), safe=""),
        "form": quote_plus(secret),
        "form of a browser": quote_plus(secret).replace("~", "%7E"),
        "form of a Western page": quote_plus(western).replace("~", "%7E"),
        "HTML": escape(secret),
        "HTML, text alone": escape(secret, quote=False),
        "HTML in ASCII": escape(secret).encode("ascii", "xmlcharrefreplace").decode(),
        "HTML in JSON in HTML": escape(json.dumps(escape(secret))[1:-1]),
        "JSON": json.dumps(secret, ensure_ascii=False)[1:-1],
        "JSON in ASCII": json.dumps(secret)[1:-1],
        "JSON in JSON": json.dumps(json.dumps(secret, ensure_ascii=False)[1:-1], ensure_ascii=False)[1:-1],
        "JSON in ASCII in JSON": json.dumps(json.dumps(secret)[1:-1])[1:-1],
        "Python": repr(secret)[1:-1],
        "test id": secret.encode("unicode_escape").decode(),
        "slug": slugify(secret),
        "misread form": json.dumps(western.decode("ascii", "replace"), ensure_ascii=False)[1:-1],
    }
    return {name: variant for name, variant in variants.items() if len(variant) > _TOO_SHORT}


def count_occurrences(folder: Path, *secrets: str) -> tuple[Counter[str], set[str]]:
    """Count secrets by variant in files, zip members and names; return counts and places."""
    counts: Counter[str] = Counter()
    places: set[str] = set()
    for place, content in _list_contents(folder):
        decoded = b"\n".join(_decode_base64(content))
        if found := sum((_count(content, decoded, secret) for secret in secrets), Counter[str]()):
            counts += found
            places.add(place)
    return counts, places


def _count(content: bytes, decoded: bytes, secret: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    names = {variant.encode(): name for name, variant in reversed(encode_secret(secret).items())}
    for variant, name in names.items():
        counts[name] += content.count(variant)
    plain = {variant for variant, name in names.items() if name in {"plain", "JSON", "JSON in ASCII"}}
    counts["base64"] = sum(decoded.count(variant) for variant in plain)
    return +counts


def _decode_base64(content: bytes) -> Iterator[bytes]:
    for token in re.findall(rb"[A-Za-z0-9+/_-]{12,}", content):
        for start in range(4):
            letters = token[start:].translate(bytes.maketrans(b"-_", b"+/"))
            yield b64decode(letters + b"A" * (-len(letters) % 4))


def _list_contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        yield f"name of {path}", path.name.encode()
        if path.is_file():
            yield str(path), path.read_bytes()
            if path.suffix == ".zip":
                yield from _list_members(str(path), path.read_bytes())


def _list_members(place: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            yield f"name of {place}!{name}", name.encode()
            yield f"{place}!{name}", content
            if name.endswith(".zip"):
                yield from _list_members(f"{place}!{name}", content)
