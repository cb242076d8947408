"""Searches and redacts the content of one file; a zip member by member, zips in zips too."""

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

from ecfcheck.redaction.plain_content import (
    PIECE,
    OpaqueError,
    has_secret_in_plain,
    redact_plain,
    refuse_compressed,
)
from ecfcheck.redaction.redactor import Redactor

SECRET_IN_NAME = "its name contains a secret"  # noqa: S105 - a reason, not a secret
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MAX_DEPTH = 3
_MAX_UNPACKED = 4 * 2**30
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
class RemovedMember:
    """A member that was left out of its zip."""

    name: str
    reason: str


def has_secret(source: IO[bytes], redactor: Redactor, depth: int = 0) -> bool:
    """Return whether the content contains a secret, or a zip member that cannot be searched.

    Raises OpaqueError if the content as a whole cannot be searched.
    """
    if not _is_zip(source):
        refuse_compressed(source)
        return has_secret_in_plain(source, redactor)
    with _open_zip(source, depth) as archive:
        if any(_is_unclean(archive, member, redactor, depth) for member in archive.infolist()):
            return True
    # Comments and other bytes of the zip itself.
    return has_secret_in_plain(source, redactor)


def redact_content(
    source: IO[bytes], target: IO[bytes], redactor: Redactor, depth: int = 0
) -> tuple[RemovedMember, ...]:
    """Write the content without secrets, search the result, and return the removed members.

    Raises OpaqueError if the content cannot be cleaned, or the result still contains a secret.
    """
    removed: tuple[RemovedMember, ...] = ()
    if _is_zip(source):
        with _open_zip(source, depth) as old, zipfile.ZipFile(target, "w") as new:
            # Of two members of the same name readers take the last.
            members = {member.filename: member for member in old.infolist()}
            removed = tuple(
                left_out
                for member in members.values()
                for left_out in _copy_member(old, member, new, redactor, depth)
            )
    else:
        redact_plain(source, target, redactor)
    if has_secret(target, redactor, depth):
        raise OpaqueError("it still contains a secret after it was redacted")
    return removed


def _is_zip(source: IO[bytes]) -> bool:
    source.seek(0)
    return source.read(4) in _ZIP_HEADS or zipfile.is_zipfile(source)


@contextmanager
def _open_zip(source: IO[bytes], depth: int) -> Iterator[zipfile.ZipFile]:
    if depth > _MAX_DEPTH:
        raise OpaqueError("it has zips within zips within zips")
    with _unpacking(), zipfile.ZipFile(source) as archive:
        if sum(member.file_size for member in archive.infolist()) > _MAX_UNPACKED:
            raise OpaqueError("it unpacks to more than can be searched")
        yield archive


@contextmanager
def _unpacking() -> Iterator[None]:
    """Raise OpaqueError in place of the many errors of a zip that cannot be unpacked."""
    try:
        yield
    except _UNREADABLE as error:
        raise OpaqueError(f"it cannot be unpacked ({error})") from None


def _is_unclean(archive: zipfile.ZipFile, member: zipfile.ZipInfo, redactor: Redactor, depth: int) -> bool:
    if redactor.has_secret(member.filename.encode()):
        return True
    try:
        with _open_member(archive, member) as source:
            return has_secret(source, redactor, depth + 1)
    except OpaqueError:
        return True


@contextmanager
def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """Unpack a member of usual size once; a bigger one is unpacked again each time it is read."""
    with _unpacking(), archive.open(member) as stream:
        yield BytesIO(stream.read()) if member.file_size <= PIECE else stream


def _copy_member(
    old: zipfile.ZipFile, member: zipfile.ZipInfo, new: zipfile.ZipFile, redactor: Redactor, depth: int
) -> Iterator[RemovedMember]:
    """Copy a member without secrets and without its comment; yield what had to be left out."""
    if redactor.has_secret(member.filename.encode()):
        yield RemovedMember(member.filename, SECRET_IN_NAME)
        return
    # A new entry, since a comment or an extra field may contain a secret.
    entry = zipfile.ZipInfo(member.filename, member.date_time)
    entry.compress_type, entry.external_attr = member.compress_type, member.external_attr
    try:
        with _open_member(old, member) as source, SpooledTemporaryFile(PIECE) as spool:
            content: IO[bytes] = source
            if has_secret(source, redactor, depth + 1):
                for inner in redact_content(source, spool, redactor, depth + 1):
                    yield RemovedMember(f"{member.filename}!{inner.name}", inner.reason)
                content = spool
            content.seek(0)
            with new.open(entry, "w", force_zip64=member.file_size > PIECE) as target:
                shutil.copyfileobj(content, target)
    except OpaqueError as error:
        yield RemovedMember(member.filename, str(error))
