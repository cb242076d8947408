"""What a reader does not see counts as not there, and what they do see counts, however it is written."""

# ruff: noqa: E501 - a line of HTML is one way to hide a text

import pytest

from config.secret import Secret
from tests.helpers.windows import MAIN, OPEN_SUBMENU, ShowPage

TALL = '<div style="height: 3000px">A long page.</div>'

WAYS_TO_HIDE = {
    "display none": '<p style="display: none">Secret.</p>',
    "the hidden attribute": "<p hidden>Secret.</p>",
    "visibility hidden": '<p style="visibility: hidden">Secret.</p>',
    "opacity 0": '<p style="opacity: 0">Secret.</p>',
    "an ancestor's opacity": '<div style="opacity: 0.05"><section><p>Secret.</p></section></div>',
    "opacities that multiply": '<div style="opacity: 0.3"><p style="opacity: 0.3">Secret.</p></div>',
    "a part's opacity": '<p><span style="opacity: 0">Secret.</span></p>',
    "filter: opacity": '<p style="filter: opacity(0)">Secret.</p>',
    "filter: opacity in percent": '<p style="filter: opacity(2%)">Secret.</p>',
    "filter: blur": '<p style="filter: blur(8px)">Secret.</p>',
    "filter: contrast": '<p style="background: #fff; filter: contrast(0)">Secret.</p>',
    "an inverted color": '<p style="filter: invert(1)">Secret.</p>',
    "font size 0": '<p style="font-size: 0">Secret.</p>',
    "font size 1": '<p style="font-size: 1px">Secret.</p>',
    "the background's color": '<p style="color: #fff">Secret.</p>',
    "nearly the background's color": '<p style="color: #eee">Secret.</p>',
    "a background of the text's color": '<p style="background: #000">Secret.</p>',
    "an ancestor's background of the text's color": '<div style="background: #111"><p><b>Secret.</b></p></div>',
    "a transparent color": '<p style="color: transparent">Secret.</p>',
    "a color of another notation": '<p style="color: oklch(0.99 0 0)">Secret.</p>',
    "a transparent fill": '<p style="-webkit-text-fill-color: transparent">Secret.</p>',
    "clip": '<p style="position: absolute; clip: rect(0, 0, 0, 0)">Secret.</p>',
    "clip-path: inset": '<p style="clip-path: inset(100%)">Secret.</p>',
    "clip-path: circle": '<div style="clip-path: circle(0)"><p>Secret.</p></div>',
    "a box of no size": '<div style="width: 0; height: 0; overflow: hidden"><p>Secret.</p></div>',
    "a box without height": '<div style="max-height: 0; overflow: hidden">Secret.</div>',
    "text cut off within its box": '<p style="width: 8px; overflow: hidden; white-space: nowrap">Secret of a sentence.</p>',
    "a place left of the page": '<p style="position: absolute; left: -9999px">Secret.</p>',
    "a place above the page": '<p style="position: absolute; top: -500px">Secret.</p>',
    "a fixed place below the window": '<p style="position: fixed; top: 200vh">Secret.</p>',
    "an indent": '<p style="text-indent: -9999px">Secret.</p>',
    "a shift": '<p style="transform: translateX(-3000px)">Secret.</p>',
    "scale 0": '<p style="transform: scale(0)">Secret.</p>',
    "a small scale": '<p style="transform: scale(0.1)">Secret.</p>',
    "one squeezed direction": '<p style="transform: scaleX(0.02)">Secret.</p>',
    "zoom": '<p style="zoom: 0.1">Secret.</p>',
    "letters on top of each other": '<p style="letter-spacing: -1em">Secret sentence.</p>',
    "struck out by style": '<p style="text-decoration: line-through">Secret.</p>',
    "struck out by an element": "<s><b>Secret.</b></s>",
    "deleted": "<del>Secret.</del>",
    "struck out by an ancestor": '<div style="text-decoration: line-through"><p>Secret.</p></div>',
    "covered": (
        '<div style="position: relative"><p>Secret.</p>'
        '<div style="position: absolute; inset: 0; background: #fff"></div></div>'
    ),
    "covered in a pale button": (
        '<button style="position: relative; opacity: 0.4">Secret.'
        '<span style="position: absolute; inset: 0; background: #fff"></span></button>'
    ),
    "covered by what no pointer touches": (
        '<div style="position: relative"><p>Secret.</p>'
        '<div style="position: absolute; inset: 0; background: #fff; pointer-events: none"></div></div>'
    ),
    "covered by a picture": (
        '<div style="position: relative"><p>Secret.</p><svg style="position: absolute; inset: 0; width: 100%;'
        ' height: 100%"><rect width="100%" height="100%" fill="white"/></svg></div>'
    ),
    "covered by generated content": (
        "<style>.under { position: relative } .under::after"
        ' { content: ""; position: absolute; inset: 0; background: #fff }</style><p class="under">Secret.</p>'
    ),
    "covered by the padding of generated content": (
        "<style>.under { position: relative } .under::after { content: ''; position: absolute; left: 0; top: 0; padding: 9px 200px;"
        ' background: #fff; pointer-events: none }</style><p class="under">Secret.</p>'
    ),
    "blurred by generated content": (
        "<style>.under { position: relative } .under::after { content: ''; position: absolute; inset: -5px;"
        ' backdrop-filter: blur(20px) }</style><p class="under">Secret.</p>'
    ),
    "below others": '<div style="background: #fff"><p style="position: relative; z-index: -1">Secret.</p></div>',
    "covered beyond the fold": (
        f'{TALL}<div style="position: relative"><p>Secret.</p>'
        '<div style="position: absolute; inset: 0; background: #fff"></div></div>'
    ),
    "a mask": '<p style="mask-image: linear-gradient(transparent, transparent)">Secret.</p>',
    "a blend": '<div style="background: #fff"><p style="mix-blend-mode: screen">Secret.</p></div>',
    "a blend with a dark ground": '<div style="background: #000; color: #fff"><p style="mix-blend-mode: multiply">Secret.</p></div>',
    "a stroke of the ground's color": '<p style="-webkit-text-stroke: 6px #fff">Secret.</p>',
    "a shadow of the ground's color": '<p style="color: #fff; text-shadow: 0 0 0 #fff">Secret.</p>',
    "a shadow far away": '<p style="color: #fff; text-shadow: 900px 0 #000">Secret.</p>',
    "a gradient of one color": '<p style="color: #fff; background: linear-gradient(#fff, #fff)">Secret.</p>',
    "an ancestor's gradient of one color": (
        '<div style="background: #000 linear-gradient(rgb(255 255 255), #fefefe)"><p style="color: #fff">Secret.</p></div>'
    ),
    "a ground within the letters": (
        '<p style="color: transparent; background: linear-gradient(#fff, #fff) text; -webkit-background-clip: text">Secret.</p>'
    ),
    "a white first line": "<style>.pale::first-line { color: #fff }</style><p class=pale>Secret.</p>",
    "a first letter of no size": "<style>.cut::first-letter { font-size: 0 }</style><p class=cut>Secret.</p>",
    "a white first letter": "<style>.cut::first-letter { color: #fff }</style><p class=cut>Secret.</p>",
    "an SVG filter": (
        '<p style="filter: url(#flood)">Secret.</p>'
        '<svg width="0" height="0"><filter id="flood"><feFlood flood-color="white"/></filter></svg>'
    ),
    "a shadow within the box": '<p style="box-shadow: inset 0 0 0 99px #000">Secret.</p>',
    "a slit of a clip-path": '<p style="clip-path: inset(45% 0)">Secret.</p>',
    "a slit of a box": '<p style="height: 2px; line-height: 2px; overflow: hidden">Secret.</p>',
    "mirrored": '<p style="transform: scaleX(-1)">Secret.</p>',
    "mirrored by its own property": '<p style="scale: -1 1">Secret.</p>',
    "covered by generated content of a neighbor": (
        "<style>.near { position: relative } .near::after { content: ''; position: absolute; inset: 100% 0 -80px;"
        ' background: #fff; pointer-events: none }</style><div class="near"></div><div>Secret.</div><div style="height: 90px"></div>'
    ),
    "covered by touchable content of a neighbor": (
        "<style>.near { position: relative } .near::after { content: ''; position: absolute; inset: 100% 0 -80px;"
        ' background: #fff }</style><div class="near"></div><div>Secret.</div><div style="height: 90px"></div>'
    ),
    "masked letters": '<p style="-webkit-text-security: disc">Secret.</p>',
    "written backwards": '<p style="unicode-bidi: bidi-override; direction: rtl">Secret.</p>',
    "content-visibility": '<p style="content-visibility: hidden">Secret.</p>',
    "closed details": "<details><summary>More</summary>Secret.</details>",
    "an alternative text": '<img alt="Secret." src="data:,">',
    "a title": '<p title="Secret.">Other.</p>',
    "a label for screen readers": '<p aria-label="Secret.">Other.</p>',
    "a comment": "<!-- Secret. -->",
    "clip-path within a button": '<button><span style="clip-path: inset(100%)">Secret.</span></button>',
    "clip within a button": (
        '<button style="position: relative">Press <span style="position: absolute; clip: rect(0, 0, 0, 0)">Secret.'
        "</span></button>"
    ),
    "no size within a button": (
        '<button>Press <span style="display: inline-block; width: 0; height: 0; overflow: hidden">Secret.</span></button>'
    ),
    "an indent within a button": (
        '<button>Press <span style="display: inline-block; width: 9em; overflow: hidden; text-indent: -9999px">Secret.'
        "</span></button>"
    ),
    "a choice that is not made": "<select><option>One</option><option>Secret.</option></select>",
}

WAYS_TO_SHOW = {
    "plain": "<p>Seen.</p>",
    "small print": '<p style="font-size: 7px">Seen.</p>',
    "gray": '<p style="color: #aaa">Seen.</p>',
    "white on dark": '<p style="background: #1a4480; color: #fff">Seen.</p>',
    "disabled": '<p style="opacity: 0.4">Seen.</p>',
    "on a picture": '<p style="color: #fff; background-image: linear-gradient(#000, #000)">Seen.</p>',
    "on a neighbor": (
        '<div style="position: relative; height: 40px"><div style="background: #000; height: 40px"></div>'
        '<p style="position: absolute; top: 0; margin: 0; color: #fff">Seen.</p></div>'
    ),
    "beyond the fold": f"{TALL}<p>Seen.</p>",
    "far to the right": '<p style="margin-left: 4000px">Seen.</p>',
    "in a box that scrolls": (
        f'<div style="height: 50px; overflow: auto">{TALL}<p>Seen.</p><div style="height: 300px"></div></div>'
    ),
    "under a see-through link": (
        '<div style="position: relative"><p>Seen.</p><a href="/" style="position: absolute; inset: 0"></a></div>'
    ),
    "not for the pointer": '<p style="pointer-events: none">Seen.</p>',
    "in a button": "<button><span>Seen.</span></button>",
    "a disabled button": "<button disabled>Seen.</button>",
    "a choice that is made": "<select><option>One</option><option selected>Seen.</option></select>",
    "generated": '<style>.made::before { content: "Seen." }</style><p class="made"></p>',
    "generated from an attribute": '<style>.made::after { content: attr(data-x) }</style><p class="made" data-x="Seen."></p>',
    "turned": '<p style="writing-mode: vertical-rl">Seen.</p>',
    "with a shadow": '<p style="color: #fff; text-shadow: 0 0 3px #000">Seen.</p>',
    "with a soft shadow around": '<p style="color: #fff; text-shadow: 0 0 10px #000">Seen.</p>',
    "outlined": '<p style="color: #fff; -webkit-text-stroke: 1px #000">Seen.</p>',
    "a fading mask": '<p style="mask-image: linear-gradient(#000, transparent)">Seen.</p>',
    "a ground of many colors within the letters": (
        '<p style="color: transparent; background: linear-gradient(#000, #00f); -webkit-background-clip: text">Seen.</p>'
    ),
    "a dark gradient of one color": '<p style="color: #fff; background: linear-gradient(#123, #123)">Seen.</p>',
    "a blend on the page": '<p style="mix-blend-mode: multiply">Seen.</p>',
    "a thin shadow within the box": '<p style="box-shadow: inset 0 0 2px 1px #000">Seen.</p>',
    "a bold first line": "<style>p::first-line { font-weight: bold; color: #036 }</style><p>Seen.</p>",
    "a large first letter": "<style>p::first-letter { font-size: 3em; color: #900 }</style><p>Seen.</p>",
    "mirrored twice": '<div style="transform: scaleX(-1)"><p style="transform: scaleX(-1)">Seen.</p></div>',
    "a little clipped": '<p style="clip-path: inset(10% 0 round 4px)">Seen.</p>',
    "a line of small height": '<p style="line-height: 0.9; overflow: hidden">Seen.</p>',
    "over generated content": (
        "<style>.hero { position: relative } .hero::before { content: ''; position: absolute; inset: 0; background: #eee }"
        ' .hero p { position: relative }</style><div class="hero"><p>Seen.</p></div>'
    ),
    "over generated content of the page": (
        "<style>body::before { content: ''; position: fixed; inset: 0; background: #eee }"
        " #cmecfMainContent { position: relative; z-index: 1 }</style><p>Seen.</p>"
    ),
    "over a ground that no pointer touches": (
        '<div style="position: fixed; inset: 0; background: #eee; pointer-events: none"></div>'
        '<p style="position: relative; z-index: 1">Seen.</p>'
    ),
    "under a clear cover": (
        "<style>.under { position: relative } .under::after { content: ''; position: absolute; inset: 0;"
        ' background: linear-gradient(transparent, transparent) }</style><p class="under">Seen.</p>'
    ),
    "next to generated content": (
        "<style>.mark::before { content: ''; position: absolute; left: 0; top: 0; width: 6px; height: 6px;"
        ' background: #c00 } .mark { position: relative; padding-left: 20px }</style><p class="mark">Seen.</p>'
    ),
    "shown in a hidden part": '<div style="visibility: hidden"><p style="visibility: visible">Seen.</p></div>',
    "one letter": "<p>1</p>",
    "next to what is struck out": '<s><span style="display: inline-block">Seen.</span></s>',
}


@pytest.mark.parametrize("way", WAYS_TO_HIDE)
def test_a_text_that_cannot_be_seen_is_not_read(way: str, show: ShowPage) -> None:
    window = show(MAIN.format(WAYS_TO_HIDE[way]))
    lines = tuple(window.read("link_confirmation", "lines"))
    assert "Secret" not in " ".join(lines)
    assert (lines[0], lines[-1]) == ("Before.", "After.")


@pytest.mark.parametrize("way", WAYS_TO_SHOW)
def test_a_text_that_can_be_seen_is_read(way: str, show: ShowPage) -> None:
    window = show(MAIN.format(WAYS_TO_SHOW[way]))
    lines = " ".join(window.read("link_confirmation", "lines"))
    assert ("1" if way == "one letter" else "Seen.") in lines


def test_reading_leaves_the_page_where_it_was_scrolled_to(show: ShowPage) -> None:
    window = show(MAIN.format(f"{TALL}<p>Below.</p>"))
    window.page.evaluate("scrollTo(0, 120)")
    assert "Below." in window.read("link_confirmation", "lines")
    assert window.page.evaluate("scrollY") == 120


def test_icons_and_bullets_that_a_style_adds_are_not_words(show: ShowPage) -> None:
    style = '<style>p::before { content: "» " } p::after { content: "\\f0c9" }</style>'
    assert show(MAIN.format(style)).read("link_confirmation", "lines") == ("Before.", "After.")


def test_a_word_that_a_style_adds_is_read(show: ShowPage) -> None:
    style = '<style>b::before { content: "not " }</style><p>Your account is <b>linked</b>.</p>'
    lines = show(MAIN.format(style)).read("link_confirmation", "lines")
    assert lines == ("Before.", "Your account is not linked.", "After.")


def test_a_submenu_that_the_pointer_opened_hides_nothing(show: ShowPage) -> None:
    window = show(MAIN.format(OPEN_SUBMENU))
    window.page.get_by_text("Utilities").hover()
    assert "Below the menu." in window.read("link_confirmation", "lines")


def test_the_reason_is_told_for_a_text_that_cannot_be_seen(show: ShowPage) -> None:
    window = show(MAIN.format('<p style="color: #fff">Secret.</p><s>Old.</s>'))
    window.note_unseen("link_confirmation")
    (note,) = window.notes
    assert note == (
        'link_confirmation has text that a reader does not see: "Secret." (the color of its background),'
        ' "Old." (struck out)'
    )


def test_names_are_masked_in_pictures_even_if_a_reader_does_not_see_them(show: ShowPage) -> None:
    rows = '<table><tr><td>PACER</td><td style="color: #fff">John Attorney</td></tr></table>'
    page_object = show(MAIN.format(rows)).page_objects["link_confirmation"]
    assert page_object.read_names() == ("",)
    assert page_object.read_rendered_names() == ("John Attorney",)


def test_all_checks_of_a_part_are_answered_by_one_look(show: ShowPage) -> None:
    window = show(MAIN.format("<table><tr><td>PACER</td><td>John Attorney</td></tr></table>"))
    with window.reading("link_confirmation", ["rows", "lines"]):
        window.page.evaluate("document.body.textContent = ''")
        assert window.read("link_confirmation", "rows") == {"PACER": "John Attorney"}
        assert window.read("link_confirmation", "lines") == ("Before.", "PACER John Attorney", "After.")
    assert window.read("link_confirmation", "lines") == ()


FORM = (
    '<table><tr><td>CM/ECF login:</td><td><input name="login"></td></tr>'
    '<tr><td>CM/ECF password:</td><td><input type="password" name="key"></td></tr></table>'
)
SURROUNDINGS = {
    "nothing": "{}",
    "a footer right below the fold": '{}<div style="height: 500px"></div><p>Privacy Policy</p>',
    "a footer far below": f"{{}}{TALL}<p>Privacy Policy</p>",
    "a welcome above": '<div style="height: 400px">Welcome</div>{}<div style="height: 450px"></div><p>Privacy</p>',
    "a form below the fold": f"{TALL}{{}}{TALL}<p>Privacy Policy</p>",
    "a text far to the right": '{}<p style="margin-left: 4000px">Privacy Policy</p>',
    "a form in a box that scrolls": (
        f'<div style="height: 200px; overflow: auto">{TALL}{{}}{TALL}<p>Privacy</p></div>{TALL}<p>Imprint</p>'
    ),
}


@pytest.mark.parametrize("where", SURROUNDINGS)
def test_a_field_has_its_label_wherever_the_page_must_be_scrolled_to(where: str, show: ShowPage) -> None:
    window = show(SURROUNDINGS[where].format(MAIN.format(FORM)))
    assert window.read("link_account", "fields") == ("CM/ECF login:", "CM/ECF password:")


@pytest.mark.parametrize("where", SURROUNDINGS)
def test_a_field_is_typed_into_wherever_the_page_must_be_scrolled_to(where: str, show: ShowPage) -> None:
    window = show(SURROUNDINGS[where].format(MAIN.format(FORM)))
    window.act("link_account", "fill_in", {"login": "jattorney", "password": Secret("not-a-real-one")})
    assert window.page.locator("[name=login]").input_value() == "jattorney"


@pytest.mark.parametrize("root", ["html", "body"])
@pytest.mark.parametrize("which", ["before", "after"])
def test_nothing_is_read_under_a_cover_of_the_whole_page(root: str, which: str, show: ShowPage) -> None:
    style = "content: ''; position: fixed; inset: 0; background: #fff; pointer-events: none"
    window = show(MAIN.format(f"<style>{root}::{which} {{ {style} }}</style><p>Secret.</p>"))
    assert window.read("link_confirmation", "lines") == ()
