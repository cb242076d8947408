"""Tests an audit of a firm from its roster to its results, at staged courts."""

import os
import signal
from pathlib import Path

import pytest
from filelock import FileLock
from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed

from tests.e2e.audit.conftest import CreateFirm, RunAudit
from tests.helpers.firm import FAST, Firm, running_firm


def wait_for_results(firm: Firm, out: str, number: int) -> None:
    """Wait until an audit has recorded a number of results."""

    def has_too_few() -> bool:
        path = firm.folder / out / "audit.jsonl"
        return not path.exists() or path.read_text(encoding="utf-8").count('"record":"result"') < number

    Retrying(retry=retry_if_result(bool), wait=wait_fixed(0.02), stop=stop_after_delay(60))(has_too_few)


def assert_each_logged_in_once(firm: Firm) -> None:
    assert firm.statuses("out") == firm.truth
    assert {who for who, times in firm.logins().items() if times > 1} == firm.expected_twice
    assert set(firm.logins().values()) == {1, 2}
    assert firm.logins("link_made") == {}


def test_a_small_firm_is_audited_correctly_with_one_login_each(
    create_firm: CreateFirm, run_audit: RunAudit
) -> None:
    firm = create_firm(6)
    done = run_audit("--out", "out", *FAST)
    assert done.exit_code == 2, done.output  # the worst answer: a password that was refused
    assert set(firm.truth.values()) == {"linked", "not linked", "refused"}
    assert_each_logged_in_once(firm)


@pytest.mark.slow
def test_a_firm_is_audited_correctly_with_one_login_each(tmp_path: Path) -> None:
    with running_firm(16, tmp_path) as firm:
        done = firm.audit("--out", "out", *FAST)
        assert done.returncode == 3, done.stderr  # the worst answer: a court that is not available
        first, second, third, *_ = done.stdout.splitlines()
        assert first.startswith(
            "staged court: Bankruptcy Court, District of Connecticut (staged): www.ctb.local"
        )
        assert second.startswith("staged court: District of Connecticut (staged): www.ctd.localhost:")
        assert third.startswith("staged court: District of Maintenance (staged): www.ctm.localhost:")
        assert set(firm.truth.values()) >= {"linked", "not upgraded", "passcode needed", "court unavailable"}
        assert_each_logged_in_once(firm)


@pytest.mark.slow
def test_a_killed_audit_resumes_and_retypes_no_refused_password(tmp_path: Path) -> None:
    with running_firm(24, tmp_path) as firm:
        with firm.running_audit("--out", "out", "-n", "3", *FAST) as process:
            wait_for_results(firm, "out", 8)
            os.killpg(process.pid, signal.SIGKILL)
        before = {(row["alias"], row["court"]) for row in firm.journal("out") if row["record"] == "result"}
        assert len(before) < len(firm.truth)

        done = firm.audit("--out", "out", "--resume", *FAST)
        assert done.returncode == 3, done.stderr
        statuses = firm.statuses("out")
        assert statuses.keys() == firm.truth.keys()
        known = {pair for pair, status in statuses.items() if status != "not known"}
        assert {pair: statuses[pair] for pair in known} == {pair: firm.truth[pair] for pair in known}
        twice = {who for who, times in firm.logins().items() if times > 1} - firm.expected_twice
        assert len(twice) <= 3
        assert set(firm.logins("login_refused").values()) == {1}


@pytest.mark.slow
def test_an_audit_interrupted_by_ctrl_c_resumes(tmp_path: Path) -> None:
    with running_firm(16, tmp_path) as firm:
        with firm.running_audit("--out", "out", "-n", "2", *FAST) as process:
            wait_for_results(firm, "out", 4)
            os.killpg(process.pid, signal.SIGINT)
            output, _ = process.communicate()
        assert process.returncode == 130, output
        assert output.splitlines()[-2] == "not finished: not all was checked"
        assert output.splitlines()[-1].startswith("next  ecfcheck audit roster.csv -n 2 ")
        assert output.splitlines()[-1].endswith(" --out out --resume")
        assert "not tried" in firm.statuses("out").values()

        firm.audit("--out", "out", "--resume", *FAST)
        assert firm.statuses("out") == firm.truth
        assert {who for who, times in firm.logins().items() if times > 1} == firm.expected_twice


def test_an_audit_stops_after_too_many_refusals_in_a_row(
    create_firm: CreateFirm, run_audit: RunAudit
) -> None:
    firm = create_firm(5)
    env = firm.folder / ".env"
    wrong = [
        f"{line.partition('=')[0]}='not-the-password'" if "PASSWORD" in line else line
        for line in env.read_text(encoding="utf-8").splitlines()
    ]
    env.write_text("\n".join(wrong), encoding="utf-8")
    done = run_audit("--out", "out", "-n", "1", "--refusals", "3", *FAST)
    assert done.exit_code == 4, done.output
    assert sum(firm.logins().values()) == 3
    assert "3 logins in a row were refused: more is wrong than one password" in {
        row["evidence"] for row in firm.journal("out") if row["record"] == "result"
    }


def test_two_audits_cannot_share_a_folder(create_firm: CreateFirm, run_audit: RunAudit) -> None:
    out = create_firm(1).folder / "out"
    out.mkdir()
    with FileLock(out / "audit.lock"):
        done = run_audit("--out", "out", *FAST)
    assert done.exit_code == 4
    assert done.stderr == "out: another audit is running here; wait until it ends, or name another --out\n"


def test_missing_settings_are_reported_before_a_browser_starts(
    create_firm: CreateFirm, run_audit: RunAudit
) -> None:
    folder = create_firm(2).folder
    (folder / ".env").write_text("", encoding="utf-8")
    done = run_audit("--out", "out")
    assert done.exit_code == 4
    assert "roster.csv:2:4: user name: the setting FIRM_P0001_USER_NAME is not set\n" in done.stderr
    assert "roster.csv:2:5: password: the setting FIRM_P0001_PASSWORD is not set\n" in done.stderr
    assert not (folder / "out").exists()
