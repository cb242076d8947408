"""Creates cases and enters documents on their dockets."""

from stage import clock, database, names
from stage.mint_request import CaseRequest

# The docket entry that allows filing over the internet in a case.
E_FILING_ENTRIES = {
    "order": (
        "E-FILING ORDER",
        "It is ordered that papers in this case be filed over the internet by counsel of record.",
    ),
    "consent": (
        "CONSENT to electronic filing by counsel of record",
        "Counsel of record consent to the filing of papers in this case over the internet.",
    ),
}


def today() -> str:
    """Return the stage's date in ISO 8601."""
    return clock.format_iso(clock.now())[:10]


def create_case(court: str, traits: CaseRequest, ecf_id: int | None) -> dict[str, str]:
    """Create a case with a new number; return its number and title, for the mint's answer."""
    plaintiff, defendant = names.invent_parties(traits.kind)
    number, title = _find_free_number(court), f"{plaintiff} v. {defendant}"
    row = {"court": court, "number": number, "title": title, "kind": traits.kind, "e_filing": traits.e_filing}
    case_id = database.insert("court_case", row)
    if traits.counsel:
        database.insert("counsel", {"court_case": case_id, "ecf_account": ecf_id})
    enter_document(
        case_id,
        f"COMPLAINT against {defendant}, filed by {plaintiff}",
        f"{plaintiff}, the plaintiff, asks the court for judgment against {defendant}, the defendant.",
    )
    if entry := E_FILING_ENTRIES.get(traits.e_filing):
        enter_document(case_id, *entry)
    return {"number": number, "title": title}


def enter_document(case_id: int, title: str, text: str) -> int:
    """Enter a document on a case's docket, with today's date; return its number there."""
    (last,) = (
        database.get_db()
        .execute("SELECT coalesce(max(number), 0) FROM document WHERE court_case = ?", (case_id,))
        .fetchone()
    )
    row = {"court_case": case_id, "number": last + 1, "filed_on": today(), "title": title, "text": text}
    database.insert("document", row)
    return int(last) + 1


def _find_free_number(court: str) -> str:
    return names.find_free(
        lambda: f"3:{today()[2:4]}-cv-{names.draw_digits(5)}",
        lambda candidate: (
            database.get_db()
            .execute("SELECT 1 FROM court_case WHERE court = ? AND number = ?", (court, candidate))
            .fetchone()
        ),
    )
