"""What people see of an audit while it goes on, and the lines that close it, to the letter."""

from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper

from rich.console import Console

from ecfcheck.audit.progress import Progress, summary
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status

NOW = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)


def result(alias: str, status: Status, court: str = "ctd") -> Result:
    return Result(alias=alias, court=court, status=status, evidence="seen", when=NOW)


def watched(*, live: bool) -> str:
    """Return all that an audit of three writes, of which two are told, and the second is waited for."""
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100, color_system=None)
    with Progress(3, live, console) as progress:
        progress.told(result("a", Status.NOT_LINKED))
        progress.waiting("waiting for the\nlogin limit")
        progress.told(result("b", Status.LINKED))
    return stream.getvalue()


def test_the_bar_ends_with_how_many_were_told_and_the_counts_in_the_statuses_order() -> None:
    written = watched(live=True)
    assert "2/3" in written
    assert "left" in written
    assert "1 linked, 1 not linked" in written


def test_what_the_audit_waits_for_stands_beside_the_bar_until_an_answer_comes() -> None:
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, width=100, color_system=None)
    progress = Progress(3, live=True, console=console)
    progress.waiting("waiting for the\nlogin limit")
    console.print(progress)
    assert "waiting for the login limit" in stream.getvalue()
    progress.told(result("a", Status.LINKED))
    stream.truncate(0)
    console.print(progress)
    assert "waiting" not in stream.getvalue()


def test_a_terminal_that_takes_ascii_alone_shows_it_too() -> None:
    stream = TextIOWrapper(BytesIO(), encoding="ascii")
    console = Console(file=stream, force_terminal=True, width=100, color_system=None)
    with Progress(2, live=True, console=console) as progress:
        progress.told(result("a", Status.LINKED))
        progress.told(result("b", Status.REFUSED))
    stream.seek(0)
    assert "1 linked, 1 refused" in stream.read()


def test_where_nobody_watches_nothing_is_written() -> None:
    assert watched(live=False) == ""


def test_an_audit_is_closed_by_its_counts_and_by_who_has_to_do_what() -> None:
    results = [
        result("bdoe", Status.REFUSED),
        result("jroe", Status.LINKED),
        result("jroe", Status.NOT_LINKED, "nysd"),
        result("kroe", Status.NOT_LINKED),
        result("kroe", Status.NOT_LINKED, "nysd"),
        *(result(f"p{number}", Status.LINKED) for number in range(9)),
    ]
    assert summary(results) == [
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


def test_of_many_people_ten_are_named_and_of_one_court_none_is() -> None:
    lines = summary(result(f"p{number}", Status.NOT_TRIED) for number in range(47))
    assert lines == [
        "47 answers about 47 people in 1 court",
        "  47  not tried",
        "",
        f"not tried: {Status.NOT_TRIED.next}",
        "  p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 37 more",
    ]


def test_one_person_is_no_people_and_where_all_is_well_nobody_has_to_do_anything() -> None:
    assert summary([result("a", Status.LINKED)]) == ["1 answer about 1 person in 1 court", "  1  linked"]
    assert summary([]) == ["0 answers about 0 people in 0 courts"]
