"""A firm on the stage: people of every standing at several courts, their roster, and the truth of them."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from config.court import load_court
from ecfcheck.audit.status import Status
from ecfcheck.courts.stage import Control, StageError, write_court_file

DISTRICT = "practice_district"
BANKRUPTCY = "practice_bankruptcy"
MAINTENANCE = "practice_maintenance"

COURTS: Mapping[str, str] = {
    DISTRICT: "staged",
    BANKRUPTCY: "staged_bankruptcy",
    MAINTENANCE: "staged_maintenance",
}
"""The courts of a firm: an id that no real court has, and the staged court it is made from."""

_HEADINGS = ("alias", "name", "courts", "user name", "password", "passcode secret")
_ECF: Mapping[Status, Mapping[str, Any]] = {
    Status.NOT_LINKED: {"linked": False},
    Status.NOT_UPGRADED: {"linked": False},
    Status.NOT_ENTITLED: {"linked": True, "may_file": False},
}


@dataclass(frozen=True)
class _Kind:
    """Somebody as one meets them in a firm: how they stand at each of their courts, and why."""

    stands: Mapping[str, Status]
    pacer: Mapping[str, Any]
    gives_secret: bool = False
    passwords: str = "ordinary"

    def order(self) -> dict[str, Any]:
        """Return what the stage is to mint."""
        (court, ecf), *others = [
            (_host_id(court), dict(_ECF.get(status, {"linked": True})))
            for court, status in self.stands.items()
        ]
        return {
            "court": court,
            "passwords": self.passwords,
            "pacer": dict(self.pacer),
            "ecf": ecf,
            "also": dict(others),
        }


@cache
def _host_id(court: str) -> str:
    """Return what the stage calls a court of a firm."""
    return load_court(COURTS[court]).host_id


def _kind(district: str = "", bankruptcy: str = "", maintenance: str = "", **pacer: Any) -> _Kind:
    given = {DISTRICT: district, BANKRUPTCY: bankruptcy, MAINTENANCE: maintenance}
    return _Kind({court: Status(status) for court, status in given.items() if status}, pacer)


_KINDS = (
    _kind("linked", "linked"),
    _kind("linked"),
    replace(_kind("linked", "linked", totp=True), gives_secret=True),
    _kind("not linked", "not linked"),
    _kind("linked", "not linked"),
    _kind("refused", "refused", password="wrong"),  # noqa: S106 - a trait
    _kind("not entitled", "linked"),
    _kind("not upgraded", "not upgraded", kind="legacy"),
    _kind("linked", maintenance="court unavailable"),
    _kind("locked", "locked", status="disabled"),
    _kind("passcode needed", "passcode needed", totp=True),
    _kind("update required", "update required", status="update_required"),
    _kind("linked", "linked"),
    _kind(bankruptcy="linked"),
    _kind("linked", "linked"),
    replace(_kind("linked", "linked"), passwords="odd"),
)
"""What people of a firm are in turn: the first twelve have each status, and no two neighbours are refused."""


@dataclass(frozen=True)
class _Person:
    alias: str
    kind: _Kind
    minted: Mapping[str, Any]

    @property
    def settings(self) -> dict[str, str]:
        """What is kept for them, by the name of the setting."""
        pacer, prefix = self.minted["pacer"], f"FIRM_{self.alias.upper()}"
        kept = {f"{prefix}_USER_NAME": pacer["user_name"], f"{prefix}_PASSWORD": pacer["password"]}
        return {**kept, f"{prefix}_TOTP": pacer["totp_secret"]} if self.kind.gives_secret else kept

    @property
    def row(self) -> tuple[str, ...]:
        """Their row of the roster."""
        names = [*self.settings, ""][:3]
        return (self.alias, self.minted["pacer"]["name"], " ".join(self.kind.stands), *names)


def write_firm(folder: Path, size: int, control: Control, port: int) -> None:
    """Mint a firm of so many people and write into the folder all that an audit of it needs.

    `roster.csv`, `.env` with the credentials, for its owner alone, a file for each court, which an audit
    finds by the court's id, and `truth.csv`: how everybody stands at each court. Who is what follows from the
    size alone; from twelve people on every status is among them. Raises StageFailed, and writes over nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StageError(f"{folder} cannot be made: {error.strerror}; name another --roster") from None
    files = ("roster.csv", ".env", "truth.csv", *(f"{court}.yaml" for court in COURTS))
    if there := [name for name in files if (folder / name).exists()]:
        text = f"{folder} holds {', '.join(there)} already; name another --roster, or remove them"
        raise StageError(text)
    people = list(_mint(size, control))
    for court, name in COURTS.items():
        write_court_file(folder / f"{court}.yaml", name, port)
    _write_env(folder / ".env", {name: value for one in people for name, value in one.settings.items()})
    _write_table(folder / "roster.csv", _HEADINGS, (one.row for one in people))
    truth = ((one.alias, *pair) for one in people for pair in one.kind.stands.items())
    _write_table(folder / "truth.csv", ("alias", "court", "status"), truth)


def _mint(size: int, control: Control) -> Iterator[_Person]:
    for number, kind in enumerate(islice(cycle(_KINDS), size), 1):
        yield _Person(f"p{number:04}", kind, control.mint(kind.order()))


def _write_table(file: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows([head, *rows])


def _write_env(file: Path, settings: Mapping[str, str]) -> None:
    file.touch(mode=0o600)
    lines = (f"{name}='{_quoted(value)}'\n" for name, value in settings.items())
    file.write_text("".join(lines), encoding="utf-8")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
