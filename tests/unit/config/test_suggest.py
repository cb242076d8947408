"""A misspelled name is answered with the known name that was meant."""

import pytest

from config.suggest import did_you_mean, find_closest

KNOWN = ("pacer_login", "pacer_account", "cmecf_home", "ctd-link-pacer-account")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pacer_logn", "pacer_login"),
        ("pacer_lgoin", "pacer_login"),
        ("PACER Login", "pacer_login"),
        ("cmecf-home", "cmecf_home"),
        ("CTD_link_pacer_acount", "ctd-link-pacer-account"),
        ("nonsense", None),
    ],
)
def test_the_closest_name_is_found_whatever_its_case_and_its_separators(
    written: str, meant: str | None
) -> None:
    assert find_closest(written, KNOWN) == meant


def test_without_a_close_name_all_are_listed() -> None:
    assert did_you_mean("nonsense", KNOWN[:2]) == "; choose from pacer_login, pacer_account"
    assert did_you_mean("nonsense", ()) == "; there are none"
