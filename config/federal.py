"""The federal courts by id, from one table, config/courts/federal.yaml, which says what its sources are."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from config.address import Address
from config.court_kind import E_FILING, LINK_ENTRY, LINK_HEADING, Kind
from config.validation import StrictModel, build_model
from config.yaml_file import read_yaml

FILE = Path(__file__).parent / "courts" / "federal.yaml"


class _Line(StrictModel):
    """What the table says of one court: its hosts without https://."""

    name: str
    ecf: str
    website: str
    e_filing: str = E_FILING
    link_entry: str = LINK_ENTRY
    link_heading: str = LINK_HEADING
    menu: tuple[str, ...] = ()


class _Table(StrictModel):
    """The courts by kind and id, and what is so of all of them."""

    release: str
    pacer_login: Address
    pacer_account: Address
    district: Mapping[str, _Line]
    bankruptcy: Mapping[str, _Line]

    def courts(self) -> Iterator[tuple[str, Kind, _Line]]:
        yield from ((id_, "district", line) for id_, line in self.district.items())
        yield from ((id_, "bankruptcy", line) for id_, line in self.bankruptcy.items())


@cache
def load_federal_courts() -> Mapping[str, Mapping[str, Any]]:
    """Return what a court's file would say, by the court's id. Raises Problems when the table is wrong."""
    table = build_model(read_yaml(FILE), _Table)
    return {
        id_: {
            "name": line.name if kind == "district" else f"Bankruptcy Court, {line.name}",
            "kind": kind,
            "release": table.release,
            "website": f"https://{line.website}",
            "ecf": f"https://{line.ecf}",
            "pacer_login": table.pacer_login,
            "pacer_account": table.pacer_account,
            "e_filing": line.e_filing,
            "link_entry": line.link_entry,
            "link_heading": line.link_heading,
            "menu": line.menu,
        }
        for id_, kind, line in table.courts()
    }
