"""The release line of a front page is found in whatever form the court writes it (facts F2)."""

import pytest

from pages.cmecf import find_release


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ("CM/ECF Version NextGen 1.7.0.1 WEB LIVE Server", "CM/ECF Version NextGen 1.7.0.1"),
        ("NextGen ECF Version 1.6.4 - Installed", "NextGen ECF Version 1.6.4"),
        ("9/5/2022 - CMECF NextGen Version 1.6.4", "CMECF NextGen Version 1.6.4"),
        ("Version NG 1.6.3", "Version NG 1.6.3"),
        ("NextGen CM/ECF v1.6.3.  Installed", "NextGen CM/ECF v1.6.3"),
        ("the court is now on NextGen 1.6.3", "NextGen 1.6.3"),
        ("Centralized CM/ECF V10.7.1.1 LIVE", "CM/ECF V10.7.1.1"),
        ("Welcome to the U.S. District Court", ""),
        ("version 2 of the form, fee 1.50", ""),
    ],
)
def test_the_release_is_found_in_the_courts_words(text: str, release: str) -> None:
    assert find_release(text) == release


def test_the_highest_of_several_releases_counts() -> None:
    assert find_release("NextGen 1.6.4 was installed. NextGen 1.10 was installed.") == "NextGen 1.10"
