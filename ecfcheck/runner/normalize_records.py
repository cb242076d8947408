"""Adds to the record of a failed step what a comparison shows of it, normalized as snapshots are."""

from typing import Any

from ecfcheck.runner.normalize import Clean, Normalizer
from ecfcheck.runner.records import CheckRecord, NormalizedCheck, PartRecord, StepRecord


def normalize_step(step: StepRecord, message: str, normalizer: Normalizer) -> StepRecord:
    """Return the record with a message, and with the checks that do not hold, normalized as well.

    The message is without a rule of the document: the same failure breaks another rule in each flow.
    """
    checks = [check for part in step.parts for check in part.checks if not check.holds]
    clean = _choose_clean(checks, normalizer)
    return step.model_copy(
        update={
            "normalized_message": clean(message),
            "parts": tuple(_normalize_part(part, clean) for part in step.parts),
        }
    )


def _choose_clean(checks: list[CheckRecord], normalizer: Normalizer) -> Clean:
    """Return what cleans the texts so that what is not as documented can still be seen in them.

    Dates and numbers stay if one of them is not as documented. If a name is not, each name says which of the
    account's it is.
    """

    def loses_difference(clean: Clean) -> bool:
        return any(
            check.documented != check.seen
            and _clean_shown(check.documented, clean) == _clean_shown(check.seen, clean)
            for check in checks
        )

    ways = (normalizer.clean, normalizer.clean_personal, normalizer.clean_personal_by_place)
    return next((clean for clean in ways if not loses_difference(clean)), normalizer.clean_personal)


def _normalize_part(part: PartRecord, clean: Clean) -> PartRecord:
    if all(check.holds for check in part.checks):
        return part
    return part.model_copy(update={"checks": tuple(_normalize_check(check, clean) for check in part.checks)})


def _normalize_check(check: CheckRecord, clean: Clean) -> CheckRecord:
    if check.difference is None:
        return check
    normalized = NormalizedCheck(
        documented=_clean_shown(check.documented, clean),
        seen=_clean_shown(check.seen, clean),
        difference=clean(check.difference),
    )
    return check.model_copy(update={"normalized": normalized})


def _clean_shown(value: Any, clean: Clean) -> Any:
    """Return a value that a screen shows, with its texts and labels cleaned."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {clean(label): _clean_shown(below, clean) for label, below in value.items()}
        case _:
            return tuple(map(clean, value))
