"""The courts that the stage plays: data, one entry a court."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Court:
    """A court as its own pages and PACER name it."""

    id: str  # in host names: ecf.<id>.localhost
    name: str
    title: str  # of every CM/ECF page (facts B1)
    pacer_id: str  # PACER's `pscCourtId` (facts A1)


COURTS = (
    Court(
        id="ctd",
        name="District of Connecticut",
        title="CT CMECF NextGen",
        pacer_id="CTDC",
    ),
)

BY_ID = {court.id: court for court in COURTS}
BY_PACER_ID = {court.pacer_id: court for court in COURTS}
