"""The courts that the stage plays, one entry each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from stage import clock

Kind = Literal["district", "bankruptcy"]

ExtraEntry = Literal["Training", "User Manual", "Manual", "Creditor"]
"""Entries that some courts add to the standard menu bar (facts F3)."""

Refusal = Literal["violation", "permission", "csrf", "timeout", "threshold"]
"""How CM/ECF refuses a page without a Back button (facts F4)."""

LoginDialog = Literal["none", "enroll", "disabled"]
"""The dialog that PACER's login shows instead of letting an account in (facts F8)."""


@dataclass(frozen=True)
class WebsiteLink:
    """The link on the court's website to its CM/ECF (facts F1)."""

    words: str = "E-Filing (CM/ECF)"
    has_arrow: bool = True
    path: str = "/cgi-bin/login.pl"
    opens_tab: bool = True


@dataclass(frozen=True)
class Menu:
    """A court's own words in its NextGen menu bar and its Utilities (facts F3, F5)."""

    log_out: str = "Log Out"
    has_help: bool = True
    before_log_out: tuple[ExtraEntry, ...] = ()
    after_log_out: tuple[ExtraEntry, ...] = ()
    link_heading: str = "Your Account"  # above the link to the link procedure


@dataclass(frozen=True)
class StagedCourt:
    """A court: its names, its dates, and how it differs from other courts."""

    id: str  # part of its host names: ecf.<id>.localhost
    kind: Kind
    name: str
    legacy_title: str  # title of every CM/ECF page before go-live (facts B5)
    nextgen_title: str  # and after it (facts B1)
    pacer_id: str  # PACER's `pscCourtId` (facts A1)
    clerks_office: str  # its telephone number (password notice)
    link_entry: str  # the name of linking in Utilities and on the form (facts C)
    go_live: datetime  # when NextGen replaced legacy CM/ECF
    in_maintenance: bool = False  # its CM/ECF answers every request with the maintenance page
    way_in: WebsiteLink = WebsiteLink()
    script_host_reached: bool = True  # False: a firewall blocks scripts from other sites (facts F1)
    root_refreshes: bool = True  # CM/ECF's root only refreshes to the front page (facts F2)
    front_page_link: str = "{name} - Document Filing System"
    legacy_release: str = "CM/ECF Version 6.1.2"
    nextgen_release: str = "CM/ECF Version NextGen 1.7.0.1 WEB LIVE Server"
    menu: Menu = Menu()
    refuses: Mapping[str, Refusal] = field(default_factory=dict)  # by script, or script and query
    client_code_required: bool = False  # users who log in without one are asked for it
    login_twice: bool = False  # PACER shows its login again after an accepted login
    login_dialog: LoginDialog = "none"

    @property
    def kind_name(self) -> str:
        """The name of courts of its kind, after "United States" or "U.S."."""
        return f"{self.kind.title()} Court"

    @property
    def is_live(self) -> bool:
        """Whether the court is on NextGen now, by the stage's clock."""
        return clock.now() >= self.go_live.timestamp()

    @property
    def title(self) -> str:
        """The title of every CM/ECF page, by the current release."""
        return self.nextgen_title if self.is_live else self.legacy_title

    @property
    def release(self) -> str:
        """The front page's line about the current release."""
        return self.nextgen_release if self.is_live else self.legacy_release


CTD = StagedCourt(
    id="ctd",
    kind="district",
    name="District of Connecticut",
    legacy_title="CTD-ECF",
    nextgen_title="CT CMECF NextGen",
    pacer_id="CTDC",
    clerks_office="203-773-2140",
    link_entry="Link a CM/ECF account to my PACER account",
    go_live=datetime.fromisoformat("2017-12-11T00:00-05:00"),
)


def _build_variant(court_id: str, **differences: Any) -> StagedCourt:
    """Return a court like ctd with another id and the differences."""
    return replace(CTD, id=court_id, pacer_id=f"{court_id.upper()}DC", **differences)


def _build_refusing(court_id: Refusal) -> StagedCourt:
    """Return a court that refuses Utilities and documents; its id is the refusal."""
    return _build_variant(court_id, refuses={"DisplayMenu.pl?Utilities": court_id, "show_doc.pl": court_id})


COURTS = (
    # Requests that name no court go to the first one.
    CTD,
    # Its id, kind, name, front page and website link are real; the rest is guessed or invented.
    StagedCourt(
        id="ctb",
        kind="bankruptcy",
        name="District of Connecticut",
        legacy_title="CTB-ECF",
        nextgen_title="CTB CMECF NextGen",
        pacer_id="CTBK",
        clerks_office="203-555-0142",
        link_entry="Link a CM/ECF Account to My PACER Account",  # as in the Bankruptcy Court of Colorado
        go_live=datetime.fromisoformat("2017-12-11T00:00-05:00"),
        way_in=WebsiteLink(path="/"),
        root_refreshes=False,
        legacy_release="CM/ECF Version 5.1.3",
    ),
    # An invented court with a CM/ECF that cannot be reached.
    StagedCourt(
        id="ctm",
        kind="district",
        name="District of Maintenance",
        legacy_title="CTM-ECF",
        nextgen_title="CTM CMECF NextGen",
        pacer_id="CTMC",
        clerks_office="203-555-0143",
        link_entry="Link a CM/ECF account to my PACER account",
        go_live=datetime.fromisoformat("2017-12-11T00:00-05:00"),
        in_maintenance=True,
    ),
    # Invented courts, one for each difference between real courts and D. Conn. (facts F).
    _build_variant(
        "txlike",  # a menu and words like those of the Western District of Texas
        way_in=WebsiteLink(words="CM/ECF Login", has_arrow=False, path="/", opens_tab=False),
        menu=Menu(
            log_out="Logout",
            has_help=False,
            before_log_out=("Training",),
            after_log_out=("User Manual",),
            link_heading="NextGen Release 1.1 Menu Items",
        ),
    ),
    _build_variant("firewall", script_host_reached=False),
    _build_refusing("violation"),
    _build_refusing("permission"),
    _build_refusing("csrf"),
    _build_refusing("timeout"),
    _build_refusing("threshold"),
    _build_variant("clientcode", client_code_required=True),
    _build_variant("logintwice", login_twice=True),
    _build_variant("enroll", login_dialog="enroll"),
    _build_variant("disabled", login_dialog="disabled"),
)

BY_ID = {court.id: court for court in COURTS}
BY_PACER_ID = {court.pacer_id: court for court in COURTS}
