"""Before an effect, a picture shows whether the words that were read are drawn, whatever hides them."""

# ruff: noqa: E501 - a line of HTML is one way to hide a text

import pytest

from tests.helpers.windows import MAIN, OPEN_SUBMENU, ShowPage

TALL = '<div style="height: 3000px">A long page.</div>'
ROWS = "<style>{css}</style><table><tr><td>PACER</td><td><span>John Attorney</span></td></tr></table>"


def hide(css: str) -> str:
    """Return a row with a name that a style hides."""
    return ROWS.format(css=css)


FLOOD = (
    '<svg width="0" height="0"><filter id="f"><feFlood flood-color="white"/><feOffset/></filter></svg>'
    "<style>span, input { display: inline-block; filter: url(#f) }</style>"
)
"""A filter that leaves nothing of an element."""

NOT_DRAWN = {
    "a picture of the text's color": hide(
        "span { display: inline-block; background: linear-gradient(#000, #000) 0 0/100% 99% no-repeat }"
    ),
    "a filter": FLOOD + hide(""),
    "a line through it": hide("span { background: linear-gradient(#000, #000) 0 50%/100% 3px no-repeat }"),
    "a neighbor's outline": hide("p:first-of-type { outline: 90px solid #fff; position: relative }"),
    "a neighbor's shadow": hide("p:first-of-type { box-shadow: 0 60px 0 30px #fff; position: relative }"),
    "below the fold": TALL + FLOOD + hide("") + TALL,
    "in a box that scrolls": f'<div style="height: 80px; overflow: auto">{TALL}{FLOOD}{hide("")}{TALL}</div>',
}

DRAWN = {
    "plain": "<p>After you submit, the accounts will be permanently linked in this court.</p>",
    "a link": '<p><a href="/">A link</a>, <u>a line</u>, and ______ Name:________</p>',
    "thin small print": '<p style="font: 100 8px sans-serif; color: #aaa">Thin print, III ill lil 1</p>',
    "thin letters": '<p style="font: 12px serif">iii "quoted" (a) I 1. ÄÖÜ íìî naïve - ... l</p>',
    "bold letters": '<p style="font: bold 13px sans-serif">HHH EEE TTT FFF Attorney</p>',
    "letters far apart": '<p style="letter-spacing: 14px">Far apart</p>',
    "huge": '<p style="font-size: 90px">BIG WML</p>',
    "white on dark": '<p style="background: #1a4480; color: #fff">White words</p>',
    "pale": '<p style="opacity: 0.4">Pale words</p>',
    "a gradient": '<p style="background: linear-gradient(#fff, #666)">Words on a gradient</p>',
    "stripes": '<p style="background: repeating-linear-gradient(#fff 0 8px, #ddd 8px 16px)">Words on stripes</p>',
    "two grounds": '<p style="background: linear-gradient(#ddd 50%, #999 50%)">Words of a button</p>',
    "an outline of letters": '<p style="color: #fff; -webkit-text-stroke: 1px #000">Outlined</p>',
    "letters with a shadow": '<p style="color: #fff; text-shadow: 0 0 3px #000">Shadow</p>',
    "buttons": '<input type="submit" value="Submit"> <input type="button" value="Clear" disabled> <button>Go</button>',
    "a heading that stays": (
        f'<div style="position: sticky; top: 0; background: #fff; height: 60px">Heading</div>{TALL}<p>One</p>'
        f"{TALL}<p>Two</p>"
    ),
    "under a see-through link": (
        '<div style="position: relative"><p>Words</p><a href="/" style="position: absolute; inset: 0"></a></div>'
    ),
    "turned": '<p style="transform: rotate(20deg); display: inline-block">Turned</p>',
    "upright": '<p style="writing-mode: vertical-rl">Upright words</p>',
    "other scripts": '<p dir="rtl">مرحبا שלום</p><p>漢字 かな</p><p>नमस्ते</p>',
    "an ellipsis": (
        '<p style="width: 90px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">Words and more</p>'
    ),
    "columns": f'<div style="columns: 3">{"Words of a paragraph. " * 60}</div>',
    "many screens": "".join(f"<p>Paragraph {number} with some words.</p>" for number in range(120)),
    "what a reader does not see anyway": '<p style="color: #fff">Secret</p><p style="font-size: 1px">Secret</p>',
}


@pytest.mark.parametrize("way", NOT_DRAWN)
def test_words_that_are_not_drawn_are_found(way: str, show: ShowPage) -> None:
    window = show(MAIN.format(NOT_DRAWN[way]))
    found = window.find_undrawn("link_confirmation", ["rows", "lines"])
    assert "John" in " ".join(words for words, _ in found)


@pytest.mark.parametrize("way", DRAWN)
def test_words_that_are_drawn_are_not_found(way: str, show: ShowPage) -> None:
    window = show(MAIN.format(DRAWN[way]))
    assert window.find_undrawn("link_confirmation", ["rows", "lines", "buttons"]) == ()


def test_a_button_without_visible_words_is_found(show: ShowPage) -> None:
    window = show(MAIN.format(f'{FLOOD}<input type="button" value="Submit">'))
    found = window.find_undrawn("link_confirmation", ["buttons"])
    assert found == (("Submit", "not drawn"),)


def test_only_what_the_checks_read_counts(show: ShowPage) -> None:
    window = show(MAIN.format(FLOOD + hide("")))
    assert window.find_undrawn("link_confirmation", ["buttons"]) == ()


def test_a_submenu_over_the_words_is_not_taken_for_a_cover(show: ShowPage) -> None:
    window = show(MAIN.format(OPEN_SUBMENU))
    window.page.get_by_text("Utilities").hover()
    assert window.find_undrawn("link_confirmation", ["lines"]) == ()


def test_looking_leaves_the_page_where_it_was_scrolled_to(show: ShowPage) -> None:
    window = show(MAIN.format(f"{TALL}<p>Below.</p>{TALL}<p>Further below.</p>"))
    window.page.evaluate("scrollTo(0, 120)")
    assert window.find_undrawn("link_confirmation", ["lines"]) == ()
    assert window.page.evaluate("scrollY") == 120
