"""A gate lets pass what a click has caused, and what is the same again or submitted again not."""

from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Route

from ecfcheck.browser.click_gate import ClickGate

SUBMISSION, CHECK = "http://ecf/link", "http://ecf/link?check"


@dataclass
class FakeRequest:
    url: str
    body: bytes
    submits: bool
    headers: dict[str, str] = field(default_factory=dict)

    def is_navigation_request(self) -> bool:
        return self.submits

    @property
    def post_data_buffer(self) -> bytes:
        return self.body


@dataclass
class FakeRoute:
    request: FakeRequest
    ended: list[str] = field(default_factory=list)

    def fallback(self) -> None:
        self.ended.append("passed")

    def abort(self, code: str) -> None:
        self.ended.append(code)


def send(gate: ClickGate, url: str = SUBMISSION, body: bytes = b"form", *, submits: bool = False) -> str:
    route = FakeRoute(FakeRequest(url, body, submits))
    gate.handle(cast(Route, route))
    (ended,) = route.ended
    return ended


def test_nothing_passes_before_a_click_and_its_address_is_noted_without_the_query() -> None:
    gate = ClickGate()
    assert send(gate, CHECK) == "aborted"
    assert gate.unasked == [SUBMISSION]


def test_a_click_may_ask_first_and_then_submit_once() -> None:
    gate = ClickGate()
    gate.open()
    assert send(gate, CHECK) == "passed"
    assert send(gate, submits=True) == "passed"
    assert send(gate, body=b"form&button=Submit", submits=True) == "aborted"


def test_what_is_the_same_again_does_not_pass() -> None:
    gate = ClickGate()
    gate.open()
    assert [send(gate), send(gate), send(gate, submits=True)] == ["passed", "aborted", "aborted"]


def test_nothing_passes_after_the_submission() -> None:
    gate = ClickGate()
    gate.open()
    assert [send(gate, submits=True), send(gate, CHECK)] == ["passed", "aborted"]


def test_two_clicks_may_send_the_same_twice_and_not_a_third_time() -> None:
    gate = ClickGate()
    gate.open(clicks=2)
    assert [send(gate, submits=True) for _ in range(3)] == ["passed", "passed", "aborted"]


def test_after_the_answer_everything_passes_until_the_gate_is_closed() -> None:
    gate = ClickGate()
    gate.open()
    gate.relax()
    assert [send(gate), send(gate)] == ["passed", "passed"]
    gate.close()
    assert send(gate) == "aborted"


def test_after_an_answer_on_the_same_screen_nothing_more_passes_and_nothing_is_noted() -> None:
    gate = ClickGate()
    gate.open()
    assert send(gate) == "passed"
    gate.stop_noting()
    assert [send(gate), send(gate, CHECK)] == ["aborted", "passed"]
    assert gate.unasked == []
    gate.open()
    assert [send(gate), send(gate)] == ["passed", "aborted"]
    assert gate.unasked == [SUBMISSION]


def test_what_looks_like_an_answer_before_anything_was_sent_is_none() -> None:
    gate = ClickGate()
    gate.open()
    gate.stop_noting()
    assert [send(gate), send(gate)] == ["passed", "aborted"]
    assert gate.unasked == [SUBMISSION]


def test_an_answer_without_a_click_opens_nothing() -> None:
    gate = ClickGate()
    gate.relax()
    assert send(gate) == "aborted"


URLENCODED = {"content-type": "application/x-www-form-urlencoded"}


def send_form(gate: ClickGate, *fields: tuple[str, str], boundary: str = "", url: str = SUBMISSION) -> str:
    """Send a form in one encoding, or with a boundary in the other."""
    if not boundary:
        return send_body(gate, urlencode(fields).encode(), URLENCODED, url)
    head = 'Content-Disposition: form-data; name="'
    parts = "".join(f'--{boundary}\r\n{head}{name}"\r\n\r\n{value}\r\n' for name, value in fields)
    kind = {"content-type": f"multipart/form-data; boundary={boundary}"}
    return send_body(gate, f"{parts}--{boundary}--\r\n".encode(), kind, url)


def send_body(gate: ClickGate, body: bytes, headers: dict[str, str], url: str = SUBMISSION) -> str:
    route = FakeRoute(FakeRequest(url, body, submits=False, headers=headers))
    gate.handle(cast(Route, route))
    (ended,) = route.ended
    return ended


@pytest.fixture
def open_gate() -> ClickGate:
    gate = ClickGate()
    gate.open()
    return gate


NAME, LOGIN = ("name", "Zoë"), ("login", "ct48722")


def test_a_form_is_the_same_again_in_either_encoding_and_any_order(open_gate: ClickGate) -> None:
    assert send_form(open_gate, LOGIN, NAME) == "passed"
    assert send_form(open_gate, NAME, LOGIN) == "aborted"
    assert send_form(open_gate, LOGIN, NAME, boundary="one") == "aborted"
    assert send_form(open_gate, LOGIN, NAME, boundary="two") == "aborted"
    assert send_form(open_gate, LOGIN, NAME, url=f"{SUBMISSION}?time=2") == "aborted"


def test_a_form_with_another_value_passes(open_gate: ClickGate) -> None:
    assert send_form(open_gate, LOGIN, NAME) == "passed"
    assert send_form(open_gate, LOGIN, ("name", "Zoe")) == "passed"


def test_a_form_with_another_value_in_the_name_of_a_file_is_read_by_its_own_name(
    open_gate: ClickGate,
) -> None:
    kind = {"content-type": "multipart/form-data; boundary=b"}
    bodies = [f'--b\r\nA: form-data; filename="a"; name="{name}"\r\n\r\n1\r\n--b--' for name in "xy"]
    assert [send_body(open_gate, body.encode(), kind) for body in bodies] == ["passed", "passed"]


def test_what_is_not_a_form_is_compared_as_a_whole(open_gate: ClickGate) -> None:
    kind = {"content-type": "text/plain; boundary=b"}
    assert [send_body(open_gate, body, kind) for body in (b"1", b"2", b"2")] == [
        "passed",
        "passed",
        "aborted",
    ]


def test_a_very_long_form_is_compared_as_a_whole(open_gate: ClickGate) -> None:
    body = b"a=1&" * 2**19
    assert [send_body(open_gate, body, URLENCODED) for _ in range(2)] == ["passed", "aborted"]


@pytest.mark.parametrize("fields", [[], [("file", "a" * 2**20)]], ids=["empty", "very long"])
def test_a_form_in_parts_that_is_compared_as_a_whole_is_the_same_with_another_boundary(
    fields: list[tuple[str, str]], open_gate: ClickGate
) -> None:
    sent = [send_form(open_gate, *fields, boundary=boundary) for boundary in ("one", "two")]
    assert sent == ["passed", "aborted"]


def test_a_form_is_the_same_again_with_a_letter_that_its_page_does_not_have(open_gate: ClickGate) -> None:
    bodies = ("name=%26%23347%3B", "name=ś")
    assert [send_body(open_gate, body.encode(), URLENCODED) for body in bodies] == ["passed", "aborted"]


def test_a_form_is_the_same_again_with_a_quote_in_a_name(open_gate: ClickGate) -> None:
    assert send_form(open_gate, ('the "name"', "Zoë")) == "passed"
    assert send_form(open_gate, ("the %22name%22", "Zoë"), boundary="one") == "aborted"


def test_a_form_is_the_same_again_in_the_letters_of_an_old_page(open_gate: ClickGate) -> None:
    bodies = (b"password=%C3%A9", b"password=%C3%A9&", b"password=%E9")
    assert [send_body(open_gate, body, URLENCODED) for body in bodies] == ["passed", "aborted", "aborted"]


def test_a_form_is_the_same_again_with_the_line_breaks_of_a_script(open_gate: ClickGate) -> None:
    bodies = (b"note=a%0D%0Ab", b"note=a%0Ab")
    assert [send_body(open_gate, body, URLENCODED) for body in bodies] == ["passed", "aborted"]
