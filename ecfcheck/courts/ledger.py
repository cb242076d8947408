"""The ledger of refusals: which credentials a court refused, so that none of them is ever tried again.

It holds no password, only what scrypt makes of origin, user name and password together, with a salt of the
ledger's own. Whoever has the file pays scrypt's price, 64 MB and a fifth of a second, for each guess at a
password of a user name they know already, and cannot use what they computed for another ledger. What they
would find is a password that was refused. So that an audit of hundreds need not pay that for each of them,
two hex digits made of origin and user name stand beside it: by chance they fit one name of 256.
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

from config.secret import Secret
from ecfcheck.atomic_write import write_atomically

STATE = "ECFCHECK_STATE"
"""The variable that names another folder for what ecfcheck remembers."""

_OWNER_ONLY = 0o600
_SECONDS_TO_WAIT = 10
_FORGET = "`ecfcheck forget-refusals` begins a new one"


class LedgerError(Exception):
    """The ledger cannot be used; the text says why, and what to do."""


@dataclass(frozen=True)
class Credential:
    """What is typed at a login, and where."""

    origin: str
    user_name: str
    password: Secret

    @property
    def key(self) -> tuple[str, str, Secret]:
        """What is the same of all spellings of a credential that a login takes for one."""
        return self.origin, normalize_user_name(self.user_name), self.password


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Refusal(_Frozen):
    """A credential that was refused: when, and in which words of the court's."""

    hash: str
    hint: str
    """Of whom it may be; where it differs, the price of the hash need not be paid."""
    when: datetime
    words: str


class _Book(_Frozen):
    salt: Annotated[str, Field(pattern="^([0-9a-f]{2}){16}$")]
    refusals: tuple[Refusal, ...] = ()

    def find(self, credential: Credential) -> Refusal | None:
        hint = self.hint(credential)
        perhaps = [refusal for refusal in self.refusals if refusal.hint == hint]
        if not perhaps:
            return None
        sought = self.hash(credential)
        return next((refusal for refusal in perhaps if refusal.hash == sought), None)

    def hint(self, credential: Credential) -> str:
        """Return two hex digits made of origin and user name: too few to say who it is."""
        parts = dumps((self.salt, credential.origin, normalize_user_name(credential.user_name)))
        return sha256(parts.encode()).hexdigest()[:2]

    def hash(self, credential: Credential) -> str:
        parts = (
            credential.origin,
            normalize_user_name(credential.user_name),
            credential.password.get_secret_value(),
        )
        made = scrypt(dumps(parts).encode(), salt=bytes.fromhex(self.salt), n=2**16, r=8, p=1, maxmem=2**27)
        return made.hex()


def normalize_user_name(user_name: str) -> str:
    """Return a user name in lower case and without blanks around it: a login may take all of them for one."""
    return user_name.strip().casefold()


@dataclass(frozen=True)
class Ledger:
    """The ledger in a file, which several runs may use at once: who writes it has it to itself meanwhile."""

    path: Path

    def prove(self) -> None:
        """Make sure that it can be read and written, before a password is typed. Raises LedgerFailed."""
        with self._locked():
            self._read()

    def find(self, credential: Credential) -> Refusal | None:
        """Return the refusal of a credential, None if it was never refused. Raises LedgerFailed."""
        book = self._read()
        return book.find(credential) if book else None

    def add(self, credential: Credential, words: str) -> None:
        """Remember that a credential was refused now. Raises LedgerFailed."""
        with self._locked():
            book = self._read() or _Book(salt=token_hex(16))
            if book.find(credential) is None:
                refusal = Refusal(
                    hash=book.hash(credential),
                    hint=book.hint(credential),
                    when=datetime.now(UTC),
                    words=words,
                )
                self._write(_Book(salt=book.salt, refusals=(*book.refusals, refusal)))

    def forget(self) -> bool:
        """Forget every refusal, a damaged ledger too; whether there was one. Raises LedgerFailed."""
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
            raise LedgerError(f"{self._name} is damaged and was not heeded; {_FORGET}") from None

    def _write(self, book: _Book) -> None:
        write_atomically(self.path, book.model_dump_json(indent=1).encode(), mode=_OWNER_ONLY)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=_SECONDS_TO_WAIT):
                yield
        except Timeout:
            text = f"{self._name} is in use by another run that does not end; nothing was written to it"
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
    """Return where ecfcheck remembers things for this user: where the system keeps what programs remember."""
    named = environ.get(STATE)
    return Path(named) if named else user_state_path("ecfcheck", appauthor=False)


def open_ledger(environ: Mapping[str, str]) -> Ledger:
    """Return the ledger of this user."""
    return open_ledger_in(state_folder(environ))
