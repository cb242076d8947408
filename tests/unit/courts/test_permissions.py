"""--allow opens an effect at one court's host."""

from config.court import load_court
from ecfcheck.courts.permissions import parse_permissions


def test_a_host_matches_in_any_case() -> None:
    opened = parse_permissions(["permanent@ECF.CTD.uscourts.gov"], {"nextgen": load_court("ctd")})
    assert opened == {"nextgen": {"read", "permanent"}}
