"""A gate lets pass what a click has caused, and what is the same again or submitted again not."""

from dataclasses import dataclass, field
from typing import cast

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


def test_a_form_is_the_same_again_whatever_separates_its_parts() -> None:
    gate = ClickGate()
    gate.open()
    ended = []
    for boundary in ("one", "two"):
        kind = {"content-type": f"multipart/form-data; boundary={boundary}"}
        part = 'Content-Disposition: form-data; name="login"\r\n\r\nct48722\r\n'
        body = f"--{boundary}\r\n{part}--{boundary}--\r\n".encode()
        route = FakeRoute(FakeRequest(SUBMISSION, body, submits=False, headers=kind))
        gate.handle(cast(Route, route))
        ended += route.ended
    assert ended == ["passed", "aborted"]


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


def test_an_answer_without_a_click_opens_nothing() -> None:
    gate = ClickGate()
    gate.relax()
    assert send(gate) == "aborted"


def test_a_form_with_other_letters_than_ascii_is_compared_too() -> None:
    gate = ClickGate()
    gate.open()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    ended = []
    for body in (b"password=%C3%A9", b"password=%C3%A9&", b"password=%E9"):
        route = FakeRoute(FakeRequest(SUBMISSION, body, submits=False, headers=kind))
        gate.handle(cast(Route, route))
        ended += route.ended
    assert ended == ["passed", "aborted", "passed"]
