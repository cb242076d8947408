"""An audit of a firm, from its roster to its results, in a real browser against staged courts."""

import os
import signal
from pathlib import Path

import pytest
from filelock import FileLock
from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed

from tests.ecfcheck.audit.conftest import AuditHere, FirmHere
from tests.ecfcheck.audit.firm import FAST, Firm, firm_of


def until_results(firm: Firm, out: str, least: int) -> None:
    """Return when an audit has recorded so many results."""

    def too_few() -> bool:
        path = firm.folder / out / "audit.jsonl"
        return not path.exists() or path.read_text(encoding="utf-8").count('"record":"result"') < least

    Retrying(retry=retry_if_result(bool), wait=wait_fixed(0.02), stop=stop_after_delay(60))(too_few)


def prove_each_logged_in_once(firm: Firm) -> None:
    assert firm.statuses("out") == firm.truth
    assert {who for who, times in firm.logins().items() if times > 1} == firm.twice
    assert set(firm.logins().values()) == {1, 2}
    assert firm.logins("link_made") == {}


def test_every_account_of_a_small_firm_is_told_as_it_stands_and_logs_in_once(
    firm_here: FirmHere, audit_here: AuditHere
) -> None:
    firm = firm_here(6)
    done = audit_here("--out", "out", *FAST)
    assert done.exit_code == 2, done.output  # the gravest: a password that was refused
    assert set(firm.truth.values()) == {"linked", "not linked", "refused"}
    prove_each_logged_in_once(firm)


@pytest.mark.slow
def test_every_account_is_told_as_it_stands_and_logs_in_once(tmp_path: Path) -> None:
    with firm_of(16, tmp_path) as firm:
        done = firm.audit("--out", "out", *FAST)
        assert done.returncode == 3, done.stderr  # the gravest: a court that is not available
        first, second, third, *_ = done.stdout.splitlines()
        assert first.startswith(
            "staged court: Bankruptcy Court, District of Connecticut (staged): www.ctb.local"
        )
        assert second.startswith("staged court: District of Connecticut (staged): www.ctd.localhost:")
        assert third.startswith("staged court: District of Maintenance (staged): www.ctm.localhost:")
        assert set(firm.truth.values()) >= {"linked", "not upgraded", "passcode needed", "court unavailable"}
        prove_each_logged_in_once(firm)


@pytest.mark.slow
def test_after_a_kill_the_audit_goes_on_and_no_refused_password_is_typed_again(tmp_path: Path) -> None:
    with firm_of(24, tmp_path) as firm:
        with firm.auditing("--out", "out", "-n", "3", *FAST) as process:
            until_results(firm, "out", 8)
            os.killpg(process.pid, signal.SIGKILL)
        before = {(row["alias"], row["court"]) for row in firm.journal("out") if row["record"] == "result"}
        assert len(before) < len(firm.truth)

        done = firm.audit("--out", "out", "--resume", *FAST)
        assert done.returncode == 3, done.stderr
        found = firm.statuses("out")
        assert found.keys() == firm.truth.keys()
        told = {pair for pair, status in found.items() if status != "not known"}
        assert {pair: found[pair] for pair in told} == {pair: firm.truth[pair] for pair in told}
        twice = {who for who, times in firm.logins().items() if times > 1} - firm.twice
        assert len(twice) <= 3
        assert set(firm.logins("login_refused").values()) == {1}


@pytest.mark.slow
def test_ctrl_c_ends_in_good_order_and_the_audit_goes_on(tmp_path: Path) -> None:
    with firm_of(16, tmp_path) as firm:
        with firm.auditing("--out", "out", "-n", "2", *FAST) as process:
            until_results(firm, "out", 4)
            os.killpg(process.pid, signal.SIGINT)
            said, _ = process.communicate()
        assert process.returncode == 130, said
        assert "not finished: continue with --resume --out out" in said
        assert "not tried" in firm.statuses("out").values()

        firm.audit("--out", "out", "--resume", *FAST)
        assert firm.statuses("out") == firm.truth
        assert {who for who, times in firm.logins().items() if times > 1} == firm.twice


def test_an_audit_stops_when_too_many_passwords_in_a_row_are_refused(
    firm_here: FirmHere, audit_here: AuditHere
) -> None:
    firm = firm_here(5)
    env = firm.folder / ".env"
    wrong = [
        f"{line.partition('=')[0]}='not-the-password'" if "PASSWORD" in line else line
        for line in env.read_text(encoding="utf-8").splitlines()
    ]
    env.write_text("\n".join(wrong), encoding="utf-8")
    done = audit_here("--out", "out", "-n", "1", "--refusals", "3", *FAST)
    assert done.exit_code == 4, done.output
    assert sum(firm.logins().values()) == 3
    assert "3 logins in a row were refused: something else is wrong than one password" in {
        row["evidence"] for row in firm.journal("out") if row["record"] == "result"
    }


def test_two_audits_cannot_work_in_one_folder(firm_here: FirmHere, audit_here: AuditHere) -> None:
    out = firm_here(1).folder / "out"
    out.mkdir()
    with FileLock(out / "audit.lock"):
        done = audit_here("--out", "out", *FAST)
    assert done.exit_code == 4
    assert done.stderr == "out: another audit is at work here; wait for its end, or name another --out\n"


def test_what_is_not_there_is_told_before_a_browser_starts(
    firm_here: FirmHere, audit_here: AuditHere
) -> None:
    folder = firm_here(2).folder
    (folder / ".env").write_text("", encoding="utf-8")
    done = audit_here("--out", "out")
    assert done.exit_code == 4
    assert "FIRM_P0001_PASSWORD: is not set\nFIRM_P0001_USER_NAME: is not set\n" in done.stderr
    assert not (folder / "out").exists()
