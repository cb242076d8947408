"""Runs pytest in the test's own process: starting another takes more than a second."""

import signal
from collections.abc import Callable, Iterator

# Imported before pytester takes its snapshot of sys.meta_path: importing it puts a finder of distributions
# there and disables the standard one, and without both of them pytest finds no plugins.
import keyring  # noqa: F401 - see above
import pytest

from ecfcheck.runner.signals import ENDING

RunHere = Callable[..., pytest.RunResult]


@pytest.fixture
def run_here(pytester: pytest.Pytester) -> Iterator[RunHere]:
    """Return a function that runs pytest in pytester's folder, up to the first test.

    Tests cannot run within a test.
    """
    before = {number: signal.getsignal(number) for number in ENDING}

    def run(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:faulthandler", *arguments)

    yield run
    for number, handler in before.items():
        signal.signal(number, handler)
