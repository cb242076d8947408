"""`ecfcheck audit --resume` of a finished audit says that nothing was tried again, and starts no browser."""

from contextlib import nullcontext
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from config.errors import UserError
from ecfcheck.audit.result import AuditedCourt, AuditEnd, AuditHead, hash_plan
from ecfcheck.audit.runner import AuditRunner
from ecfcheck.audit.status import Status
from ecfcheck.cli import main
from tests.helpers.audit_samples import STARTED, end, result, write_journal
from tests.unit.config.test_settings import build_missing_keyring, system_keyring_set

ADDRESS = "http://ecf.ctd.localhost:1"
COURT = AuditedCourt(id="practice", name="Practice Court", address=ADDRESS)
HEAD = AuditHead(
    started=STARTED,
    version="1",
    roster="roster.csv",
    plan=hash_plan({"jroe": ("practice",)}),
    people={"jroe": ("practice",)},
    courts=(COURT,),
    browser="",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change to a folder with a roster, its court and settings; a start of the browser is an error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECFCHECK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("JROE_USER", "person7001")
    monkeypatch.setenv("JROE_PASSWORD", "Correct.Horse7")
    browser = tmp_path / "browser"
    browser.touch(mode=0o700)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(browser))
    monkeypatch.setattr("ecfcheck.cli.audit.sync_playwright", start_browser)
    Path("roster.csv").write_text(
        "alias,courts,user name,password\njroe,practice,JROE_USER,JROE_PASSWORD\n", encoding="utf-8"
    )
    Path("practice.yaml").write_text(
        "name: Practice Court\nkind: district\nstaged: yes\nrelease: nextgen\n"
        f"website: http://www.ctd.localhost:1\necf: {ADDRESS}\n"
        "pacer_login: http://pacer.localhost:1/csologin/login.jsf\n"
        "pacer_account: http://psc.localhost:1/pscof/login.xhtml\n",
        encoding="utf-8",
    )
    Path("done").mkdir()


def start_browser() -> NoReturn:
    raise UserError("a browser is started")


def resume(*options: str) -> Result:
    with system_keyring_set(build_missing_keyring()):
        return CliRunner().invoke(main, ("audit", "roster.csv", "--out", "done", "--resume", *options))


def write_previous(folder: str, status: Status) -> None:
    """Write an earlier audit, which is not next to the one that is resumed."""
    write_journal(Path(folder), HEAD, result("jroe", status, COURT), end())


def test_a_finished_audit_is_not_tried_again_and_the_command_says_so() -> None:
    journal = write_journal(Path("done"), HEAD, result("jroe", Status.REFUSED, COURT), end())
    before = (journal / "audit.jsonl").read_bytes()
    resumed = resume()
    lines = resumed.output.splitlines()
    assert lines[1:3] == [
        "this audit is finished: nothing was tried again",
        "next  start a new audit with another --out to try corrected settings",
    ]
    assert "  1  refused" in lines
    assert resumed.exit_code == Status.REFUSED.outcome.exit_status
    assert (journal / "audit.jsonl").read_bytes() == before


def test_an_audit_with_an_answer_to_try_again_needs_the_browser() -> None:
    write_journal(Path("done"), HEAD, result("jroe", Status.COURT_UNAVAILABLE, COURT), end())
    resumed = resume()
    assert "nothing was tried again" not in resumed.output
    assert resumed.output.splitlines()[-1] == "a browser is started"


def test_an_audit_is_compared_with_the_one_that_it_was_started_to_be_compared_with() -> None:
    write_previous("archive/june", Status.LINKED)
    head = HEAD.model_copy(update={"previous": "../archive/june"})
    write_journal(Path("done"), head, result("jroe", Status.REFUSED, COURT), end())
    resumed = resume()
    assert resumed.output.splitlines()[-3:] == [
        "since the previous audit (July 13, 2026, 09:30:00 UTC): 1 newly broken",
        "  newly broken: jroe (practice)",
        "report  done/report.html",
    ]
    assert "newly broken" in Path("done/results.csv").read_text(encoding="utf-8")


def test_another_previous_audit_takes_precedence_over_the_one_of_the_start() -> None:
    write_previous("archive/june", Status.LINKED)
    write_previous("archive/july", Status.REFUSED)
    head = HEAD.model_copy(update={"previous": "../archive/june"})
    write_journal(Path("done"), head, result("jroe", Status.REFUSED, COURT), end())
    assert resume("--previous", "archive/july").output.splitlines()[-2] == (
        "since the previous audit (July 13, 2026, 09:30:00 UTC): nothing has changed"
    )


def test_a_previous_audit_that_is_gone_is_reported_before_the_browser_starts(tmp_path: Path) -> None:
    head = HEAD.model_copy(update={"previous": "../archive/june"})
    write_journal(Path("done"), head, result("jroe", Status.COURT_UNAVAILABLE, COURT))
    resumed = resume()
    june = tmp_path / "archive" / "june"
    assert resumed.exit_code == 4
    assert resumed.stderr == (
        f"done: the audit that this one is compared with cannot be read ({june}: is not an audit's folder;"
        " it has no audit.jsonl); name one with --previous\n"
    )


@pytest.mark.parametrize(
    ("status", "ending", "lines"),
    [
        (Status.COURT_UNAVAILABLE, (end(),), []),
        (Status.NOT_TRIED, (), ["not finished: not all was checked"]),
        (Status.REFUSED, (), ["not finished: not all was checked"]),
    ],
)
def test_what_is_missing_is_asked_for_by_a_whole_command(
    status: Status, ending: tuple[AuditEnd, ...], lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_journal(Path("done"), HEAD, result("jroe", status, COURT), *ending)
    monkeypatch.setattr("ecfcheck.cli.audit.sync_playwright", nullcontext)
    monkeypatch.setattr("ecfcheck.cli.audit.open_browser", lambda *_, **__: None)
    monkeypatch.setattr(AuditRunner, "conduct", lambda *_: None)
    resumed = resume("--try-unknown", "--court", "practice", "-n", "2")
    assert resumed.output.splitlines()[-2 - len(lines) :] == [
        "report  done/report.html",
        *lines,
        "next  ecfcheck audit roster.csv -n 2 --court practice --out done --resume",
    ]
