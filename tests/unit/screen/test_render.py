"""What a screen shows is rendered as the keys of a flow's part."""

from ecfcheck.screen.reading import CheckReading
from ecfcheck.screen.render import render_sees

LONG = (
    "After you submit this screen, your old e-filing credentials will be permanently linked to the account."
)


def test_short_values_are_in_one_line_and_long_ones_in_a_list() -> None:
    readings = [
        CheckReading("heading", ("Link: an account",)),
        CheckReading("lines", ("{ecf.name}", LONG)),
        CheckReading("rows", {"CM/ECF": "{ecf.name}", "PACER": "no"}),
        CheckReading("sections", {"Your Account": ("Change Client Code",)}),
    ]
    assert render_sees("own_page", readings, 4) == (
        "    screen: own_page\n"
        "    sees:\n"
        "      heading: ['Link: an account']\n"
        "      lines:\n"
        "        - '{ecf.name}'\n"
        f"        - {LONG}\n"
        "      rows: {CM/ECF: '{ecf.name}', PACER: 'no'}\n"
        "      sections: {Your Account: [Change Client Code]}\n"
    )


def test_what_does_not_belong_into_a_flow_is_a_comment() -> None:
    readings = [
        CheckReading("dialogs", ()),
        CheckReading("heading", ("Home",)),
        CheckReading("lines", ("Home", "Last login: 11/26/2026"), "is different at each time"),
    ]
    assert render_sees("own_page", readings, 0) == (
        "screen: own_page\n"
        "sees:\n"
        "  heading: [Home]\n"
        "  # lines is different at each time:\n"
        "  #   lines: [Home, 'Last login: 11/26/2026']\n"
        "  # nothing of the kind here: dialogs\n"
    )


def test_a_part_without_anything_to_check_has_no_empty_sees() -> None:
    assert render_sees("own_page", [CheckReading("dialogs", ())], 0) == (
        "screen: own_page\n  # nothing of the kind here: dialogs\n"
    )
