"""Decides which changes break the notice, and which of its sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecfcheck.compare.model import Finding, Kind, Place, ScreenChange, Sentence
from ecfcheck.compare.pairs import ScreenPair, StepPair
from ecfcheck.report.coverage import find_entry_words
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord, Shown, StepRecord

_COURT_IS_DOWN = {Outcome.COURT_ERROR, Outcome.UNAVAILABLE}
"""Outcomes that say that the court does not work now, which says nothing about its notice."""

_LEADS_ON = {"target", "form", "link", "button", "field", "menu"}
"""What can keep a step from coming to its next screen."""

_CONTROLS = {"button", "link"}
"""The kinds of items that a check of their name reads, and nothing else."""

_MIN_PART = 4
"""How long a text must be to be searched for within another."""


def judge_screen(pair: ScreenPair, changes: Sequence[ScreenChange]) -> list[Finding]:
    """Return the changes of a screen as findings: those that a failed check is about break the notice."""
    broken = _list_broken_checks(pair)
    found = [
        _judge(pair, change, [check for check in broken if _is_about(change, check)]) for change in changes
    ]
    explained = {sentence.why for finding in found for sentence in finding.sentences}
    alone: list[Finding] = []
    for check in broken:
        if (check.difference or "") in explained:
            continue
        at = _find_likely_change(changes, check)
        if at is None:
            alone.append(_create_check_finding(pair, check))
        else:
            found[at] = _judge(pair, changes[at], [check])
    return [*found, *alone]


def _find_likely_change(changes: Sequence[ScreenChange], check: CheckRecord) -> int | None:
    """Return the index of the change that a check is about, though they have no words in common.

    What a check reads may have no words: a field that is gone, a name that is now another.
    """
    visible = [
        at for at, change in enumerate(changes) if change.kind is Kind.VISIBLE and _can_be_read(change, check)
    ]
    of_its_kind = [at for at in visible if changes[at].subject == check.check.removesuffix("s")]
    return next((few[0] for few in (of_its_kind, visible) if len(few) == 1), None)


def judge_outcome(step: StepPair, screens: Sequence[ScreenPair], findings: list[Finding]) -> list[Finding]:
    """Return the findings of a step with how it ended, if that changed and no check says why."""
    before, after = step.before.outcome, step.after.outcome
    if before is after:
        return findings
    place = (screens[-1] if screens else step).create_place()
    if not after.is_failure:
        change = ScreenChange(Kind.VISIBLE, "outcome", (str(before),), (f"{after}: the step holds again",))
        return [*findings, Finding(change, place)]
    if any(finding.change.kind is Kind.NOTICE for finding in findings) and before is Outcome.OK:
        return findings
    return _explain_failure(step, place, findings)


def _explain_failure(step: StepPair, place: Place, findings: list[Finding]) -> list[Finding]:
    """Return the findings with the reason why the step failed: a change of its last screen, or itself."""
    outcome = step.after.outcome
    kind = Kind.NOTICE if _contradicts_notice(step.after) else Kind.OUTCOME
    sentence = _create_sentence(step, step.after.comparable_message or outcome.meaning)
    reasons = {
        at
        for at, finding in enumerate(findings)
        if finding.place.where == place.where and finding.change.subject in _LEADS_ON
    }
    if reasons and kind is Kind.NOTICE:
        return [
            replace(finding, change=replace(finding.change, kind=kind), sentences=(sentence,))
            if at in reasons
            else finding
            for at, finding in enumerate(findings)
        ]
    change = ScreenChange(kind, "outcome", (str(step.before.outcome),), (f"{outcome}: {sentence.why}",))
    return [*findings, Finding(change, place, (sentence,) if kind is Kind.NOTICE else ())]


def _contradicts_notice(step: StepRecord) -> bool:
    """Return whether a step ended so because the court did not do, or show, what the notice says.

    That the step had an effect, so that its result is not known, does not change it.
    """
    return Outcome.DRIFT in {step.outcome, step.outcome_without_effect}


def _list_broken_checks(pair: ScreenPair) -> list[CheckRecord]:
    """Return the checks that held in the first run and do not hold in the second.

    None of a court that is down: what fails there is not what it documents.
    """
    if pair.step.after.outcome in _COURT_IS_DOWN:
        return []
    good = {check.check for check in pair.before.checks if check.holds}
    return [check.comparable for check in pair.after.checks if check.check in good and not check.holds]


def _judge(pair: ScreenPair, change: ScreenChange, broken: Sequence[CheckRecord]) -> Finding:
    if not broken:
        return Finding(change, pair.create_place(change))
    sentences = tuple(_create_sentence(pair.step, check.difference or "") for check in broken)
    return Finding(replace(change, kind=Kind.NOTICE), pair.create_place(change), sentences)


def _create_check_finding(pair: ScreenPair, check: CheckRecord) -> Finding:
    """Return a failed check as a finding by itself, if no change of the screen explains it."""
    change = ScreenChange(Kind.NOTICE, f"check {check.check}", ("as documented",), (check.difference or "",))
    return Finding(change, pair.create_place(), (_create_sentence(pair.step, check.difference or ""),))


def _create_sentence(pair: StepPair, why: str) -> Sentence:
    """Return the entry of the document that a step cites, as a run's report shows it."""
    step = pair.after
    return Sentence(step.document, step.step, find_entry_words(step) or step.says, why)


def _is_about(change: ScreenChange, check: CheckRecord) -> bool:
    """Return whether a failed check is about what changed."""
    if change.subject == "target":
        return _is_about_target(change, check)
    if change.kind is not Kind.VISIBLE or change.subject in {"appearance", "layout", "title"}:
        return False
    if not _can_be_read(change, check):
        return False
    documented, seen = set(_list_texts(check.documented)), set(_list_texts(check.seen))
    differing = documented ^ seen
    if not differing:  # the order or the number
        differing = documented
    items = (*change.items_before, *change.items_after)
    words = {text for item in items for text in (item.words, item.labels) if text}
    return any(_is_same_or_within(one, text) for one in words for text in differing)


def _can_be_read(change: ScreenChange, check: CheckRecord) -> bool:
    """Return whether a check reads what changed: buttons are not read from a paragraph that names one."""
    kind = check.check.removesuffix("s")
    items = (*change.items_before, *change.items_after)
    return kind not in _CONTROLS or not items or any(item.kind == kind for item in items)


def _is_about_target(change: ScreenChange, check: CheckRecord) -> bool:
    """Return whether a failed check has read that a link leads elsewhere: `Reports (leads to ...)`."""
    words = {item.words for item in (*change.items_before, *change.items_after) if item.words}
    return any(text.startswith(f"{one} (") for one in words for text in _list_texts(check.seen))


def _is_same_or_within(words: str, text: str) -> bool:
    if words == text:
        return True
    return min(len(words), len(text)) >= _MIN_PART and (words in text or text in words)


def _list_texts(value: Shown) -> Iterator[str]:
    """Yield the texts of what a check documents or has seen, with its labels."""
    match value:
        case str():
            yield " ".join(value.split())
        case tuple():
            for entry in value:
                yield from _list_texts(entry)
        case dict():
            for label, below in value.items():
                yield label
                yield from _list_texts(below)
