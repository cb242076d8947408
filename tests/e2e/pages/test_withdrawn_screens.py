"""Words that take a screen back count wherever a reader sees them, and nowhere else."""

import pytest

from tests.helpers.windows import MAIN, ShowPage

QUESTION = "Do you want to link these accounts?"
SENTENCE = "This court does not accept linking."
MENU = '<div id="topmenu"><div class="bd"><ul><li><a href="/cgi-bin/x.pl">{}</a></li></ul></div></div>'

SEEN = {
    "above the menu": f"<div>{SENTENCE}</div>{MENU.format('Query')}{MAIN.format(QUESTION)}",
    "below the content": f"{MAIN.format(QUESTION)}<footer><b>{SENTENCE}</b></footer>",
    "in a frame": MAIN.format(f'{QUESTION}<iframe srcdoc="<b>{SENTENCE}</b>"></iframe>'),
    "in a frame of a frame": MAIN.format(
        f"{QUESTION}<iframe srcdoc=\"<iframe srcdoc='{SENTENCE}'></iframe>\"></iframe>"
    ),
    "in a text area that cannot be changed": MAIN.format(
        f"{QUESTION}<textarea readonly>{SENTENCE}</textarea>"
    ),
    "in a field that cannot be changed": MAIN.format(
        f'{QUESTION}<input type="text" disabled value="{SENTENCE}">'
    ),
    "in place of what is typed": MAIN.format(f'{QUESTION}<input type="text" placeholder="{SENTENCE}">'),
    "as a list marker": MAIN.format(
        f"<p style=\"display: list-item; list-style: '{SENTENCE} '\">{QUESTION}</p>"
    ),
    "as a list marker in a style sheet": (
        f"<style>li::marker {{ content: '{SENTENCE} ' }}</style>"
        + MAIN.format(f"<ul><li>{QUESTION}</li></ul>")
    ),
    "before a text, by a style sheet": (
        f"<style>p::before {{ content: '{SENTENCE} ' }}</style>" + MAIN.format(f"<p>{QUESTION}</p>")
    ),
}

HARMLESS = {
    "hidden outside the content": f'<div style="display: none">{SENTENCE}</div>{MAIN.format(QUESTION)}',
    "in a hidden frame": MAIN.format(
        f'{QUESTION}<iframe style="display: none" srcdoc="{SENTENCE}"></iframe>'
    ),
    "in a comment": MAIN.format(f"{QUESTION}<!-- {SENTENCE} -->"),
    "in a script": MAIN.format(f"{QUESTION}<script>const text = '{SENTENCE}';</script>"),
    "in an entry of the menu": MENU.format("Withdrawn.") + MAIN.format(QUESTION),
    "typed by the user": MAIN.format(f"{QUESTION}<textarea>{SENTENCE}</textarea>"),
    "who may enter, and what is logged": MAIN.format(QUESTION)
    + "<p>This is a restricted web site. Unauthorized entry is prohibited. If you are not authorized,"
    " do not log in.</p><footer>Privacy Policy</footer>",
    "an office that is closed": f"<div>The clerk's office is closed on Monday.</div>{MAIN.format(QUESTION)}",
}


def read_difference(html: str, show: ShowPage) -> str:
    window = show(html)
    with window.reading("link_confirmation", ()):
        return window.page_objects["link_confirmation"].signs.describe("known", ()) or ""


@pytest.mark.parametrize("html", SEEN.values(), ids=SEEN.keys())
def test_a_sentence_that_takes_it_back_counts(html: str, show: ShowPage) -> None:
    assert SENTENCE in read_difference(html, show)


@pytest.mark.parametrize("html", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_sentence_that_no_reader_sees_or_that_takes_nothing_back_does_not(
    html: str, show: ShowPage
) -> None:
    assert read_difference(html, show) == ""


def test_words_in_a_list_marker_are_a_part_of_the_line(show: ShowPage) -> None:
    items = (
        '<li style="list-style-type: \'Read first: \'">Linked</li><li style="list-style: decimal">Done</li>'
    )
    window = show(MAIN.format(f"<ul>{items}</ul>"))
    assert window.read("link_success", "lines") == ("Before.", "Read first: Linked", "Done", "After.")
