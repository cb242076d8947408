"""Problems of independent steps are reported all at once, sorted by position."""

from collections.abc import Callable

import pytest

from config.problem_collector import ProblemCollector
from config.yaml_file import Position, Problem, ProblemsError


@pytest.fixture
def problems() -> ProblemCollector:
    return ProblemCollector()


def list_reported(problems: ProblemCollector) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        problems.raise_any()
    return str(error.value).splitlines()


def fail(*paths: str) -> None:
    raise ProblemsError(Problem(path, None, "is wrong") for path in paths)


def test_nothing_is_raised_without_problems(problems: ProblemCollector) -> None:
    with problems.collect():
        value = "read"
    problems.raise_any()
    assert value == "read"


def test_a_step_runs_after_an_earlier_one_failed(problems: ProblemCollector) -> None:
    with problems.collect():
        fail("--court")
    with problems.collect():
        fail("--shard")
    assert list_reported(problems) == ["--court: is wrong", "--shard: is wrong"]


def test_the_rest_of_a_failed_block_is_skipped(problems: ProblemCollector) -> None:
    done = []
    with problems.collect():
        done.append("before")
        fail("--court")
        done.append("after")
    assert done == ["before"]


def test_all_problems_of_one_step_are_reported(problems: ProblemCollector) -> None:
    with problems.collect():
        fail("NAME", "PASSWORD")
    assert list_reported(problems) == ["NAME: is wrong", "PASSWORD: is wrong"]


def test_problems_are_sorted_by_path_and_position(
    problems: ProblemCollector,
) -> None:
    problems.add("b.yaml", "is empty")
    problems.extend(
        [Problem("a.yaml", Position(10, 1), "the tenth"), Problem("a.yaml", Position(2, 5), "the second")]
    )
    with problems.collect():
        fail("a.yaml")
    assert list_reported(problems) == [
        "a.yaml: is wrong",
        "a.yaml:2:5: the second",
        "a.yaml:10:1: the tenth",
        "b.yaml: is empty",
    ]


def test_equal_problems_are_reported_once(problems: ProblemCollector) -> None:
    for _ in range(2):
        with problems.collect():
            fail("--court")
    assert list_reported(problems) == ["--court: is wrong"]


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_other_exceptions_are_not_collected(problems: ProblemCollector, error: type[BaseException]) -> None:
    problems.add("--court", "is wrong")

    def collect() -> None:
        with problems.collect():
            raise error

    with pytest.raises(error):
        collect()


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: ProblemsError.single("--live", "is missing"), "--live: is missing"),
        (lambda: ProblemsError.single("a.yaml", "is empty", Position(3, 7)), "a.yaml:3:7: is empty"),
    ],
)
def test_a_single_problem_prints_with_its_position(make: Callable[[], ProblemsError], text: str) -> None:
    assert str(make()) == text
