"""The table of verbs in the documentation matches the page objects."""

from pathlib import Path

from ecfcheck.flowfile.verb_table import render_verb_table

DOCS = Path(__file__).parents[3] / "docs"


def test_the_committed_table_is_current() -> None:
    # To update it: ecfcheck verbs > docs/verbs.md
    assert (DOCS / "verbs.md").read_text(encoding="utf-8") == render_verb_table()
