"""A staged court that a test makes fail, and the requests that can."""

from dataclasses import dataclass, field
from typing import Any

from ecfcheck.courts.stage import Control
from stage.faults.model import Fault, HostKind, Requests


@dataclass(frozen=True)
class FaultyStage:
    """A running stage, as a test that has it to itself for a while sees it."""

    control: Control
    port: int
    _events_before: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_events_before", len(self.control.events()))

    def fail(self, *faults: Fault) -> None:
        """Have it fail in these ways, and in no others."""
        self.control.set_faults([fault.model_dump(mode="json", exclude_defaults=True) for fault in faults])

    def mint(self, **traits: Any) -> dict[str, Any]:
        """Mint fresh accounts."""
        return self.control.mint(traits)

    def events(self) -> list[dict[str, Any]]:
        """Return what it has logged since the test began."""
        return self.control.events()[self._events_before :]

    def count(self, kind: str) -> int:
        """Return how many events of a kind it has logged since the test began."""
        return [event["kind"] for event in self.events()].count(kind)

    def end(self) -> None:
        """Let it be as before. Fails if a fault that was asked for did not come about."""
        faults = self.control.faults()
        self.control.clear_faults()
        assert [fault for fault in faults if not fault["applied"]] == [], "these faults were never applied"


def requests(host: HostKind, method: str, path: str, query: str = "") -> Requests:
    return Requests.model_validate({"host": host, "method": method, "path": path, "query": query})


WEBSITE_HOME = requests("website", "GET", "/")
WEBSITE_CMECF = requests("website", "GET", "/cmecf")
FRONT_PAGE = requests("ecf", "GET", "/cgi-bin/ShowIndex.pl")
CMECF_LOGIN = requests("ecf", "GET", "/cgi-bin/login.pl")
CMECF_PAGES = requests("ecf", "GET", "/cgi-bin/*")
LINK_FORM = requests("ecf", "GET", "/cgi-bin/LinkAccount.pl")
LINK_FORM_SENT = requests("ecf", "POST", "/cgi-bin/LinkAccount.pl")
"""Answered with the confirmation."""
LINK_CONFIRMED = requests("ecf", "POST", "/cgi-bin/LinkAccountConfirm.pl")
QUERY = requests("ecf", "GET", "/cgi-bin/iquery.pl")
CASE_LOOKED_FOR = requests("ecf", "POST", "/cgi-bin/iquery.pl")
PACER_LOGIN = requests("pacer", "GET", "/csologin/login.jsf")
PACER_LOGIN_SENT = requests("pacer", "POST", "/csologin/login.jsf")

DATABASE_IS_DOWN = "The database is not available."
LINK_FORM_FAILS = Fault(on=LINK_FORM, error_page=DATABASE_IS_DOWN)
