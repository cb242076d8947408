"""The same for any content: a zip is looked into and rewritten member by member, zips within it too."""

import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO

from ecfcheck.redaction import file_content
from ecfcheck.redaction.file_content import PIECE, OpaqueError
from ecfcheck.redaction.redactor import Redactor

NAMED = "its name holds a secret"
_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_DEEPEST = 3
_MOST = 4 * 2**30
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # an encrypted member; NotImplementedError, an unknown compression, is one too
)


@dataclass(frozen=True)
class Removed:
    """A member that was left out of its zip."""

    name: str
    reason: str


def holds(source: IO[bytes], redactor: Redactor, depth: int = 0) -> bool:
    """Whether a secret stands in the content, or may, in a zip's member that cannot be looked into."""
    if not _is_zip(source):
        file_content.refuse_sealed(source)
        return file_content.holds(source, redactor)
    with _unzipped(source, depth) as archive:
        members = any(_is_unclean(archive, member, redactor, depth) for member in archive.infolist())
    return members or file_content.holds(source, redactor)


def clean(source: IO[bytes], target: IO[bytes], redactor: Redactor, depth: int = 0) -> tuple[Removed, ...]:
    """Write the content without secrets and look through the result; OpaqueError if one is still there."""
    removed: tuple[Removed, ...] = ()
    if _is_zip(source):
        with _unzipped(source, depth) as old, zipfile.ZipFile(target, "w") as new:
            # Of two members of the same name readers take the last.
            members = {member.filename: member for member in old.infolist()}
            removed = tuple(
                gone for member in members.values() for gone in _copy(old, member, new, redactor, depth)
            )
    else:
        file_content.clean(source, target, redactor)
    if holds(target, redactor, depth):
        raise OpaqueError("a secret is still found after it was redacted")
    return removed


def _is_zip(source: IO[bytes]) -> bool:
    source.seek(0)
    return source.read(4) in _HEADS or zipfile.is_zipfile(source)


@contextmanager
def _unzipped(source: IO[bytes], depth: int) -> Iterator[zipfile.ZipFile]:
    if depth > _DEEPEST:
        raise OpaqueError("it holds zips within zips within zips")
    with _readable(), zipfile.ZipFile(source) as archive:
        if sum(member.file_size for member in archive.infolist()) > _MOST:
            raise OpaqueError("it unpacks to more than can be looked through")
        yield archive


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise OpaqueError(f"it could not be unpacked ({error})") from None


def _is_unclean(archive: zipfile.ZipFile, member: zipfile.ZipInfo, redactor: Redactor, depth: int) -> bool:
    if redactor.finds(member.filename.encode()):
        return True
    try:
        with _opened(archive, member) as source:
            return holds(source, redactor, depth + 1)
    except OpaqueError:
        return True


@contextmanager
def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """Unpack a member of usual size once; a bigger one is unpacked again each time it is read."""
    with _readable(), archive.open(member) as stream:
        yield BytesIO(stream.read()) if member.file_size <= PIECE else stream


def _copy(
    old: zipfile.ZipFile, member: zipfile.ZipInfo, new: zipfile.ZipFile, redactor: Redactor, depth: int
) -> Iterator[Removed]:
    """Copy a member without secrets, and nothing of the zip beside it; yield what had to be left out."""
    if redactor.finds(member.filename.encode()):
        yield Removed(member.filename, NAMED)
        return
    fresh = zipfile.ZipInfo(member.filename, member.date_time)
    fresh.compress_type, fresh.external_attr = member.compress_type, member.external_attr
    try:
        with _opened(old, member) as source, SpooledTemporaryFile(PIECE) as spool:
            written: IO[bytes] = source
            if holds(source, redactor, depth + 1):
                for inner in clean(source, spool, redactor, depth + 1):
                    yield Removed(f"{member.filename}!{inner.name}", inner.reason)
                written = spool
            written.seek(0)
            with new.open(fresh, "w", force_zip64=member.file_size > PIECE) as goal:
                shutil.copyfileobj(written, goal)
    except OpaqueError as error:
        yield Removed(member.filename, str(error))
