"""Which courts a run checks: at most one of each release, each with the address it is to be reached at."""

from collections.abc import Mapping, Sequence

from config.court import Court, Release, apply_base_url, load_court
from config.problem_collector import ProblemCollector

STAGED: Mapping[Release, str] = {"nextgen": "staged", "legacy": "staged_legacy"}
"""What is checked where nobody says which: the staged court, in each of its releases."""

Courts = Mapping[Release, Court]
"""The courts of a run, by the release that flows name."""


def load_courts(names: Sequence[str], base_url: str | None = None) -> Courts:
    """Return the courts of these ids or files; none named means the staged ones.

    With a base URL it is one court: the one named, or the staged one of today. Raises Problems.
    """
    problems = ProblemCollector()
    courts: dict[Release, Court] = {}
    for name in names or ([STAGED["nextgen"]] if base_url else STAGED.values()):
        with problems.collect():
            court = load_court(name)
            if court.release in courts:
                problems.add("--court", _twice(name, court))
            courts[court.release] = court
    if base_url and len(names) > 1:
        problems.add("--base-url", "is one court's address; name one --court with it")
    problems.raise_any()
    return {
        release: apply_base_url(court, base_url) if base_url else court for release, court in courts.items()
    }


def _twice(name: str, court: Court) -> str:
    return f"{name!r} is another court of the release {court.release}; a run checks one of each release"
