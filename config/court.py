"""Defines a court: its addresses, time limits and wording. Loads it by id or from a file."""

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Any, Literal, Self, get_args
from urllib.parse import urlsplit

from pydantic import PrivateAttr, model_validator

from config.address import Address, Origin, is_loopback, read_origin
from config.court_id import CourtId, build_id, find_staged_id_fault, is_court_id
from config.court_kind import (
    E_FILING,
    FILING,
    LINK_ENTRY,
    LINK_HEADING,
    Kind,
    build_standard_menu,
    select_menu_entries,
)
from config.federal import FILE as FEDERAL
from config.federal import load_federal_courts
from config.limits import Limits
from config.project import current_project
from config.unknown_court import describe_unknown_court
from config.validation import StrictModel, build_model
from config.yaml_file import Problem, ProblemsError, display_path, read_yaml

COURTS = Path(__file__).parent / "courts"

Release = Literal["nextgen", "legacy"]
"""The generation of CM/ECF that a court runs: NextGen, or the one before it."""

RELEASES: tuple[Release, ...] = get_args(Release)


class Court(StrictModel):
    """A court's addresses, wording and limits. A run starts a staged court without a port."""

    name: str
    kind: Kind
    release: Release
    staged: bool = False
    at: datetime | None = None
    """The start time of a staged court's clock, in UTC unless it names a zone; None is the present."""
    website: Origin
    ecf: Origin
    pacer_login: Address
    pacer_account: Address
    id: CourtId = ""
    """Its id in rosters. Default: the file name for a staged court, else `host_id`."""
    e_filing: str = E_FILING
    """The text of the website's link to CM/ECF, without a trailing arrow."""
    link_entry: str = LINK_ENTRY
    """The text of the link in Utilities that starts the link procedure."""
    link_heading: str = LINK_HEADING
    """The heading above that link."""
    menu: tuple[str, ...] = ()
    """The whole menu bar for an account with filing rights, if it differs from the notices."""
    limits: Limits = Limits()
    _file: str = PrivateAttr(default="")

    @model_validator(mode="after")
    def _require_local_stage(self) -> Self:
        """Reject a staged court on another machine: every effect is allowed on a stage."""
        remote = [address for address in self.addresses if not is_loopback(address)]
        if self.staged and remote:
            raise ValueError(f"a staged court must be on this machine, and {remote[0]} is not")
        if self.staged and len({urlsplit(address).port for address in self.addresses}) > 1:
            raise ValueError(
                "a staged court serves all its addresses on one port; write it in each address or in none"
            )
        if self.at and not (self.staged and self.port is None):
            raise ValueError("'at' sets the clock of a staged court that a run starts; remove it here")
        return self

    @model_validator(mode="after")
    def _set_default_id(self) -> Self:
        """Take the id from the host if the file gives none."""
        if not self.id:
            object.__setattr__(self, "id", build_id(self.host_id))  # the model is frozen
        return self

    @property
    def option(self) -> str:
        """What selects the court as --court in a shell: the file from which it was loaded, or its id."""
        return quote(self._file or self.id)

    @property
    def host_id(self) -> str:
        """The court's id on the stage, from its host: `ctd` for http://ecf.ctd.localhost."""
        return (urlsplit(self.ecf).hostname or "").removeprefix("ecf.").partition(".")[0]

    @property
    def filing(self) -> frozenset[str]:
        """The menu entries that only an account with filing rights sees."""
        return frozenset(FILING[self.kind])

    def translate_menu(self, documented: tuple[str, ...]) -> tuple[str, ...]:
        """Return the menu entries of this court that correspond to a notice's documented entries."""
        if self.menu or self.kind != "district":
            return select_menu_entries(documented, self.menu or build_standard_menu(self.kind))
        return documented

    def translate(self, documented: Any) -> Any:
        """Return a documented value with the notices' wording replaced by this court's own."""
        own = {E_FILING: self.e_filing, LINK_ENTRY: self.link_entry, LINK_HEADING: self.link_heading}
        match documented:
            case str():
                return own.get(documented, documented)
            case tuple():
                return tuple(self.translate(item) for item in documented)
            case dict():
                return {own.get(key, key): self.translate(item) for key, item in documented.items()}
            case _:
                return documented

    @property
    def clock(self) -> str | None:
        """The start time of a staged court's clock in ISO 8601; None is the present."""
        if self.at is None:
            return None
        return (self.at if self.at.tzinfo else self.at.replace(tzinfo=UTC)).isoformat()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address of the court."""
        return (self.website, self.ecf, self.pacer_login, self.pacer_account)

    @property
    def port(self) -> int | None:
        """The port in the CM/ECF address, or None."""
        return urlsplit(self.ecf).port


def scale_timeouts(court: Court, factor: float) -> Court:
    """Return the court with multiplied time limits (at most 600 s), for many browsers at once."""
    limits = {name: min(getattr(court.limits, name) * factor, 600) for name in ("arrive", "act", "settle")}
    return court.model_copy(update={"limits": court.limits.model_copy(update=limits)})


def move_to_port(court: Court, port: int) -> Court:
    """Return a staged court with all its addresses on one port."""
    names = ("website", "ecf", "pacer_login", "pacer_account")
    moved = {name: _replace_port(getattr(court, name), port) for name in names}
    # The stage that serves this port has a clock already.
    return court.model_copy(update={**moved, "at": None})


def apply_base_url(court: Court, base_url: str) -> Court:
    """Return the court with another CM/ECF address; all of a staged court moves to its port.

    Raises ProblemsError if the address is invalid or would move a staged court to another machine.
    """
    try:
        ecf = _read_base_url(court, base_url)
    except ValueError as error:
        raise ProblemsError.single("--base-url", str(error)) from None
    port = urlsplit(ecf).port
    moved = move_to_port(court, port) if court.staged and port else court
    return moved.model_copy(update={"ecf": ecf})


def _read_base_url(court: Court, base_url: str) -> str:
    ecf = read_origin(base_url)
    if court.staged and not is_loopback(ecf):
        raise ValueError(f"{court.name} is staged, and {ecf} is not on this machine; give --court as well")
    return ecf


def _replace_port(address: str, port: int) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=f"{parts.hostname}:{port}").geturl()


def list_court_ids(folder: Path | None = None) -> list[str]:
    """Return the ids of all courts: those included in ecfcheck, the project's and those in the folder."""
    included = {file.stem for file in COURTS.glob("*.yaml") if file != FEDERAL}
    found = {
        file.stem
        for own in _list_own_folders(folder)
        for file in own.glob("*.yaml")
        if _find_file(file.stem, own)
    }
    return sorted(included | found | load_federal_courts().keys())


def _list_own_folders(folder: Path | None) -> list[Path]:
    """Return the folders with a user's own courts: the given one, then the project's."""
    project = current_project()
    return [*([folder] if folder else []), *([project.courts] if project else [])]


def load_court(name: str, folder: Path | None = None) -> Court:
    """Return the court with this id, or in the file at this path. Raises ProblemsError.

    If a folder is given, its `<id>.yaml` takes precedence over one of the user's project, and that over an
    included court.
    """
    included = COURTS / f"{name}.yaml"
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        court = _read_court(Path(name))
        court._file = name  # noqa: SLF001 - of the class above
        return court
    for own in _list_own_folders(folder):
        if file := _find_file(name, own):
            return _read_court_with_id(file, name)
    if included.is_file() and included != FEDERAL:
        return _read_court(included)
    if name in load_federal_courts():
        return Court.model_validate(load_federal_courts()[name])
    raise ProblemsError.single("--court", describe_unknown_court(name, list_court_ids(folder)))


def _read_court(path: Path) -> Court:
    """Return the court in a file. Raises ProblemsError."""
    if not path.is_file():
        text = "is not a file" if path.exists() else "does not exist"
        raise ProblemsError.single(display_path(path), text)
    yaml_file = read_yaml(path)
    court = build_model(yaml_file, Court)
    if not court.staged:
        return court
    has_id = isinstance(yaml_file.data, dict) and "id" in yaml_file.data
    court = court if has_id else court.model_copy(update={"id": build_id(path.stem)})
    if fault := find_staged_id_fault(court.id):
        problem = (
            yaml_file.build_problem(("id",), fault) if has_id else Problem(display_path(path), None, fault)
        )
        raise ProblemsError([problem])
    return court


def require_staged_file(file: Path) -> None:
    """Require that a staged court's file may have this name. Raises ProblemsError."""
    if fault := find_staged_id_fault(build_id(file.stem)):
        raise ProblemsError.single(display_path(file), fault)


def _read_court_with_id(file: Path, name: str) -> Court:
    """Return the court in a file, which must have this id. Raises ProblemsError."""
    court = _read_court(file)
    if court.id != name:
        raise ProblemsError.single(display_path(file), _describe_other_id(court, name))
    return court


def _describe_other_id(court: Court, name: str) -> str:
    """Return why a court has another id than its file's name, and what to do."""
    is_written = "id" in court.model_fields_set
    if not is_written and is_loopback(court.ecf):
        return (
            f"is not staged, but {court.ecf} is on this machine: write `staged: yes`, or the court's https"
            f" addresses (from this address its id would be {court.id!r}, not {name!r})"
        )
    source = "" if is_written else f", from {court.ecf}"
    return f"has the id {court.id!r}{source}, not {name!r}; rename the file, or write `id: {name}` in it"


def _find_file(name: str, folder: Path) -> Path | None:
    """Return the folder's file for the court with this id, or None.

    Raises ProblemsError if only a file with a similar name exists: without it, ecfcheck would contact the
    real court with that id.
    """
    if not is_court_id(name):
        return None
    file = folder / f"{name}.yaml"
    if file.is_file():
        return file
    others = [other for other in sorted(folder.glob("*.*")) if _is_similar(other, name)]
    if others:
        text = (
            f"seems to define the court {name!r} but is not read; rename it to {file.name}, or move it away"
        )
        raise ProblemsError.single(display_path(others[0]), text)
    return None


def _is_similar(file: Path, name: str) -> bool:
    """Return whether a file's name (in another spelling) or its `id:` is this court's id."""
    if file.suffix.lower() not in {".yaml", ".yml"} or not file.is_file():
        return False
    if file.stem.casefold() == name:
        return True
    try:
        data = read_yaml(file).data
    except ProblemsError:
        return False  # not readable as a court
    return isinstance(data, dict) and str(data.get("id")).casefold() == name
