"""Redacts all files of a folder, and deletes what cannot be proven clean (docs/adr/0015)."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ecfcheck.atomic_write import HALF_WRITTEN, open_atomically
from ecfcheck.redaction.content import SECRET_IN_NAME, RemovedMember, has_secret, redact_content
from ecfcheck.redaction.cookies import find_session_secrets
from ecfcheck.redaction.plain_content import OpaqueError
from ecfcheck.redaction.redactor import Redactor

_OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Deleted:
    """A file that could not be proven clean; the path of a zip's member is `a.zip!member`."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path} was deleted: {self.reason}. The rest is complete; run again if you need it."


@dataclass(frozen=True)
class NotDeleted:
    """A file that could not be proven clean and could not be deleted either."""

    path: str
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.path} may contain a secret and could not be deleted: {self.reason}."
            " Delete it by hand before you pass anything on."
        )


@dataclass(frozen=True)
class RedactionResult:
    """How many files were searched and how many rewritten, and what could not be proven clean."""

    files: int
    redacted: int
    deleted: tuple[Deleted, ...]
    not_deleted: tuple[NotDeleted, ...]


def redact_folder(folder: Path, redactor: Redactor) -> RedactionResult:
    """Redact all secrets in a folder's files, and delete what cannot be proven clean.

    The redactor learns the session cookies in the folder's recordings. Links are not followed. All writers
    must have finished: what is written later is not searched. Paths in the result are relative to the folder.
    """
    redactor.learn(find_session_secrets(folder))
    redaction = _Redaction(folder, redactor)
    redaction.redact_all(folder.iterdir())
    return redaction.build_result()


def redact_paths(paths: Iterable[Path], redactor: Redactor) -> RedactionResult:
    """Redact several files and folders as `redact_folder` does; skip paths that do not exist."""
    # A link is followed here, because the user named it.
    existing = [path.resolve() if path.is_symlink() else path for path in paths if path.exists()]
    for path in existing:
        redactor.learn(find_session_secrets(path))
    redaction = _Redaction(None, redactor)
    redaction.redact_all(existing)
    return redaction.build_result()


@dataclass
class _Redaction:
    relative_to: Path | None
    redactor: Redactor
    files: int = 0
    redacted: int = 0
    deleted: list[Deleted] = field(default_factory=list)
    not_deleted: list[NotDeleted] = field(default_factory=list)

    def build_result(self) -> RedactionResult:
        return RedactionResult(self.files, self.redacted, tuple(self.deleted), tuple(self.not_deleted))

    def redact_all(self, paths: Iterable[Path]) -> None:
        for path in sorted(set(paths)):
            try:
                self._redact(path)
            except (OpaqueError, OSError) as error:
                self._delete(path, str(error))

    def _redact(self, path: Path) -> None:
        if self.redactor.has_secret(os.fsencode(path.name)):
            raise OpaqueError(SECRET_IN_NAME)
        if path.is_symlink():
            if self.redactor.has_secret(os.fsencode(path.readlink())):
                raise OpaqueError("it is a link to a path that contains a secret")
        elif path.is_dir():
            self.redact_all(path.iterdir())
        elif not path.is_file():
            return  # a device or a pipe, such as /dev/null: it stores nothing, and belongs to the system
        elif path.name.startswith(HALF_WRITTEN):
            # Its writer was killed; the file that it should have replaced is still complete.
            path.unlink()
        else:
            self._redact_file(path)

    def _redact_file(self, path: Path) -> None:
        self.files += 1
        with path.open("rb") as source:
            if not has_secret(source, self.redactor):
                return
        removed = _rewrite(path, self.redactor)
        self.redacted += 1
        self.deleted += [Deleted(*self._clean_text(path, member.reason, member.name)) for member in removed]

    def _delete(self, path: Path, reason: str) -> None:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as error:
            self.not_deleted.append(NotDeleted(*self._clean_text(path, f"{reason}; {error.strerror}")))
        else:
            self.deleted.append(Deleted(*self._clean_text(path, reason)))

    def _clean_text(self, path: Path, reason: str, *member: str) -> tuple[str, str]:
        """Return the path and the reason without secrets, which both may contain."""
        relative = path.relative_to(self.relative_to) if self.relative_to else path
        place = "!".join([relative.as_posix(), *member])
        return self.redactor.clean(place), self.redactor.clean(reason)


def _rewrite(path: Path, redactor: Redactor) -> tuple[RemovedMember, ...]:
    """Replace a file by its clean copy; return the zip members that had to be left out."""
    with open_atomically(path, mode=_OWNER_ONLY) as target:
        with path.open("rb") as source:
            removed = redact_content(source, target, redactor)
        # Until it is proven clean, only the owner may read it.
        shutil.copymode(path, target.name)
    return removed
