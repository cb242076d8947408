"""The courts that the stage plays: data, one entry a court."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from stage import clock

Kind = Literal["district", "bankruptcy"]


@dataclass(frozen=True)
class Court:
    """A court as its own pages and PACER name it."""

    id: str  # in host names: ecf.<id>.localhost
    kind: Kind
    name: str
    legacy_title: str  # of every CM/ECF page before go-live (facts B5)
    nextgen_title: str  # and from then on (facts B1)
    pacer_id: str  # PACER's `pscCourtId` (facts A1)
    clerks_office: str  # its telephone (password notice)
    link_entry: str  # what Utilities and the form call linking (facts C)
    go_live: datetime  # when NextGen took the place of legacy CM/ECF
    in_maintenance: bool = False  # its CM/ECF answers nothing but that it is

    @property
    def called(self) -> str:
        """What courts of its kind are called: "United States ...", "U.S. ..."."""
        return f"{self.kind.title()} Court"

    @property
    def live(self) -> bool:
        """Tell whether the court is on NextGen, at this moment of the stage's clock."""
        return clock.now() >= self.go_live.timestamp()

    @property
    def title(self) -> str:
        """The title of every CM/ECF page, at this moment."""
        return self.nextgen_title if self.live else self.legacy_title


COURTS = (
    Court(
        id="ctd",
        kind="district",
        name="District of Connecticut",
        legacy_title="CTD-ECF",
        nextgen_title="CT CMECF NextGen",
        pacer_id="CTDC",
        clerks_office="203-773-2140",
        link_entry="Link a CM/ECF account to my PACER account",
        go_live=datetime.fromisoformat("2017-12-11T00:00-05:00"),
    ),
    # But for its id, its kind and its name all of it is guessed or invented. The first court is the one that
    # what is asked of no court in particular is asked of.
    Court(
        id="ctb",
        kind="bankruptcy",
        name="District of Connecticut",
        legacy_title="CTB-ECF",
        nextgen_title="CTB CMECF NextGen",
        pacer_id="CTBK",
        clerks_office="203-555-0142",
        link_entry="Link a CM/ECF Account to My PACER Account",  # as in the Bankruptcy Court of Colorado
        go_live=datetime.fromisoformat("2017-12-11T00:00-05:00"),
    ),
    # A court that there is not, for what cannot be reached.
    Court(
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
)

BY_ID = {court.id: court for court in COURTS}
BY_PACER_ID = {court.pacer_id: court for court in COURTS}
