"""The guide for court IT says where each flow begins, for every flow."""

import re
from pathlib import Path

from ecfcheck.flowfile.loader import load_flow

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<flows>`[^|]+`) \| `(?P<screen>\w+)` \|", re.MULTILINE)


def test_guide_says_where_each_flow_begins() -> None:
    guide = (ROOT / "docs" / "guide" / "court-it.md").read_text(encoding="utf-8")
    table = guide.partition("### Where each flow begins")[2].partition("\n### ")[0]
    first_screens = {
        flow: row["screen"] for row in ROW.finditer(table) for flow in re.findall(r"`(\w+)`", row["flows"])
    }
    flows = [load_flow(path) for path in sorted((ROOT / "flows").glob("*.yaml"))]
    assert first_screens == {flow.name: next(flow.parts()).screen.name for flow in flows}
