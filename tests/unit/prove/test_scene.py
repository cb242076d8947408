"""A scene is a document and the answers to its own scripts."""

from ecfcheck.prove.scene import Received, find_last_document
from tests.helpers.mutants import build_exchange

FIRST, SECOND = "http://pacer.localhost/csologin/login.jsf?a=1", "http://ecf.ctd.localhost/cgi-bin/login.pl"


def receive(kind: str, url: str, referer: str = "") -> Received:
    return Received(build_exchange(kind=kind, url=url, referer=referer), "first", 0)


def test_the_answers_to_a_documents_scripts_belong_to_it() -> None:
    document, answer = receive("Document", f"{FIRST}#top"), receive("Fetch", FIRST, FIRST)
    assert find_last_document([document, answer]) == (document, (answer,))


def test_an_answer_to_the_document_before_does_not_belong_to_the_new_one() -> None:
    late = receive("Fetch", FIRST, FIRST)
    document = receive("Document", SECOND)
    assert find_last_document([receive("Document", FIRST), document, late]) == (document, ())


def test_an_answer_without_a_referer_belongs_to_the_last_document() -> None:
    document, answer = receive("Document", SECOND), receive("XHR", SECOND)
    assert find_last_document([document, answer]) == (document, (answer,))


def test_a_tab_without_a_document_has_no_scene() -> None:
    assert find_last_document([receive("Fetch", FIRST)]) == (None, ())
