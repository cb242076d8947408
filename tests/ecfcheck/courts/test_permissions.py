"""--allow opens an effect at one court's host."""

from config.court import load_court
from ecfcheck.courts.permissions import allowances


def test_a_host_matches_in_any_case() -> None:
    opened = allowances(["permanent@ECF.CTD.uscourts.gov"], {"nextgen": load_court("ctd")})
    assert opened == {"nextgen": {"read", "permanent"}}
