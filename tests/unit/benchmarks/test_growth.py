"""Growth is described by a straight line, and by what each further unit costs."""

import re
from pathlib import Path

import pytest

from benchmarks.growth.material import write_flows
from benchmarks.growth.measure import Point, Table, describe_line, format_table


def test_a_cost_that_grows_evenly_is_a_fixed_cost_and_a_cost_for_each_unit() -> None:
    assert describe_line([1, 2, 4], [3.5, 4.0, 5.0], "flow", "s") == "3 s + 0.5 s for each flow (R² 1.000)"


@pytest.mark.parametrize(
    ("costs", "fit"), [([1.0, 1.0, 1.0], "1.000"), ([0.0, 9.0, 0.0], "0.077"), ([1.0, 4.0, 16.0], "0.997")]
)
def test_a_line_says_how_well_it_fits(costs: list[float], fit: str) -> None:
    assert describe_line([1, 2, 5], costs, "flow", "s").endswith(f"(R² {fit})")


def test_a_table_shows_a_cost_that_is_not_linear_in_what_each_further_unit_costs() -> None:
    points = [Point(1, 1.0, 50, "10"), Point(11, 2.0, 60, "20"), Point(111, 32.0, 60, "30")]
    lines = format_table(Table("Runs", "run", points, "report, MB")).splitlines()
    assert lines[:7] == [
        "### Runs",
        "",
        "| runs | seconds | ms for each more | memory, MB | report, MB |",
        "|---|---|---|---|---|",
        "| 1 | 1.00 | - | 50 | 10 |",
        "| 11 | 2.00 | 100.0 | 60 | 20 |",
        "| 111 | 32.00 | 300.0 | 60 | 30 |",
    ]
    assert lines[-1].startswith("Time: ")
    assert "Memory: " in lines[-1]


def test_a_table_of_workers_has_no_line_of_the_time_which_they_save() -> None:
    points = [Point(1, 4.0, 50, "6"), Point(2, 2.0, 60, "12")]
    table = Table("Workers", "worker", points, "runs a minute", has_time_line=False)
    assert format_table(table).splitlines()[2:] == [
        "| workers | seconds | memory, MB | runs a minute |",
        "|---|---|---|---|",
        "| 1 | 4.00 | 50 | 6 |",
        "| 2 | 2.00 | 60 | 12 |",
        "",
        "Memory: 40 MB + 10 MB for each worker (R² 1.000).",
    ]


def test_each_copy_of_a_flow_has_a_name_of_its_own_which_is_that_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    write_flows(tmp_path, 40)
    files = list((tmp_path / "flows").glob("*.yaml"))
    names = [re.findall(r"^flow: (\w+)$", file.read_text(encoding="utf-8"), re.MULTILINE) for file in files]
    assert len(files) == 40
    assert names == [[file.stem] for file in files]
