"""Operators change what they say, in documents and in the answers to scripts, and nothing else."""

from contextlib import closing
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from ecfcheck.prove.mutator import FRONT_PAGE, MutableItem, Mutator, Setting
from ecfcheck.prove.operators import OPERATORS
from tests.helpers.mutants import build_exchange

PAGE = """<!DOCTYPE html>
<html><head><title>Form</title></head><body>
<div id="topmenu"><ul><li><a href="/q">Query</a></li><li><a href="/login.pl?logout">Log Out</a></li></ul>
</div>
<div id="cmecfMainContent">
<h1 id="heading">Do you want to link these accounts?</h1>
<p id="says">You are logged in as Jane Pleader.</p>
<form action="/send" method="post"><table>
<tr id="row"><td id="label">CM/ECF login:</td><td><input name="login"></td></tr>
<tr><td>CM/ECF password:</td><td><input type="password" name="key"></td></tr>
</table>
<input type="button" name="button1" value="Submit" onclick="send(this.form)"></form>
<table><tr><td><b>Your Account</b><ul><li><a href="/a">Change Client Code</a></li></ul></td></tr></table>
<p><span id="loginForm:x">User Update Required</span></p>
</div></body></html>
"""
SETTING = Setting(
    url="http://pacer.localhost:8400/csologin/login.jsf",
    content="#cmecfMainContent",
    elsewhere="http://elsewhere.localhost:8400",
    front_page="http://ecf.ctd.localhost:8400/cgi-bin/ShowIndex.pl",
    names=("Jane Pleader",),
    landmarks=("Do you want to link these accounts?",),
)
TEXTS = (
    *("Query", "Do you want to link these accounts?", "You are logged in as Jane Pleader."),
    *("CM/ECF login:", "Submit", "Change Client Code"),
)
EXCHANGE = build_exchange(url=SETTING.url, body=PAGE)
ITEMS = [MutableItem("lines", text, 0) for text in TEXTS]
PARTIAL = (
    '<?xml version="1.0" encoding="UTF-8"?><partial-response id="j"><changes><update id="m"><![CDATA['
    '<div id="m"><span class="detail">Invalid username or password</span></div>]]></update></changes>'
    "</partial-response>"
)


def mutate(mutator: Mutator, operator: str, text: str) -> str:
    """Return the page changed by an operator on the place that says the text."""
    plan = mutator.plan(EXCHANGE, [MutableItem("lines", text, 0)], [OPERATORS[operator]], SETTING)
    ((target, names),) = plan.targets
    assert names == (operator,)
    changed = mutator.mutate(EXCHANGE, OPERATORS[operator], target, SETTING)
    assert changed
    return changed.body


def test_documents_are_changed_in_another_page_if_the_first_one_is_gone(browser: Browser) -> None:
    pages: list[Page] = []
    with closing(browser.new_context()) as context:

        def open_page() -> Page:
            pages.append(context.new_page())
            return pages[-1]

        mutator = Mutator(open_page)
        pages[0].close()
        assert "Submit (new)" in mutate(mutator, "append", "Submit")
        assert "Query (new)" in mutate(mutator, "append", "Query")
    assert len(pages) == 2


def test_every_operator_is_implemented(mutator: Mutator) -> None:
    in_python = {name for name, operator in OPERATORS.items() if operator.status} | {FRONT_PAGE}
    assert set(mutator.list_names()) == OPERATORS.keys() - in_python


def test_every_operator_changes_something_on_a_page_that_has_everything(mutator: Mutator) -> None:
    plan = mutator.plan(EXCHANGE, ITEMS, list(OPERATORS.values()), SETTING)
    used = {name for _, names in plan.targets for name in names} | set(plan.screen)
    assert used == OPERATORS.keys()


@pytest.mark.parametrize(
    ("operator", "text", "gone", "there"),
    [
        ("remove", "Query", "Query", "Log Out"),
        ("reword", "Change Client Code", "Change Client Code", "something Client Code"),
        ("negate", "Change Client Code", "Client Code<", "Change Client not Code"),
        ("misspell", "Query", "Query", "Qury"),
        ("truncate", "Change Client Code", "Client Code<", "Change Client<"),
        ("append", "Submit", 'value="Submit"', 'value="Submit (new)"'),
        ("exchange_labels", "CM/ECF login:", 'id="label">CM/ECF login:', 'id="label">CM/ECF password:'),
        ("change_type", "CM/ECF login:", '<input name="login">', 'name="login" type="password"'),
        ("link_host", "Change Client Code", 'href="/a"', "http://elsewhere.localhost:8400/a"),
        ("dead_button", "Submit", "onclick", 'value="Submit"'),
    ],
)
def test_an_item_is_changed_as_described(
    mutator: Mutator, operator: str, text: str, gone: str, there: str
) -> None:
    changed = mutate(mutator, operator, text)
    assert gone not in changed
    assert there in changed


@pytest.mark.parametrize(
    "neighbors",
    [
        "<p>{}</p>",
        "<p>{}</p><p></p>",
        '<p style="display: none">Hidden.</p><p>{}</p>',
        "<p>{0}</p><p>{0}</p>",
    ],
    ids=["the only one", "an empty neighbor", "a hidden neighbor", "an equal neighbor"],
)
def test_nothing_is_exchanged_that_a_reader_cannot_tell(neighbors: str, mutator: Mutator) -> None:
    words = "Invalid CM/ECF login or password."
    menu = '<div id="topmenu"><a href="/q">Query</a></div>'
    body = f'{menu}<div id="cmecfMainContent">{neighbors.format(words)}</div>'
    page = build_exchange(url=SETTING.url, body=body)
    plan = mutator.plan(page, [MutableItem("lines", words, 0)], [OPERATORS["swap"]], SETTING)
    assert {names for _, names in plan.targets} == {()}


def test_neighbors_that_differ_are_exchanged(mutator: Mutator) -> None:
    page = build_exchange(url=SETTING.url, body='<div id="cmecfMainContent"><p>One</p><p>Two</p></div>')
    ((target, _),) = mutator.plan(
        page, [MutableItem("lines", "One", 0)], [OPERATORS["swap"]], SETTING
    ).targets
    changed = mutator.mutate(page, OPERATORS["swap"], target, SETTING)
    assert changed
    assert "<p>Two</p><p>One</p>" in changed.body


def test_hiding_leaves_the_words_in_the_document(mutator: Mutator) -> None:
    hiding = [name for name in OPERATORS if name.startswith("hide_")]
    words = "You are logged in as Jane Pleader."
    for operator in hiding:
        assert words in mutate(mutator, operator, words), operator


def test_a_person_is_replaced_everywhere(mutator: Mutator) -> None:
    changed = mutator.mutate(EXCHANGE, OPERATORS["other_person"], None, SETTING)
    assert changed
    assert "Jane" not in changed.body
    assert "You are logged in as Morgan Placeholder." in changed.body


def test_the_answer_to_a_script_is_changed_within_its_part(mutator: Mutator) -> None:
    answer = build_exchange(kind="Fetch", body=PARTIAL)
    item = MutableItem("messages", "Invalid username or password", 0)
    ((target, _),) = mutator.plan(answer, [item], [OPERATORS["reword"]], SETTING).targets
    changed = mutator.mutate(answer, OPERATORS["reword"], target, SETTING)
    assert changed
    assert "<![CDATA[" in changed.body
    assert ">Invalid something or password<" in changed.body


def test_what_is_not_on_the_page_has_no_mutant(mutator: Mutator) -> None:
    plan = mutator.plan(
        EXCHANGE, [MutableItem("lines", "Nothing like it", 0)], [OPERATORS["remove"]], SETTING
    )
    assert plan.targets == ()


def test_an_operator_that_changes_nothing_returns_nothing(mutator: Mutator) -> None:
    stranger = replace(SETTING, names=("Another Person",))
    assert mutator.mutate(EXCHANGE, OPERATORS["other_person"], None, stranger) is None


def test_no_page_of_the_court_is_shown_while_it_is_changed(browser: Browser, mutator: Mutator) -> None:
    mutate(mutator, "remove", "Query")
    urls = [page.url for context in browser.contexts for page in context.pages]
    assert all(url == "about:blank" for url in urls)
