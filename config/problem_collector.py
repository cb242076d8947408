"""Collects the problems of independent steps, to report all of them at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from config.yaml_file import Position, Problem, ProblemsError


class ProblemCollector:
    """Collects problems until `raise_any` raises all of them.

        problems = ProblemCollector()
        with problems.collect():
            court = load_court(name)
        with problems.collect():
            shard = read_shard(text)
        problems.raise_any()

    Use a variable that such a block assigns only after `raise_any`: the block may have ended early.
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Collect the ProblemsError that the block raises, and continue after the block."""
        try:
            yield
        except ProblemsError as error:
            self.extend(error.problems)

    def add(self, path: str, text: str, place: Position | None = None) -> None:
        """Collect one problem."""
        self._problems.append(Problem(path, place, text))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Collect several problems."""
        self._problems += problems

    def raise_any(self) -> None:
        """Raise ProblemsError with all collected problems, if there are any."""
        if self._problems:
            raise ProblemsError(self._problems)
