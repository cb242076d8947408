"""Documents are loaded with their entries in order, and all their mistakes are reported."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.documents import load_documents
from ecfcheck.flowfile.loader import load_flow

FLOWS = Path(__file__).parents[3] / "flows"

FIRST = """
title: A notice
court: ctd
entries:
  "1": {place: step 1, say: The login is shown.}
  "2": {place: , says: ""}
"""
SECOND = """
title: Another notice
entries: {}
"""
FLOW = """
flow: wrong
title: A flow with invalid documents
document: one
release: nextgen
persona: unlinked_filler
steps:
  - {step: "1", says: Open E-Filing., open: court_website}
"""


@pytest.fixture
def wrong_flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an invalid flow with invalid documents."""
    monkeypatch.chdir(tmp_path)
    Path("documents").mkdir()
    Path("documents/one.yaml").write_text(FIRST, encoding="utf-8")
    Path("documents/two.yaml").write_text(SECOND, encoding="utf-8")
    Path("wrong.yaml").write_text(FLOW, encoding="utf-8")
    return Path("wrong.yaml")


def test_all_mistakes_in_all_documents_are_reported_with_positions(wrong_flow: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        load_documents(wrong_flow)
    assert str(error.value).splitlines() == [
        "documents/one.yaml:5:8: 'says' is missing",
        "documents/one.yaml:5:24: unknown key 'say'; did you mean 'says'?",
        "documents/one.yaml:6:15: 'place' should be text, but it is empty",
        "documents/one.yaml:6:24: 'says' is empty",
        "documents/two.yaml:2:1: 'court' is missing",
        "documents/two.yaml:3:10: 'entries' is empty; write an entry",
    ]


def test_mistakes_in_documents_do_not_hide_mistakes_in_the_flow(wrong_flow: Path) -> None:
    with pytest.raises(ProblemsError) as error:
        load_flow(wrong_flow)
    report = str(error.value)
    assert "documents/one.yaml:5:8: 'says' is missing" in report
    assert "wrong.yaml:6:10: unknown persona 'unlinked_filler'; did you mean 'unlinked_filer'?" in report


def test_both_notices_of_ctd_have_their_entries_in_order() -> None:
    documents = load_documents(FLOWS / "any.yaml")
    expected = {
        "ctd-link-pacer-account": [
            *["upgraded", "go-live", "one-time", "1", "2", "restricted", "3", "4", "pacer-only", "names"],
            *["5", "individual", "permanent", "6", "one-login"],
        ],
        "ctd-password-notice": [
            *["access", "required", "a", "b", "c", "wrong-login", "d", "login-name", "both-logins"],
            *["social-security", "e-filing", "no-e-filing", "security", "policies", "seminars"],
        ],
    }
    assert {name: list(documents[name].entries) for name in expected} == expected
