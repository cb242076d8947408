"""An effect is opened on one court's host, which is a name in any case."""

from config.court import load_court
from ecfcheck.courts.permissions import allowances


def test_a_host_is_known_in_any_case() -> None:
    opened = allowances(["permanent@ECF.CTD.uscourts.gov"], {"nextgen": load_court("ctd")})
    assert opened == {"nextgen": {"read", "permanent"}}
