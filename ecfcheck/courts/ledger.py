"""The ledger of refusals: credentials that a court refused and that must not be typed again.

It stores no password, only a scrypt hash of origin, user name and password together, with a salt of its own.
An attacker who has the file pays 64 MB and a fifth of a second for each guess at the password of a user name
that they already know, and cannot reuse the work for another ledger. What they find is a refused password.
An audit of hundreds of accounts should not pay that price for each of them, so each entry also has a hint of
two hex digits, made of origin and user name: it matches one name in 256 by chance.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import scrypt, sha256
from json import dumps
from pathlib import Path
from secrets import token_hex
from typing import Annotated

from filelock import FileLock, Timeout
from platformdirs import user_state_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.errors import UserError
from config.secret import Secret
from ecfcheck.atomic_write import write_atomically

STATE = "ECFCHECK_STATE"
"""The variable that names another folder for ecfcheck's state."""

_OWNER_ONLY = 0o600
_SECONDS_TO_WAIT = 10
_FORGET = "run `ecfcheck forget-refusals` to begin a new one"


class LedgerError(UserError):
    """The ledger cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Credential:
    """A user name and a password, and the origin at which they are typed."""

    origin: str
    user_name: str
    password: Secret

    @property
    def key(self) -> tuple[str, str, Secret]:
        """The same value for all spellings of a credential that a login accepts as one."""
        return self.origin, normalize_user_name(self.user_name), self.password


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Refusal(_Frozen):
    """A refused credential: when it was refused, and the court's words."""

    hash: str
    hint: str
    """Two hex digits of origin and user name; only where they match is the hash computed."""
    when: datetime
    words: str


class _Book(_Frozen):
    salt: Annotated[str, Field(pattern="^([0-9a-f]{2}){16}$")]
    refusals: tuple[Refusal, ...] = ()

    def find(self, credential: Credential) -> Refusal | None:
        hint = self.make_hint(credential)
        candidates = [refusal for refusal in self.refusals if refusal.hint == hint]
        if not candidates:
            return None
        wanted = self.hash(credential)
        return next((refusal for refusal in candidates if refusal.hash == wanted), None)

    def make_hint(self, credential: Credential) -> str:
        """Return two hex digits made of origin and user name: too few to identify a user."""
        parts = dumps((self.salt, credential.origin, normalize_user_name(credential.user_name)))
        return sha256(parts.encode()).hexdigest()[:2]

    def hash(self, credential: Credential) -> str:
        parts = (
            credential.origin,
            normalize_user_name(credential.user_name),
            credential.password.get_secret_value(),
        )
        digest = scrypt(dumps(parts).encode(), salt=bytes.fromhex(self.salt), n=2**16, r=8, p=1, maxmem=2**27)
        return digest.hex()


def normalize_user_name(user_name: str) -> str:
    """Return a user name in lower case without surrounding blanks: a login may ignore both."""
    return user_name.strip().casefold()


@dataclass(frozen=True)
class Ledger:
    """The ledger in a file. Several runs may use it at once: writers lock it."""

    path: Path

    def require_usable(self) -> None:
        """Make sure that it can be read and written, before a password is typed. Raises LedgerError."""
        with self._locked():
            self._read()

    def find(self, credential: Credential) -> Refusal | None:
        """Return the refusal of a credential, None if it was never refused. Raises LedgerError."""
        book = self._read()
        return book.find(credential) if book else None

    def add(self, credential: Credential, words: str) -> None:
        """Record that a credential was refused now. Raises LedgerError."""
        with self._locked():
            book = self._read() or _Book(salt=token_hex(16))
            if book.find(credential) is None:
                refusal = Refusal(
                    hash=book.hash(credential),
                    hint=book.make_hint(credential),
                    when=datetime.now(UTC),
                    words=words,
                )
                self._write(_Book(salt=book.salt, refusals=(*book.refusals, refusal)))

    def forget(self) -> bool:
        """Delete the ledger, even a damaged one; return whether there was one. Raises LedgerError."""
        if not self.path.exists():
            return False
        with self._locked():
            self.path.unlink(missing_ok=True)
        return True

    def _read(self) -> _Book | None:
        try:
            return _Book.model_validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LedgerError(f"{self._name} cannot be read: {error.strerror}; {_FORGET}") from None
        except ValidationError:
            raise LedgerError(f"{self._name} is damaged and was not used; {_FORGET}") from None

    def _write(self, book: _Book) -> None:
        write_atomically(self.path, book.model_dump_json(indent=1).encode(), mode=_OWNER_ONLY)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=_SECONDS_TO_WAIT):
                yield
        except Timeout:
            text = f"{self._name} is locked by another run that does not end; nothing was written to it"
            raise LedgerError(f"{text}: end that run, or try again") from None
        except OSError as error:
            text = f"{self._name} cannot be written: {error.strerror}"
            raise LedgerError(f"{text}; set {STATE} to a folder that can be written to") from None

    @property
    def _name(self) -> str:
        return f"the ledger of refusals, {self.path},"


def open_ledger_in(folder: Path) -> Ledger:
    """Return the ledger in a folder."""
    return Ledger(folder / "refusals.json")


def state_folder(environ: Mapping[str, str]) -> Path:
    """Return ecfcheck's state folder: ECFCHECK_STATE, or the system's folder for user state."""
    named = environ.get(STATE)
    return Path(named) if named else user_state_path("ecfcheck", appauthor=False)


def open_ledger(environ: Mapping[str, str]) -> Ledger:
    """Return the user's ledger."""
    return open_ledger_in(state_folder(environ))
