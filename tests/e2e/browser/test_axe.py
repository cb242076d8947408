"""axe-core finds what is wrong with a page, changes nothing on it, and sends nothing."""

from typing import Any

import pytest

from ecfcheck.browser import axe
from ecfcheck.browser.axe import AxeCore, load_axe_core
from ecfcheck.browser.window import Window
from tests.helpers.windows import ShowPage

PAGE = """<!doctype html><html lang="en"><head><title>Form</title>%s</head><body>
<style>@import url(/more.css); body { height: 4000px }</style>
<main><h1>Form</h1><form action="/send.pl"><input name="login" value="typed-name"></form>
<p style="color: #ccc; background: #fff">pale text</p><iframe title="frame"></iframe></main>
<script>
    window.changes = [];
    new MutationObserver(found => window.changes.push(found.length))
        .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
</script></body></html>"""
STRICT = """<meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; script-src 'none'; style-src 'unsafe-inline'">"""
OLD_LIBRARY = """<script>
    Array.prototype.toJSON = () => 'broken'; Array.from = () => []; window.define = () => { throw 'called' };
    window.define.amd = true; window.axe = 'own';
</script>"""
RULES = ["color-contrast", "label"]


@pytest.fixture(scope="module")
def script() -> AxeCore:
    return load_axe_core()


def find_rules(window: Window, script: AxeCore) -> list[str]:
    found: dict[str, Any] | None = window.read_violations(script)
    assert found is not None
    return sorted(violation["rule"] for violation in found["violations"])


def use_the_pages_own_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(axe, "_evaluate_isolated", lambda page, expression: page.evaluate(expression))


def test_violations_have_their_elements_and_say_what_is_wrong(show: ShowPage, script: AxeCore) -> None:
    found = show(PAGE % "").read_violations(script)
    assert found is not None
    (label,) = [one for one in found["violations"] if one["rule"] == "label"]
    assert (label["impact"], label["count"], label["help"]) == (
        "critical",
        1,
        "Form elements must have labels",
    )
    assert {"wcag2a", "wcag412", "section508"} <= set(label["tags"])
    (contrast,) = [one for one in found["violations"] if one["rule"] == "color-contrast"]
    assert contrast["elements"][0]["selector"] == "p"
    assert "insufficient color contrast of 1.6" in contrast["elements"][0]["why"]


@pytest.mark.parametrize("world", ["own", "the page's"])
def test_a_strict_policy_of_the_court_does_not_keep_it_from_running(
    world: str, show: ShowPage, script: AxeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    if world != "own":
        use_the_pages_own_world(monkeypatch)
    assert find_rules(show(PAGE % STRICT), script) == RULES


def test_an_old_library_of_the_court_does_not_break_it(show: ShowPage, script: AxeCore) -> None:
    assert find_rules(show(PAGE % OLD_LIBRARY), script) == RULES


@pytest.mark.parametrize("world", ["own", "the page's"])
def test_the_page_is_as_it_was_and_nothing_is_requested(
    world: str, show: ShowPage, script: AxeCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    if world != "own":
        use_the_pages_own_world(monkeypatch)
    window = show(PAGE % "<script>window.axe = 'own'</script>")
    page = window.page
    page.evaluate("scrollTo(0, 1200); addEventListener('message', () => changes.push('message'))")
    globals_before, document = page.evaluate("Object.keys(window)"), window.read_document()
    page.evaluate("changes.length = 0")
    requested: list[str] = []
    page.context.on("request", lambda request: requested.append(request.url))
    assert find_rules(window, script) == RULES
    assert page.evaluate("[changes, scrollY, axe]") == [[], 1200, "own"]
    assert page.evaluate("Object.keys(window)") == globals_before
    assert (window.read_document(), requested) == (document, [])


def test_a_document_that_goes_away_meanwhile_is_no_error(show: ShowPage, script: AxeCore) -> None:
    leaving = AxeCore("window.location.href = 'about:blank'; await new Promise(() => {})", "")
    window = show(PAGE % "")
    assert window.read_violations(leaving) is None
    assert script.version


def test_an_error_in_axe_core_is_no_error_of_the_page(show: ShowPage) -> None:
    assert show(PAGE % "").read_violations(AxeCore("throw new Error('broken')", "")) is None
