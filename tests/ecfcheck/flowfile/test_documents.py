"""The documents that flows cite: every entry with its place, every mistake in them told."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.documents import load_documents
from ecfcheck.flowfile.loader import load_flow

FLOWS = Path(__file__).parents[3] / "flows"

ONE = """
title: A notice
court: ctd
entries:
  "1": {place: step 1, say: The login is there.}
  "2": {place: , says: ""}
"""
TWO = """
title: Another notice
entries: {}
"""
FLOW = """
flow: astray
title: A flow beside documents that are wrong
document: one
release: nextgen
persona: unlinked_filler
steps:
  - {step: "1", says: Open E-Filing., open: court_website}
"""


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flow whose documents are wrong, and so is it."""
    monkeypatch.chdir(tmp_path)
    Path("documents").mkdir()
    Path("documents/one.yaml").write_text(ONE, encoding="utf-8")
    Path("documents/two.yaml").write_text(TWO, encoding="utf-8")
    Path("astray.yaml").write_text(FLOW, encoding="utf-8")
    return Path("astray.yaml")


def test_every_mistake_in_every_document_is_told_with_its_place(wrong: Path) -> None:
    with pytest.raises(ProblemsError) as told:
        load_documents(wrong)
    assert str(told.value).splitlines() == [
        "documents/one.yaml:5:8: 'says' is missing",
        "documents/one.yaml:5:24: unknown key 'say'; did you mean 'says'?",
        "documents/one.yaml:6:15: 'place' should be a text, but nothing stands there",
        "documents/one.yaml:6:24: 'says' is empty",
        "documents/two.yaml:2:1: 'court' is missing",
        "documents/two.yaml:3:10: 'entries' is empty",
    ]


def test_a_wrong_document_does_not_hide_what_is_wrong_with_the_flow(wrong: Path) -> None:
    with pytest.raises(ProblemsError) as told:
        load_flow(wrong)
    said = str(told.value)
    assert "documents/one.yaml:5:8: 'says' is missing" in said
    assert "astray.yaml:6:10: unknown persona 'unlinked_filler'; did you mean 'unlinked_filer'?" in said


def test_both_notices_are_there_entry_by_entry_in_their_order() -> None:
    known = load_documents(FLOWS / "any.yaml")
    assert {name: list(document.entries) for name, document in known.items()} == {
        "ctd-link-pacer-account": [
            *["upgraded", "go-live", "one-time", "1", "2", "restricted", "3", "4", "pacer-only", "names"],
            *["5", "individual", "permanent", "6", "one-login"],
        ],
        "ctd-password-notice": [
            *["access", "required", "a", "b", "c", "wrong-login", "d", "login-name", "both-logins"],
            *["social-security", "e-filing", "no-e-filing", "security", "policies", "seminars"],
        ],
    }
