"""A staged court with faults that a test sets, and the requests that can fail."""

from dataclasses import dataclass, field
from typing import Any

from ecfcheck.courts.stage import Control
from stage.faults.model import Fault, HostKind, Requests


@dataclass(frozen=True)
class FaultyStage:
    """A running stage that one test uses exclusively."""

    control: Control
    port: int
    _events_before: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_events_before", len(self.control.events()))

    def fail(self, *faults: Fault) -> None:
        """Replace the stage's faults."""
        self.control.set_faults([fault.model_dump(mode="json", exclude_defaults=True) for fault in faults])

    def mint(self, **traits: Any) -> dict[str, Any]:
        """Mint fresh accounts."""
        return self.control.mint(traits)

    def events(self) -> list[dict[str, Any]]:
        """Return the events since the test began."""
        return self.control.events()[self._events_before :]

    def count(self, kind: str) -> int:
        """Return the number of events of a kind since the test began."""
        return [event["kind"] for event in self.events()].count(kind)

    def restore(self) -> None:
        """Remove the faults. Fail the test if one of them was never applied."""
        faults = self.control.faults()
        self.control.clear_faults()
        assert [fault for fault in faults if not fault["applied"]] == [], "these faults were never applied"


def match_requests(host: HostKind, method: str, path: str, query: str = "") -> Requests:
    return Requests.model_validate({"host": host, "method": method, "path": path, "query": query})


WEBSITE_HOME = match_requests("website", "GET", "/")
WEBSITE_CMECF = match_requests("website", "GET", "/cmecf")
FRONT_PAGE = match_requests("ecf", "GET", "/cgi-bin/ShowIndex.pl")
CMECF_LOGIN = match_requests("ecf", "GET", "/cgi-bin/login.pl")
CMECF_PAGES = match_requests("ecf", "GET", "/cgi-bin/*")
LINK_FORM = match_requests("ecf", "GET", "/cgi-bin/LinkAccount.pl")
LINK_FORM_SENT = match_requests("ecf", "POST", "/cgi-bin/LinkAccount.pl")
"""Answered with the confirmation."""
LINK_CONFIRMED = match_requests("ecf", "POST", "/cgi-bin/LinkAccountConfirm.pl")
QUERY = match_requests("ecf", "GET", "/cgi-bin/iquery.pl")
CASE_LOOKED_FOR = match_requests("ecf", "POST", "/cgi-bin/iquery.pl")
PACER_LOGIN = match_requests("pacer", "GET", "/csologin/login.jsf")
PACER_LOGIN_SENT = match_requests("pacer", "POST", "/csologin/login.jsf")

DATABASE_IS_DOWN = "The database is not available."
LINK_FORM_FAILS = Fault(on=LINK_FORM, error_page=DATABASE_IS_DOWN)
