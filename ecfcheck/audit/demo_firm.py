"""Creates a practice firm on the stage: people, their roster and the right answers."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from config.court import load_court
from ecfcheck.audit.status import Status
from ecfcheck.courts.court_files import write_court_file
from ecfcheck.courts.stage import Control, StageError

DISTRICT = "practice_district"
BANKRUPTCY = "practice_bankruptcy"
MAINTENANCE = "practice_maintenance"

COURTS: Mapping[str, str] = {
    DISTRICT: "staged",
    BANKRUPTCY: "staged_bankruptcy",
    MAINTENANCE: "staged_maintenance",
}
"""The courts of a firm: ids that no real court has, and the staged court that each copies."""

_HEADINGS = ("alias", "name", "courts", "user name", "password", "passcode secret")
_ECF_TRAITS: Mapping[Status, Mapping[str, Any]] = {
    Status.NOT_LINKED: {"linked": False},
    Status.NOT_UPGRADED: {"linked": False},
    Status.NOT_ENTITLED: {"linked": True, "may_file": False},
}


@dataclass(frozen=True)
class _Profile:
    """A typical person: their status at each of their courts, and the traits that cause it."""

    statuses: Mapping[str, Status]
    pacer: Mapping[str, Any]
    has_secret: bool = False
    passwords: str = "ordinary"

    def create_order(self) -> dict[str, Any]:
        """Return the order by which the stage mints the person's accounts."""
        (court, ecf), *others = [
            (_find_host_id(court), dict(_ECF_TRAITS.get(status, {"linked": True})))
            for court, status in self.statuses.items()
        ]
        return {
            "court": court,
            "passwords": self.passwords,
            "pacer": dict(self.pacer),
            "ecf": ecf,
            "also": dict(others),
        }


@cache
def _find_host_id(court: str) -> str:
    """Return the stage's host id of a firm's court."""
    return load_court(COURTS[court]).host_id


def _create_profile(
    district: str = "", bankruptcy: str = "", maintenance: str = "", **pacer: Any
) -> _Profile:
    statuses = {DISTRICT: district, BANKRUPTCY: bankruptcy, MAINTENANCE: maintenance}
    return _Profile({court: Status(status) for court, status in statuses.items() if status}, pacer)


_PROFILES = (
    _create_profile("linked", "linked"),
    _create_profile("linked"),
    replace(_create_profile("linked", "linked", totp=True), has_secret=True),
    _create_profile("not linked", "not linked"),
    _create_profile("linked", "not linked"),
    _create_profile("refused", "refused", password="wrong"),  # noqa: S106 - a trait
    _create_profile("not entitled", "linked"),
    _create_profile("not upgraded", "not upgraded", kind="legacy"),
    _create_profile("linked", maintenance="court unavailable"),
    _create_profile("locked", "locked", status="disabled"),
    _create_profile("passcode needed", "passcode needed", totp=True),
    _create_profile("update required", "update required", status="update_required"),
    _create_profile("linked", "linked"),
    _create_profile(bankruptcy="linked"),
    _create_profile("linked", "linked"),
    replace(_create_profile("linked", "linked"), passwords="odd"),
)
"""The profiles of a firm's people in turn: the first twelve have every status, no two refusals in a row."""


@dataclass(frozen=True)
class _Person:
    alias: str
    profile: _Profile
    minted: Mapping[str, Any]

    @property
    def settings(self) -> dict[str, str]:
        """The person's credentials, by the name of the setting."""
        pacer, prefix = self.minted["pacer"], f"FIRM_{self.alias.upper()}"
        settings = {f"{prefix}_USER_NAME": pacer["user_name"], f"{prefix}_PASSWORD": pacer["password"]}
        if self.profile.has_secret:
            settings[f"{prefix}_TOTP"] = pacer["totp_secret"]
        return settings

    @property
    def row(self) -> tuple[str, ...]:
        """The person's row of the roster."""
        names = [*self.settings, ""][:3]
        return (self.alias, self.minted["pacer"]["name"], " ".join(self.profile.statuses), *names)


def write_firm(folder: Path, size: int, control: Control, port: int) -> None:
    """Mint a firm of `size` people and write all that an audit of it needs into a folder.

    The files are `roster.csv`, `.env` with the credentials (mode 600), a file for each court, which an audit
    finds by the court's id, and `truth.csv` with the right statuses. The mix depends on the size only; from
    twelve people on, it includes every status. Raises StageError, and overwrites nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StageError(f"{folder} cannot be created: {error.strerror}; name another --roster") from None
    files = ("roster.csv", ".env", "truth.csv", *(f"{court}.yaml" for court in COURTS))
    if existing := [name for name in files if (folder / name).exists()]:
        text = f"{folder} already has {', '.join(existing)}; name another --roster, or remove them"
        raise StageError(text)
    people = list(_mint(size, control))
    for court, name in COURTS.items():
        write_court_file(folder / f"{court}.yaml", name, port)
    _write_env(folder / ".env", {name: value for person in people for name, value in person.settings.items()})
    _write_table(folder / "roster.csv", _HEADINGS, (person.row for person in people))
    truth = ((person.alias, *pair) for person in people for pair in person.profile.statuses.items())
    _write_table(folder / "truth.csv", ("alias", "court", "status"), truth)


def _mint(size: int, control: Control) -> Iterator[_Person]:
    for number, profile in enumerate(islice(cycle(_PROFILES), size), 1):
        yield _Person(f"p{number:04}", profile, control.mint(profile.create_order()))


def _write_table(file: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def _write_env(file: Path, settings: Mapping[str, str]) -> None:
    file.touch(mode=0o600)
    lines = (f"{name}='{_quote(value)}'\n" for name, value in settings.items())
    file.write_text("".join(lines), encoding="utf-8")


def _quote(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
