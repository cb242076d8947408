"""Each state of a screen is tested once, and nothing of a reader's words is kept."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from config.secret import Secret
from ecfcheck.browser.axe import AxeCore
from ecfcheck.browser.window import Window
from ecfcheck.redaction import Redactor
from ecfcheck.runner.accessibility import AccessibilityTester, prepare_accessibility, remove_texts
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.violations import ViolatingElement
from tests.helpers.accessibility_samples import LABEL, add_tests, screen_with
from tests.helpers.fake_runs import Runs
from tests.helpers.fake_window import FakeWindow, create_flow, create_part
from tests.helpers.run_samples import good_steps

FOUND: dict[str, Any] = {
    "rules": 20,
    "undecided": ["bypass"],
    "violations": [
        {
            "rule": "link-name",
            "impact": "serious",
            "tags": ["wcag2a", "wcag244"],
            "help": "Links must have discernible text",
            "count": 1,
            "elements": [{"selector": 'a[title="John"]', "why": 'Element has the title "John"'}],
        }
    ],
}


@dataclass
class DocumentsWindow:
    """A window with documents and violations that the test sets."""

    documents: list[str | None]
    found: dict[str, Any] | None = field(default_factory=lambda: FOUND)
    tests: int = 0
    notes: list[str] = field(default_factory=list)

    def read_document(self) -> str | None:
        return self.documents.pop(0)

    def read_violations(self, _axe: AxeCore) -> dict[str, Any] | None:
        self.tests += 1
        return self.found

    def as_window(self) -> Window:
        return cast(Window, self)


def create_tester() -> AccessibilityTester:
    return AccessibilityTester(AxeCore("script", "4.12.1"), lambda text: text.replace("4711", "{number}"))


def test_the_same_document_is_tested_once_even_if_its_numbers_differ() -> None:
    tester, window = create_tester(), DocumentsWindow(["<p>4711</p>", "<p>{number}</p>", "<p>changed</p>"])
    for _ in range(3):
        tester.test(window.as_window(), "utilities")
    assert (window.tests, len(tester.take()), tester.take()) == (2, 2, ())


def test_a_document_that_two_screens_share_is_tested_for_both() -> None:
    tester, window = create_tester(), DocumentsWindow(["<p>", "<p>"])
    for screen in ("query", "docket"):
        tester.test(window.as_window(), screen)
    assert [one.screen for one in tester.take()] == ["query", "docket"]


@pytest.mark.parametrize(
    ("document", "found"), [(None, FOUND), ("<p>", None), ("<p>", {**FOUND, "rules": 0})]
)
def test_a_screen_that_cannot_be_tested_is_noted_and_tested_the_next_time(
    document: str | None, found: dict[str, Any] | None
) -> None:
    tester, window = create_tester(), DocumentsWindow([document, "<p>"], found)
    tester.test(window.as_window(), "query")
    assert window.notes == [
        "query was not tested for accessibility: its document was being replaced, or axe-core failed on it"
    ]
    window.found = FOUND
    tester.test(window.as_window(), "query")
    assert len(tester.take()) == 1


def test_no_words_of_a_reader_are_in_a_result() -> None:
    tester, window = create_tester(), DocumentsWindow(["<p>"])
    tester.test(window.as_window(), "query")
    (result,) = tester.take()
    assert result.violations[0].elements == (
        ViolatingElement(selector="a[title]", why='Element has the title "..."'),
    )


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ('input[name="login"]', 'input[name="login"]'),
        ("#menu > li:nth-child(2)", "#menu > li:nth-child(2)"),
        ('img[alt="Seal of \\"John\\""]', "img[alt]"),
        ('input[value="John"] > b', "input[value] > b"),
        ('a[href$="DktRpt.pl?12345"]', 'a[href*="DktRpt.pl"]'),
        ('a[href="?name=John"]', "a[href]"),
        ('form[action="login.jsf;jsessionid=abc"]', 'form[action*="login.jsf"]'),
        ('option[data-case="3:17-cv-00001"][type="x"]', 'option[data-case][type="x"]'),
    ],
)
def test_a_selector_keeps_the_pages_own_names_alone(selector: str, expected: str) -> None:
    assert remove_texts(selector) == expected


def test_names_and_secrets_are_removed_when_a_result_is_written(tmp_path: Any) -> None:
    redactor = Redactor()
    redactor.learn([Secret("tiger-lily-77")])
    with Records(tmp_path, redactor) as records:
        records.names.learn({"ecf.name": "Form Attorney"})
        elements = (ViolatingElement(selector="#tiger-lily-77", why="is named Form Attorney"),)
        violation = LABEL.model_copy(update={"elements": elements, "help": "Form Attorney is a rule's word"})
        written = records.write(add_tests(good_steps()[0], screen_with("query", violation)))
    (found,) = written.parts[0].accessibility[0].violations
    assert "tiger-lily" not in found.elements[0].selector
    assert found.elements[0].why == "is named {ecf.name}"
    assert found.help == "Form Attorney is a rule's word"


def test_a_screen_that_is_not_as_documented_is_tested_before_the_step_fails() -> None:
    part = create_part("cmecf_home", sees={"menu": ("Query",)}, opens=True)
    window = FakeWindow(values={"menu": ("Reports",)}, changes=False)
    (record,) = Runs([window]).run(create_flow([part]), axe=AxeCore("script", ""))
    assert record.outcome == "DRIFT"
    assert [one.screen for one in record.parts[0].accessibility] == ["cmecf_home"]


def test_without_the_option_no_screen_is_tested() -> None:
    window = FakeWindow()
    (record,) = Runs([window]).run(create_flow([create_part("cmecf_home", opens=True)]))
    assert record.parts[0].accessibility == ()
    assert "test accessibility" not in window.log


def test_nothing_is_loaded_without_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecfcheck.runner.accessibility.load_axe_core", lambda: pytest.fail("loaded"))
    assert prepare_accessibility(None) is None
