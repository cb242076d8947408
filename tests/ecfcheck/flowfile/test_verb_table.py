"""The documentation's table of verbs is the page objects' own."""

from pathlib import Path

from ecfcheck.flowfile.verb_table import render_verb_table

DOCS = Path(__file__).parents[3] / "docs"


def test_the_committed_table_is_what_the_page_objects_say() -> None:
    # When it is not: ecfcheck verbs > docs/verbs.md
    assert (DOCS / "verbs.md").read_text(encoding="utf-8") == render_verb_table()
