"""Journals of audits of invented people."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ecfcheck.audit.result import JOURNAL, AuditedCourt, AuditEnd, AuditHead, AuditRecord, Result
from ecfcheck.audit.status import Status

STARTED = datetime(2026, 7, 13, 9, 30, tzinfo=UTC)
CTD = AuditedCourt(
    id="ctd", name="District of Connecticut (staged)", address="http://ecf.ctd.localhost:8400/cgi-bin/"
)
NYSD = AuditedCourt(
    id="nysd",
    name="Southern District of New York (staged)",
    address="http://ecf.nysd.localhost:8400/cgi-bin/",
)
CTB = AuditedCourt(
    id="ctb", name="Connecticut Bankruptcy Court (staged)", address="http://ecf.ctb.localhost:8400/cgi-bin/"
)
SEEN = {
    Status.LINKED: "the menu has Civil and Criminal",
    Status.NOT_LINKED: "Utilities offers: Link a CM/ECF account to my PACER account",
    Status.NOT_ENTITLED: "the menu has Query, Reports, Utilities and no Civil; Utilities offers no link",
    Status.NOT_UPGRADED: "PACER says: Your account is a legacy account. Please upgrade it to continue.",
    Status.PASSCODE_NEEDED: "PACER asks for a one-time passcode",
    Status.UPDATE_REQUIRED: "PACER says: You must update your account information.",
    Status.REFUSED: "PACER says: Invalid username or password.",
    Status.LOCKED: "PACER says: Your account has been disabled.",
    Status.CLIENT_CODE_NEEDED: "CM/ECF says: A client code is required for your account.",
    Status.COURT_UNAVAILABLE: "net::ERR_CONNECTION_REFUSED at http://ecf.ctd.localhost:8400/",
    Status.NOT_KNOWN: "the screen after the login matches no page object",
    Status.NOT_TRIED: "5 logins in a row were refused",
}
ACCOUNT_WIDE = (
    Status.REFUSED,
    Status.NOT_UPGRADED,
    Status.PASSCODE_NEEDED,
    Status.LOCKED,
    Status.UPDATE_REQUIRED,
)
AT_A_COURT = (Status.NOT_LINKED, Status.NOT_LINKED, Status.NOT_ENTITLED, Status.COURT_UNAVAILABLE)
GIVEN = ("Mara", "Jonas", "Ilse", "Tobin", "Odette", "Caspar", "Wren", "Lorcan", "Petra", "Silas")
FAMILY = ("Quillfeather", "Vellum", "Inkwell", "Foolscap", "Blotter", "Gavelock", "Marginalia")


def head(people: Sequence[str], *courts: AuditedCourt, started: datetime = STARTED) -> AuditHead:
    """Return the head of an audit of people who are all at the same courts."""
    return AuditHead(
        started=started,
        version="0.1.0",
        roster="staff.csv",
        plan="0f6b2c1d",
        people=dict.fromkeys(people, tuple(court.id for court in courts)),
        courts=courts,
        browser="Chromium 156.0.8078.79 (headless shell)",
    )


def result(  # noqa: PLR0913 - one argument for each field that a test varies
    alias: str,
    status: Status,
    court: AuditedCourt = CTD,
    *,
    name: str | None = None,
    evidence: str | None = None,
    picture: str | None = None,
    when: datetime = STARTED + timedelta(minutes=1),
) -> Result:
    """Return a result with typical evidence for its status."""
    return Result(
        alias=alias,
        name=name,
        court=court.id,
        status=status,
        evidence=SEEN[status] if evidence is None else evidence,
        picture=picture,
        when=when,
        milliseconds=1234,
    )


def end(after: timedelta = timedelta(minutes=12)) -> AuditEnd:
    """Return the end of an audit."""
    return AuditEnd(finished=STARTED + after)


def write_journal(folder: Path, *records: AuditRecord) -> Path:
    """Write a journal of these records into a folder; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{record.model_dump_json()}\n" for record in records)
    (folder / JOURNAL).write_text(text, encoding="utf-8")
    return folder


def firm(people: int, *courts: AuditedCourt, later: int = 0, names: bool = True) -> tuple[AuditRecord, ...]:
    """Return a finished audit of a firm with a mix of all statuses.

    `later` is by how many weeks the audit is later than the first; some statuses have changed then.
    """
    aliases = [f"filer-{number:03}" for number in range(1, people + 1)]
    started = STARTED + timedelta(weeks=later)
    results = [
        result(
            alias,
            _choose_status(number, index, later),
            court,
            name=_create_name(number) if names else None,
            when=started + timedelta(seconds=2 * number + index),
        )
        for number, alias in enumerate(aliases, 1)
        for index, court in enumerate(courts)
    ]
    finished = AuditEnd(finished=started + timedelta(seconds=2 * people + 5))
    return (head(aliases, *courts, started=started), *results, finished)


def _create_name(number: int) -> str:
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"


def _choose_status(number: int, index: int, later: int) -> Status:
    """Return the status of the person of a number at the court of an index."""
    if number % 17 == 0:
        return ACCOUNT_WIDE[number // 17 % len(ACCOUNT_WIDE)]
    if number % 97 == 0:
        return Status.NOT_TRIED if number % 2 else Status.NOT_KNOWN
    shift = later if number % 9 == 0 else 0
    if (number + 3 * index + shift) % 7 == 0:
        return AT_A_COURT[number // 7 % len(AT_A_COURT)]
    return Status.LINKED
