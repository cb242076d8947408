"""Findings are printed in columns, and only a problem makes the command fail."""

from ecfcheck.doctor.diagnosis import accept, format_diagnoses, has_problem, note, report_problem

FINE = accept("Python", "3.11")
NOTE = note("keyring", "none", "nothing")
PROBLEM = report_problem("browser", "not found; looked for\n  here", "install one\n  or  name one")


def test_findings_stand_in_columns_with_the_remedy_below() -> None:
    assert format_diagnoses([FINE, PROBLEM]).splitlines() == [
        "ok       Python   3.11",
        "problem  browser  not found; looked for",
        "                  here",
        "                  next  install one",
        "                        or  name one",
    ]


def test_only_a_problem_makes_the_command_fail() -> None:
    assert has_problem([FINE, PROBLEM])
    assert not has_problem([FINE, NOTE])
