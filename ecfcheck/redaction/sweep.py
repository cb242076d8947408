"""The gate for what a run leaves: each secret is redacted, and deleted what cannot be proven clean."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ecfcheck.atomic_write import HALF_WRITTEN, open_atomically
from ecfcheck.redaction.cookies import session_values
from ecfcheck.redaction.file_content import OpaqueError
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.redaction.zip_files import NAMED, Removed, clean, holds

_OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Deleted:
    """What could not be proven clean; of a zip's member the path is `trace.zip!member`."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path} was deleted: {self.reason}. The rest is complete; run again if you need it."


@dataclass(frozen=True)
class NotDeleted:
    """What could not be proven clean, and not be deleted either."""

    path: str
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.path} may hold a secret and could not be deleted: {self.reason}. Delete it by hand first."
        )


@dataclass(frozen=True)
class Sweep:
    """What became of a folder: how many files there were, and how many of them were rewritten."""

    files: int
    redacted: int
    deleted: tuple[Deleted, ...]
    left: tuple[NotDeleted, ...]


def sweep(folder: Path, redactor: Redactor) -> Sweep:
    """Take every secret out of all that stands in the folder; what cannot be proven clean is deleted.

    The redactor learns the cookies that recordings in the folder name. Links are not followed. Whoever writes
    there must be done before: what comes later is not looked at.
    """
    redactor.learn(session_values(folder))
    gate = _Gate(folder, redactor)
    gate.pass_all(folder.iterdir())
    return gate.result


def sweep_all(places: Iterable[Path], redactor: Redactor) -> Sweep:
    """The same for several files and folders, named by whole paths; one that is not there is passed by."""
    # Here a link is followed: it is the user's own name of a folder.
    there = [place.resolve() if place.is_symlink() else place for place in places if place.exists()]
    for place in there:
        redactor.learn(session_values(place))
    gate = _Gate(None, redactor)
    gate.pass_all(there)
    return gate.result


@dataclass
class _Gate:
    shown_from: Path | None
    redactor: Redactor
    files: int = 0
    redacted: int = 0
    deleted: list[Deleted] = field(default_factory=list)
    left: list[NotDeleted] = field(default_factory=list)

    @property
    def result(self) -> Sweep:
        return Sweep(self.files, self.redacted, tuple(self.deleted), tuple(self.left))

    def pass_all(self, paths: Iterable[Path]) -> None:
        for path in sorted(set(paths)):
            try:
                self._pass(path)
            except (OpaqueError, OSError) as error:
                self._delete(path, str(error))

    def _pass(self, path: Path) -> None:
        if self.redactor.finds(os.fsencode(path.name)):
            raise OpaqueError(NAMED)
        if path.is_symlink():
            if self.redactor.finds(os.fsencode(path.readlink())):
                raise OpaqueError("it is a link to a path that holds a secret")
        elif path.is_dir():
            self.pass_all(path.iterdir())
        elif not path.is_file():
            return  # a device or a pipe, such as /dev/null: it keeps nothing, and is the system's
        elif path.name.startswith(HALF_WRITTEN):
            # Its writer was killed: what it was to replace still stands beside it.
            path.unlink()
        else:
            self._pass_file(path)

    def _pass_file(self, path: Path) -> None:
        self.files += 1
        with path.open("rb") as source:
            if not holds(source, self.redactor):
                return
        removed = _rewrite(path, self.redactor)
        self.redacted += 1
        self.deleted += [Deleted(*self._shown(path, member.reason, member.name)) for member in removed]

    def _delete(self, path: Path, reason: str) -> None:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as error:
            self.left.append(NotDeleted(*self._shown(path, f"{reason}; {error.strerror}")))
        else:
            self.deleted.append(Deleted(*self._shown(path, reason)))

    def _shown(self, path: Path, reason: str, *member: str) -> tuple[str, str]:
        """Return the path and the reason as they may be shown: both may name a secret."""
        shown = path.relative_to(self.shown_from) if self.shown_from else path
        place = "!".join([shown.as_posix(), *member])
        return self.redactor.clean(place), self.redactor.clean(reason)


def _rewrite(path: Path, redactor: Redactor) -> tuple[Removed, ...]:
    """Replace a file by its clean copy; return the members of it that had to be left out."""
    with open_atomically(path, mode=_OWNER_ONLY) as target:
        with path.open("rb") as source:
            removed = clean(source, target, redactor)
        # Until it is proven clean, it is for its owner alone.
        shutil.copymode(path, target.name)
    return removed
