"""--allow opens an effect at one court's host."""

import pytest

from config.court import load_court
from config.court_selection import Courts
from config.yaml_file import ProblemsError
from ecfcheck.courts.permissions import parse_permissions


def test_a_host_matches_in_any_case() -> None:
    opened = parse_permissions(["permanent@ECF.CTD.uscourts.gov"], {"nextgen": load_court("ctd")})
    assert opened == {"nextgen": {"read", "permanent"}}


def test_a_host_that_courts_of_both_releases_share_is_suggested_once() -> None:
    courts: Courts = {"nextgen": load_court("staged"), "legacy": load_court("staged")}
    with pytest.raises(ProblemsError) as error:
        parse_permissions(["permanent@X"], courts)
    assert str(error.value) == (
        "--allow: 'X' is not the CM/ECF host of a court chosen; choose from ecf.ctd.localhost"
    )
