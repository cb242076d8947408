"""`ecfcheck audit --resume` of a finished audit says that nothing was tried again, and starts no browser."""

from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from config.errors import UserError
from ecfcheck.audit.result import AuditedCourt, AuditHead, hash_plan
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


def resume() -> Result:
    with system_keyring_set(build_missing_keyring()):
        return CliRunner().invoke(main, ("audit", "roster.csv", "--out", "done", "--resume"))


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
