"""A proof is printed as tables, and what was not noticed by its place."""

from ecfcheck.prove.table import format_operators, format_steps, format_summary, format_unnoticed
from ecfcheck.prove.verdict import MutantVerdict
from tests.helpers.mutants import build_record

RECORDS = [
    build_record("remove", verdict=MutantVerdict.KILLED),
    build_record("empty", step="6"),
    build_record("swap", step="6", check="menu", item="Query"),
    build_record("append", step="6", check="menu", item="Query"),
    build_record("swap", verdict=MutantVerdict.MISPLACED, cause="ACCOUNT instead of DRIFT"),
]


def test_the_steps_have_a_row_each() -> None:
    assert format_steps(RECORDS) == [
        "flow and step   mutants   killed  misplaced  survived",
        "link_account 5        2        1          1         0",
        "link_account 6        3        0          0         3",
    ]


def test_the_operators_have_a_row_each() -> None:
    assert format_operators(RECORDS)[1:] == [
        "remove          1        1          0         0",
        "empty           1        0          0         1",
        "swap            2        0          1         1",
        "append          1        0          0         1",
    ]


def test_what_was_not_noticed_is_grouped_by_its_place() -> None:
    assert format_unnoticed(RECORDS) == [
        "misplaced: link_account 5 link_confirmation screen: swap (ACCOUNT instead of DRIFT)",
        'survived: link_account 6 link_confirmation menu "Query": swap, append',
        "survived: link_account 6 link_confirmation screen: empty",
    ]


def test_the_summary_counts_only_what_was_applied() -> None:
    records = [*RECORDS[:2], build_record("blank", verdict=MutantVerdict.NOT_APPLIED)]
    assert format_summary(records, 6) == (
        "3 mutants: 1 killed, 1 survived, 1 not applied · 50.0 % killed or argued · 6 s, 2.00 s each"
    )
