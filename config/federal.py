"""Loads the table of federal courts, config/courts/federal.yaml, which names its sources."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from config.address import Address
from config.court_kind import E_FILING, LINK_ENTRY, LINK_HEADING, Kind
from config.limits import Limits
from config.validation import StrictModel, build_model
from config.yaml_file import read_yaml

FILE = Path(__file__).parent / "courts" / "federal.yaml"


class _CourtRow(StrictModel):
    """One court of the table. Hosts are without https://."""

    name: str
    ecf: str
    website: str
    e_filing: str = E_FILING
    link_entry: str = LINK_ENTRY
    link_heading: str = LINK_HEADING
    menu: tuple[str, ...] = ()
    limits: Limits = Limits()


class _CourtTable(StrictModel):
    """The courts by kind and id, and what applies to all of them."""

    release: str
    pacer_login: Address
    pacer_account: Address
    district: Mapping[str, _CourtRow]
    bankruptcy: Mapping[str, _CourtRow]

    def iterate_courts(self) -> Iterator[tuple[str, Kind, _CourtRow]]:
        """Yield id, kind and row of each court."""
        yield from ((id_, "district", row) for id_, row in self.district.items())
        yield from ((id_, "bankruptcy", row) for id_, row in self.bankruptcy.items())


@cache
def load_federal_courts() -> Mapping[str, Mapping[str, Any]]:
    """Return the data of every federal court's `Court`, by id. Raises ProblemsError."""
    table = build_model(read_yaml(FILE), _CourtTable)
    return {
        id_: {
            "name": row.name if kind == "district" else f"Bankruptcy Court, {row.name}",
            "kind": kind,
            "release": table.release,
            "website": f"https://{row.website}",
            "ecf": f"https://{row.ecf}",
            "pacer_login": table.pacer_login,
            "pacer_account": table.pacer_account,
            "e_filing": row.e_filing,
            "link_entry": row.link_entry,
            "link_heading": row.link_heading,
            "menu": row.menu,
            "limits": row.limits.model_dump(),
        }
        for id_, kind, row in table.iterate_courts()
    }
