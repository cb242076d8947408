"""What one look at a screen found is put into words."""

import pytest

from pages.landmark import Landmark
from pages.screen_signs import ScreenSigns, build_sign_script, describe_refresh

KNOWN_BY = '"Utilities"'


def test_a_screen_without_a_sign_is_in_order() -> None:
    assert ScreenSigns().describe(KNOWN_BY, ()) is None


@pytest.mark.parametrize(
    ("signs", "message"),
    [
        (
            ScreenSigns(is_recognizable=False),
            'is there, but a reader does not see what it is known by: "Utilities"',
        ),
        (
            ScreenSigns(away="http://elsewhere.example/x"),
            "has a form that is sent to http://elsewhere.example/x, which is not the court's",
        ),
        (
            ScreenSigns(undocumented="two forms that are sent to /x"),
            "has two forms that are sent to /x, which is not documented",
        ),
        (
            ScreenSigns(words="This no longer applies."),
            'says "This no longer applies.", which takes it back and is not documented',
        ),
    ],
)
def test_a_sign_is_described_in_words(signs: ScreenSigns, message: str) -> None:
    assert signs.describe(KNOWN_BY, ()) == message


def test_the_script_looks_at_the_alternatives_of_a_landmark_too() -> None:
    landmark = Landmark("main", says=("Utilities",), also=(Landmark("b", says=("Your Account",)),))
    script = build_sign_script(landmark)
    assert '{"css": "main", "says": ["Utilities"]}, {"css": "b", "says": ["Your Account"]}' in script


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("5;url=/", "after 5;url=/"),
        (" 0", "after 0"),
        (".5; url=/", "after .5; url=/"),
        ("60, /x", "after 60, /x"),
        ("61;url=/", ""),
        ("1800", ""),
        ("", ""),
        ("url=/", ""),
    ],
)
def test_a_page_that_leaves_within_a_minute_is_described(content: str, where: str) -> None:
    assert describe_refresh(content) == where
