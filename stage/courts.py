"""The courts that the stage plays: data, one entry a court."""

from dataclasses import dataclass
from datetime import datetime

from stage import clock


@dataclass(frozen=True)
class Court:
    """A court as its own pages and PACER name it."""

    id: str  # in host names: ecf.<id>.localhost
    name: str
    legacy_title: str  # of every CM/ECF page before go-live (facts B5)
    nextgen_title: str  # and from then on (facts B1)
    pacer_id: str  # PACER's `pscCourtId` (facts A1)
    clerks_office: str  # its telephone (password notice)
    go_live: datetime  # when NextGen took the place of legacy CM/ECF

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
        name="District of Connecticut",
        legacy_title="CTD-ECF",
        nextgen_title="CT CMECF NextGen",
        pacer_id="CTDC",
        clerks_office="203-773-2140",
        go_live=datetime.fromisoformat("2017-12-11T00:00-05:00"),
    ),
)

BY_ID = {court.id: court for court in COURTS}
BY_PACER_ID = {court.pacer_id: court for court in COURTS}
