"""Sample records of runs of the link procedure."""

import base64
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ecfcheck.runner.not_run import RUN_INTERRUPTED
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import (
    CheckRecord,
    CourtRecord,
    EndRecord,
    PartRecord,
    Record,
    RunRecord,
    StepRecord,
)

STARTED = datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC)
COURT = "http://ecf.ctd.localhost:8400/cgi-bin"
SMALLEST_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////////////////////////////////"
    "//////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
TITLE = "Link an upgraded PACER account to a CM/ECF account"
EXPLANATION = (
    "If you had a CM/ECF e-filing account in this court before the court converted to NextGen CM/ECF, enter "
    "your old CM/ECF login and password below and press Submit."
)


def check(name: str, documented: str | tuple[str, ...] | dict[str, str]) -> CheckRecord:
    """Return a check that holds."""
    return CheckRecord(check=name, documented=documented, seen=documented)


MENU = CheckRecord(
    check="sections",
    documented={
        "": ("Court Information",),
        "Your Account": ("Change Client Code", "Link a CM/ECF account to my PACER account"),
    },
    seen={
        "": ("Court Information",),
        "Your Account": ("Change Client Code", "Link a CM/ECF account to my PACER account"),
    },
)
SAYS = {
    "1": "From the court's website, open E-Filing (CM/ECF).",
    "2": "Log in with the upgraded PACER user name and password.",
    "3": "Open Utilities and choose Link a CM/ECF account to my PACER account.",
    "4": "Enter the current CM/ECF login and password, and submit.",
    "5": "Ensure that the accounts listed are accurate.",
    "6": "Click one of the menu items: Civil and Criminal appear.",
}
PARTS = {
    "1": (
        PartRecord(
            screen="court_website",
            url="http://www.ctd.localhost:8400/",
            checks=(check("links", ("E-Filing (CM/ECF)",)),),
            action="open_e_filing",
            effect="read",
            done=True,
            milliseconds=84,
        ),
    ),
    "2": (
        PartRecord(
            screen="pacer_login",
            url="http://pacer.localhost:8400/csologin/login.jsf",
            checks=(
                check("fields", ("Username *", "Password *", "Client Code")),
                check("buttons", ("Login", "Clear", "Cancel")),
                check("links", ("Need an Account?", "Forgot Your Password?", "Forgot User Name?")),
                check("text", ("restricted government web site for official PACER use only",)),
            ),
            action="log_in",
            effect="read",
            done=True,
            milliseconds=301,
        ),
    ),
    "3": (
        PartRecord(
            screen="menu",
            url=f"{COURT}/login.pl?802640271-L_1_0-1",
            checks=(check("entries", ("Query", "Reports", "Utilities", "Help", "Log Out")),),
            action="open_utilities",
            effect="read",
            done=True,
            milliseconds=64,
        ),
        PartRecord(
            screen="utilities",
            url=f"{COURT}/DisplayMenu.pl?Utilities",
            checks=(MENU,),
            action="open_link",
            effect="read",
            done=True,
            milliseconds=48,
        ),
    ),
    "4": (
        PartRecord(
            screen="link_form",
            url=f"{COURT}/linkAccount.pl?4711",
            checks=(
                check("text", (EXPLANATION,)),
                check("fields", ("CM/ECF login:", "CM/ECF password:")),
                check("buttons", ("Submit", "Clear")),
            ),
            action="submit_credentials",
            effect="read",
            done=True,
            milliseconds=120,
        ),
    ),
    "5": (
        PartRecord(
            screen="link_confirmation",
            url=f"{COURT}/linkAccount.pl?4712",
            checks=(
                check("rows", {"CM/ECF": "John Attorney", "PACER": "John Attorney"}),
                check("text", ("permanently linked",)),
            ),
            action="confirm",
            effect="permanent",
            done=True,
            milliseconds=133,
        ),
    ),
    "6": (
        PartRecord(
            screen="menu",
            url=f"{COURT}/DisplayMenu.pl?Query",
            checks=(
                check(
                    "entries",
                    ("Civil", "Criminal", "Query", "Reports", "Utilities", "Search", "Help", "Log Out"),
                ),
            ),
            milliseconds=51,
        ),
    ),
}
WRONG_NAME = CheckRecord(
    check="rows",
    documented={"CM/ECF": "John Attorney", "PACER": "John Attorney"},
    seen={"CM/ECF": "Jon Attorney", "PACER": "John Attorney"},
    difference='CM/ECF is "Jon Attorney"',
)

HEAD = RunRecord(
    started=STARTED,
    version="0.1.0",
    courts=(CourtRecord(name="District of Connecticut (staged)", address=f"{COURT}/"),),
    browser="Chromium 156.0.8078.79 (headless shell)",
)
END = EndRecord(finished=STARTED + timedelta(milliseconds=1420))


def step(number: str, run: int = 1) -> StepRecord:
    """Return a step of the link procedure that is OK."""
    parts = tuple(
        part.model_copy(update={"picture": f"evidence/{run:02}-{number}-{part.screen}.jpg"})
        for part in PARTS[number]
    )
    return StepRecord(
        flow="link_account",
        title=TITLE,
        document="ctd-link-pacer-account",
        persona="unlinked_filer",
        run=run,
        step=number,
        says=SAYS[number],
        path="flows/link_account.yaml",
        line=11 + 6 * int(number),
        step_count=len(SAYS),
        outcome=Outcome.OK,
        started=STARTED + timedelta(milliseconds=200 * int(number)),
        milliseconds=sum(part.milliseconds for part in parts) + 7,
        parts=parts,
    )


def good_steps(run: int = 1) -> tuple[StepRecord, ...]:
    """Return the six steps, all of them OK."""
    return tuple(step(number, run) for number in SAYS)


def failed_steps(run: int = 1) -> tuple[StepRecord, ...]:
    """Return four steps that are OK, a fifth with a wrong name, and a sixth that was not run."""
    *first, fifth, sixth = good_steps(run)
    part = fifth.parts[0]
    wrong = part.model_copy(update={"checks": (WRONG_NAME, part.checks[1]), "done": False})
    drift = fifth.model_copy(
        update={
            "outcome": Outcome.DRIFT,
            "message": 'link_confirmation shows the row CM/ECF as "Jon Attorney"; documented: "John Attorney"'
            " (the persona's name)",
            "next": "names differ: do not submit; nothing was linked",
            "parts": (wrong,),
            "milliseconds": 2310,
        }
    )
    not_run = sixth.model_copy(update={"outcome": Outcome.NOT_RUN, "parts": (), "milliseconds": 0})
    return (*first, drift, not_run)


def rehearsed_steps(run: int = 1) -> tuple[StepRecord, ...]:
    """Return four steps that are OK, a fifth that was rehearsed, and a sixth that was not run."""
    *first, fifth, sixth = good_steps(run)
    part = fifth.parts[0].model_copy(update={"done": False})
    message = (
        "rehearsed: link_confirmation.confirm is ready and was not done: its effect, permanent, is closed on"
        " District of Connecticut"
    )
    rehearsed = fifth.model_copy(update={"rehearsed": True, "message": message, "parts": (part,)})
    not_run = {
        "outcome": Outcome.NOT_RUN,
        "message": "the rehearsal ended with step 5",
        "parts": (),
        "milliseconds": 0,
    }
    return (*first, rehearsed, sixth.model_copy(update=not_run))


def interrupted_run(*not_begun: str) -> tuple[Record, ...]:
    """Return the records of a run that was interrupted after four steps of a flow, before these flows."""
    *first, fifth, sixth = good_steps()
    values = {"outcome": Outcome.NOT_RUN, "message": RUN_INTERRUPTED, "parts": (), "milliseconds": 0}
    rest = [step.model_copy(update=values) for step in (fifth, sixth)]
    end = END.model_copy(update={"interrupted": True, "not_run": ("link_account", *not_begun)})
    return (HEAD, *first, *rest, end)


def provisional_step(run: int = 1) -> StepRecord:
    """Return what is on record of the fifth step before its effect is sent."""
    fifth = step("5", run)
    part = fifth.parts[0].model_copy(update={"done": False})
    values = {
        "provisional": True,
        "outcome": Outcome.UNKNOWN_STATE,
        "message": "link_confirmation: the run ended before the answer to confirm, which may have been sent",
        "next": "do not repeat it; look at the court's screens to see whether it took effect",
        "parts": (part,),
        "milliseconds": 0,
    }
    return fifth.model_copy(update=values)


def retried_steps(run: int = 1) -> tuple[StepRecord, ...]:
    """Return six steps that are OK, the second at its second try."""
    first, second, *rest = good_steps(run)
    tries = ("retried after COURT_ERROR: pacer_login answered with HTTP status 500",)
    return (first, second.model_copy(update={"earlier_tries": tries}), *rest)


def rename_flow(name: str, steps: Iterable[StepRecord]) -> tuple[StepRecord, ...]:
    """Return the steps as those of another flow."""
    return tuple(
        step.model_copy(update={"flow": name, "title": f"{TITLE} ({name.replace('_', ' ')})"})
        for step in steps
    )


def steps_of_many_flows(count: int = 30) -> tuple[StepRecord, ...]:
    """Return the steps of many flows, among them one that failed, one rehearsed and one retried."""
    odd = {3: failed_steps(), 5: rehearsed_steps(), 7: retried_steps()}
    return tuple(
        step
        for number in range(1, count + 1)
        for step in rename_flow(f"flow_{number:02}", odd.get(number, good_steps()))
    )


def create_run(*steps: StepRecord, ended: bool = True) -> tuple[Record, ...]:
    """Return the records of a run with these steps."""
    return (HEAD, *steps, *((END,) if ended else ()))


def write_records(folder: Path, *records: Record, name: str = "records.jsonl") -> Path:
    """Write records and the pictures they name into a folder, as a run does."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{record.model_dump_json()}\n" for record in records)
    (folder / name).write_text(text, encoding="utf-8")
    for record in records:
        for part in record.parts if isinstance(record, StepRecord) else ():
            if part.picture:
                picture = folder / part.picture
                picture.parent.mkdir(parents=True, exist_ok=True)
                picture.write_bytes(SMALLEST_JPEG)
    return folder
