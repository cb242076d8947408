"""The court that is checked: its addresses and limits, and what it calls by words of its own."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from config.address import Address, Origin, is_loopback, read_origin
from config.court_id import CourtId, build_id, fault_of_staged_id, is_court_id
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
from config.suggest import find_closest
from config.validation import StrictModel, build_model
from config.yaml_file import Problem, ProblemsError, display_path, read_yaml

COURTS = Path(__file__).parent / "courts"


Release = Literal["nextgen", "legacy"]
"""Which generation of CM/ECF a court runs: NextGen, or what came before it."""

RELEASES: tuple[Release, ...] = get_args(Release)

Seconds = Annotated[float, Field(gt=0, le=600)]


class Limits(StrictModel):
    """How long this court may take, in seconds."""

    arrive: Seconds = 30
    """Until the screen that an action leads to is there."""
    act: Seconds = 10
    """Until a thing on a screen that is there can be used."""
    settle: Seconds = 3
    """While a screen that is there may still change before it counts as not as documented."""
    again: Seconds = 5
    """Before a court that could not be reached is tried again; twice as long each further time."""


class Court(StrictModel):
    """A court's addresses. A staged one without a port in them is started when it is needed."""

    name: str
    kind: Kind
    release: Release
    staged: bool = False
    at: datetime | None = None
    """The moment at which a staged court's clock starts, in UTC if no zone is named; else the present."""
    website: Origin
    ecf: Origin
    pacer_login: Address
    pacer_account: Address
    id: CourtId = ""
    """What rosters call it: as its file says; else a staged court's file name, or `host_id`."""
    e_filing: str = E_FILING
    """The words of the link to CM/ECF on the court's website, without the arrow that may follow them."""
    link_entry: str = LINK_ENTRY
    """The words of the link to the link procedure in Utilities."""
    link_heading: str = LINK_HEADING
    """The heading above that link."""
    menu: tuple[str, ...] = ()
    """The whole menu bar, as an account that may file sees it, where it is not as in the notices."""
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _a_stage_is_on_this_machine(self) -> Self:
        """Everything is allowed on a stage, so that no real court may pass for one."""
        elsewhere = [a for a in self.addresses if not is_loopback(a)]
        if self.staged and elsewhere:
            raise ValueError(f"a staged court is on this machine alone, and {elsewhere[0]} is not")
        if self.staged and len({urlsplit(address).port for address in self.addresses}) > 1:
            raise ValueError(
                "a staged court serves all its addresses on one port: write it in each, or in none"
            )
        if self.at and not (self.staged and self.port is None):
            raise ValueError(
                "'at' sets the clock of a staged court that is started for a run, and of no other"
            )
        return self

    @model_validator(mode="after")
    def _has_an_id(self) -> Self:
        """Take the id from the host where the file gives none."""
        if not self.id:
            object.__setattr__(self, "id", build_id(self.host_id))  # the model is frozen
        return self

    @property
    def host_id(self) -> str:
        """What the stage calls the court: `ctd` for http://ecf.ctd.localhost."""
        return (urlsplit(self.ecf).hostname or "").removeprefix("ecf.").partition(".")[0]

    @property
    def filing(self) -> frozenset[str]:
        """What the menu bar has for an account that may file, and for no other."""
        return frozenset(FILING[self.kind])

    def translate_menu(self, documented: tuple[str, ...]) -> tuple[str, ...]:
        """Return the entries that this court's menu bar shows where a notice shows the documented ones."""
        if self.menu or self.kind != "district":
            return select_menu_entries(documented, self.menu or build_standard_menu(self.kind))
        return documented

    def translate(self, documented: Any) -> Any:
        """Return a documented value with the notices' words replaced by this court's own for the same."""
        own = {E_FILING: self.e_filing, LINK_ENTRY: self.link_entry, LINK_HEADING: self.link_heading}
        match documented:
            case str():
                return own.get(documented, documented)
            case tuple():
                return tuple(self.translate(one) for one in documented)
            case dict():
                return {own.get(key, key): self.translate(one) for key, one in documented.items()}
            case _:
                return documented

    @property
    def clock(self) -> str | None:
        """The moment at which its clock starts, as ISO 8601."""
        if self.at is None:
            return None
        return (self.at if self.at.tzinfo else self.at.replace(tzinfo=UTC)).isoformat()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address of the court."""
        return (self.website, self.ecf, self.pacer_login, self.pacer_account)

    @property
    def port(self) -> int | None:
        """The port of CM/ECF where its address names one."""
        return urlsplit(self.ecf).port


def scale_timeouts(court: Court, factor: float) -> Court:
    """Return the court with so many times as long to answer, as one needs where much is done at once."""
    limits = {name: min(getattr(court.limits, name) * factor, 600) for name in ("arrive", "act", "settle")}
    return court.model_copy(update={"limits": court.limits.model_copy(update=limits)})


def move_to_port(court: Court, port: int) -> Court:
    """Return the court with all its addresses on one port, as a staged one serves them."""
    names = ("website", "ecf", "pacer_login", "pacer_account")
    moved = {name: _move(getattr(court, name), port) for name in names}
    # Who serves it at that port keeps its clock.
    return court.model_copy(update={**moved, "at": None})


def apply_base_url(court: Court, base_url: str) -> Court:
    """Return the court with another CM/ECF address; the rest of a staged court moves to its port too.

    Raises Problems when the address is none, or would take a staged court off this machine.
    """
    try:
        ecf = _elsewhere(court, base_url)
    except ValueError as error:
        raise ProblemsError.single("--base-url", str(error)) from None
    port = urlsplit(ecf).port
    moved = move_to_port(court, port) if court.staged and port else court
    return moved.model_copy(update={"ecf": ecf})


def _elsewhere(court: Court, base_url: str) -> str:
    ecf = read_origin(base_url)
    if court.staged and not is_loopback(ecf):
        raise ValueError(f"{court.name} is staged, and {ecf} is not on this machine; name its --court too")
    return ecf


def _move(address: str, port: int) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=f"{parts.hostname}:{port}").geturl()


def list_court_ids(folder: Path | None = None) -> list[str]:
    """Return the ids of all courts: those that come with ecfcheck, and those of the folder."""
    files = {file.stem for file in COURTS.glob("*.yaml") if file != FEDERAL}
    found = (
        {file.stem for file in folder.glob("*.yaml") if court_file(file.stem, folder)} if folder else set()
    )
    return sorted(files | found | load_federal_courts().keys())


def load_court(name: str, folder: Path | None = None) -> Court:
    """Return the court of this id, or of the file at this path. Raises Problems.

    An id is looked for in the folder first, if one is given, as `<id>.yaml`.
    """
    own = COURTS / f"{name}.yaml"
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return _of_file(Path(name))
    if file := court_file(name, folder):
        return _of_named_file(file, name)
    if own.is_file() and own != FEDERAL:
        return _of_file(own)
    if name in load_federal_courts():
        return Court.model_validate(load_federal_courts()[name])
    meant = find_closest(name, list_court_ids())
    text = f"there is no court {name!r}" + (f"; did you mean {meant!r}?" if meant else "")
    raise ProblemsError.single("--court", f"{text} (`ecfcheck courts` lists them; a file's path will do too)")


def _of_file(path: Path) -> Court:
    if not path.is_file():
        what = "is not a file" if path.exists() else "there is no such court file"
        raise ProblemsError.single(display_path(path), what)
    located = read_yaml(path)
    court = build_model(located, Court)
    if not court.staged:
        return court
    is_named = isinstance(located.data, dict) and "id" in located.data
    named = court if is_named else court.model_copy(update={"id": build_id(path.stem)})
    if fault := fault_of_staged_id(named.id):
        problem = located.problem(("id",), fault) if is_named else Problem(display_path(path), None, fault)
        raise ProblemsError([problem])
    return named


def require_staged_file(file: Path) -> None:
    """Make sure that a staged court's file may have this name. Raises Problems."""
    if fault := fault_of_staged_id(build_id(file.stem)):
        raise ProblemsError.single(display_path(file), fault)


def _of_named_file(file: Path, name: str) -> Court:
    """Return the court of a file that is named by the court's id. Raises Problems."""
    court = _of_file(file)
    if court.id != name:
        text = f"is the court {court.id!r}, not {name!r}; rename the file, or write `id: {name}` in it"
        raise ProblemsError.single(display_path(file), text)
    return court


def court_file(name: str, folder: Path | None) -> Path | None:
    """Return the file in the folder that holds the court of this id; None if there is none.

    Raises Problems when a file of another name seems to be meant: else a real court would be taken for it.
    """
    if folder is None or not is_court_id(name):
        return None
    file = folder / f"{name}.yaml"
    if file.is_file():
        return file
    others = [other for other in sorted(folder.glob("*.*")) if _claims(other, name)]
    if others:
        text = f"seems to be the court {name!r}, but is not looked at: call it {file.name}, or move it away"
        raise ProblemsError.single(display_path(others[0]), text)
    return None


def _claims(file: Path, name: str) -> bool:
    """Return whether a file is named for a court in another way, or says that it has the court's id."""
    if file.suffix.lower() not in {".yaml", ".yml"} or not file.is_file():
        return False
    if file.stem.casefold() == name:
        return True
    try:
        data = read_yaml(file).data
    except ProblemsError:
        return False  # whatever it is, it is not read as a court
    return isinstance(data, dict) and str(data.get("id")).casefold() == name
