"""Formats a proof as text: a table of the steps, one of the operators, and what was not noticed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from ecfcheck.prove.verdict import MutantRecord, MutantVerdict
from ecfcheck.report.text import collapse_whitespace, count, truncate

_COLUMNS = tuple(MutantVerdict)
_PERCENT = 100
_ITEM_ROOM = 60
_NUMBER_ROOM = 9


def format_steps(records: Sequence[MutantRecord]) -> list[str]:
    """Return a row for each flow and step."""
    return _format_table("flow and step", records, lambda record: f"{record.flow} {record.step}")


def format_operators(records: Sequence[MutantRecord]) -> list[str]:
    """Return a row for each operator."""
    return _format_table("operator", records, lambda record: record.operator)


def _format_table(
    head: str, records: Sequence[MutantRecord], get_key: Callable[[MutantRecord], str]
) -> list[str]:
    counts: dict[str, Counter[MutantVerdict]] = defaultdict(Counter)
    for record in records:
        counts[get_key(record)][record.verdict] += 1
    room = max(len(head), *map(len, counts)) if counts else len(head)
    verdicts = [verdict for verdict in _COLUMNS if any(row[verdict] for row in counts.values())]
    titles = "".join(f"{verdict:>{_width(verdict)}}" for verdict in verdicts)
    lines = [f"{head:<{room}}  mutants{titles}"]
    for key, row in counts.items():
        numbers = "".join(f"{row[verdict]:>{_width(verdict)}}" for verdict in verdicts)
        lines.append(f"{key:<{room}}  {row.total():>7}{numbers}")
    return lines


def _width(verdict: MutantVerdict) -> int:
    return max(len(verdict) + 2, _NUMBER_ROOM)


def format_unnoticed(records: Iterable[MutantRecord]) -> list[str]:
    """Return what was not noticed as it should be: by place, each with its operators and causes."""
    groups: dict[tuple[str, ...], list[MutantRecord]] = defaultdict(list)
    for record in records:
        if not record.verdict.is_accepted:
            place = (record.flow, record.step, record.screen, record.check, record.item)
            groups[record.verdict, record.cause or "", *place].append(record)
    lines = []
    for (verdict, cause, flow, step, screen, check, item), group in sorted(groups.items()):
        words = truncate(collapse_whitespace(item), _ITEM_ROOM)
        what = f'{check} "{words}"' if item else check
        changes = ", ".join(dict.fromkeys(record.operator for record in group))
        because = f" ({truncate(collapse_whitespace(cause), 120)})" if cause else ""
        lines.append(f"{verdict}: {flow} {step} {screen} {what}: {changes}{because}")
    return lines


def format_summary(records: Sequence[MutantRecord], seconds: float) -> str:
    """Return one line: how many mutants were noticed, and how long it took."""
    numbers = Counter(record.verdict for record in records)
    applied = len(records) - numbers[MutantVerdict.NOT_APPLIED] - numbers[MutantVerdict.NOT_JUDGED]
    accepted = numbers[MutantVerdict.KILLED] + numbers[MutantVerdict.ARGUED]
    share = f"{accepted / applied * _PERCENT:.1f} %" if applied else "none applied"
    parts = [f"{numbers[verdict]} {verdict}" for verdict in _COLUMNS if numbers[verdict]]
    each = f"{seconds / len(records):.2f} s each" if records else "none judged"
    mutants = f"{count(len(records), 'mutant')}: {', '.join(parts)}"
    return f"{mutants} · {share} killed or argued · {seconds:.0f} s, {each}"
