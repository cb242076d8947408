"""Tests the exact text of an audit's progress bar and of its summary."""

from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper

from rich.console import Console

from ecfcheck.audit.compare import Change, ChangeKind
from ecfcheck.audit.progress import Progress, summarize, summarize_changes
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status
from tests.helpers.audit_samples import STARTED

NOW = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)


def create_result(alias: str, status: Status, court: str = "ctd") -> Result:
    return Result(alias=alias, court=court, status=status, evidence="seen", when=NOW)


def show_audit(*, live: bool) -> str:
    """Return the terminal output of an audit of three with two answers and a wait between them."""
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100, color_system=None)
    with Progress(3, live, console) as progress:
        progress.count_result(create_result("a", Status.NOT_LINKED))
        progress.show_wait("waiting for the\nlogin limit")
        progress.count_result(create_result("b", Status.LINKED))
    return stream.getvalue()


def test_the_bar_ends_with_the_number_of_answers_and_the_counts_by_status() -> None:
    output = show_audit(live=True)
    assert "2/3" in output
    assert "left" in output
    assert "1 linked, 1 not linked" in output


def test_the_bar_shows_what_the_audit_waits_for_until_the_next_answer() -> None:
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100, color_system=None)
    progress = Progress(3, live=True, console=console)
    progress.show_wait("waiting for the\nlogin limit")
    console.print(progress)
    assert "waiting for the login limit" in stream.getvalue()
    progress.count_result(create_result("a", Status.LINKED))
    stream.truncate(0)
    console.print(progress)
    assert "waiting" not in stream.getvalue()


def test_the_counts_are_shown_on_an_ascii_terminal() -> None:
    stream = TextIOWrapper(BytesIO(), encoding="ascii")
    console = Console(file=stream, force_terminal=True, width=100, color_system=None)
    with Progress(2, live=True, console=console) as progress:
        progress.count_result(create_result("a", Status.LINKED))
        progress.count_result(create_result("b", Status.REFUSED))
    stream.seek(0)
    assert "1 linked, 1 refused" in stream.read()


def test_nothing_is_written_if_the_output_is_not_live() -> None:
    assert show_audit(live=False) == ""


def test_the_summary_has_the_counts_and_who_has_to_do_what() -> None:
    results = [
        create_result("bdoe", Status.REFUSED),
        create_result("jroe", Status.LINKED),
        create_result("jroe", Status.NOT_LINKED, "nysd"),
        create_result("kroe", Status.NOT_LINKED),
        create_result("kroe", Status.NOT_LINKED, "nysd"),
        *(create_result(f"p{number}", Status.LINKED) for number in range(9)),
    ]
    assert summarize(results) == [
        "14 answers about 12 people in 2 courts",
        "  10  linked",
        "   3  not linked",
        "   1  refused",
        "",
        f"not linked: {Status.NOT_LINKED.next}",
        "  jroe (nysd), kroe (ctd, nysd)",
        "",
        f"refused: {Status.REFUSED.next}",
        "  bdoe (ctd)",
    ]


def test_the_summary_names_at_most_ten_people_and_no_single_court() -> None:
    lines = summarize(create_result(f"p{number}", Status.NOT_TRIED) for number in range(47))
    assert lines == [
        "47 answers about 47 people in 1 court",
        "  47  not tried",
        "",
        f"not tried: {Status.NOT_TRIED.next}",
        "  p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 37 more",
    ]


def test_the_summary_of_linked_people_has_no_tasks_and_uses_the_singular_for_one() -> None:
    assert summarize([create_result("a", Status.LINKED)]) == [
        "1 answer about 1 person in 1 court",
        "  1  linked",
    ]
    assert summarize([]) == ["0 answers about 0 people in 0 courts"]


def test_the_summary_of_changes_names_first_who_may_no_longer_file() -> None:
    broken = Change(ChangeKind.NEWLY_BROKEN, Status.LINKED, Status.LOCKED)
    linked = Change(ChangeKind.NEWLY_LINKED, Status.NOT_LINKED, Status.LINKED)
    changes = {("ann", "ctd"): linked, ("bob", "ctd"): broken, ("bob", "nysd"): broken, ("cy", "ctd"): broken}
    assert summarize_changes(changes, STARTED) == [
        "",
        "since the previous audit (July 13, 2026, 09:30:00 UTC): 3 newly broken, 1 newly linked",
        "  newly broken: bob (ctd, nysd), cy (ctd)",
    ]
    assert summarize_changes({}, STARTED)[1:] == [
        "since the previous audit (July 13, 2026, 09:30:00 UTC): nothing has changed"
    ]
