"""After a kill of its browser an audit continues in another one; no unanswered password is typed again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from stage.faults.model import Fault
from tests.e2e.audit.conftest import CreateFirm, RunAudit
from tests.helpers.faulty_stage import PACER_LOGIN_SENT, FaultyStage
from tests.helpers.firm import FAST
from tests.helpers.killable_browsers import KillableBrowser, launch_killable_browser


@pytest.fixture
def killable(
    run_audit: RunAudit, playwright: Playwright, monkeypatch: pytest.MonkeyPatch
) -> Iterator[KillableBrowser]:
    del run_audit  # it lends the browser of all tests, which this one replaces
    with launch_killable_browser(playwright) as killable:
        browsers = iter([killable.browser])
        monkeypatch.setattr(
            "ecfcheck.cli.audit.open_browser",
            lambda *_, **__: next(browsers, None) or killable.open_another(),
        )
        yield killable


def test_an_audit_continues_in_another_browser_and_those_in_flight_are_not_known(
    create_firm: CreateFirm, run_audit: RunAudit, killable: KillableBrowser, stage: FaultyStage
) -> None:
    firm = create_firm(8)
    stage.fail(Fault(on=PACER_LOGIN_SENT, hold=True, when="after"))
    with killable.killed_once(lambda: stage.count("login_tried") == 3, stage.control.clear_faults):
        result = run_audit("--out", "out", "-n", "3", *FAST)
    assert killable.program.starts == 2, result.output
    statuses = firm.statuses("out")
    in_flight = {alias for (alias, _), status in statuses.items() if status == "not known"}
    assert len(in_flight) == 3, result.output
    assert {pair: status for pair, status in statuses.items() if pair[0] not in in_flight} == {
        pair: status for pair, status in firm.truth.items() if pair[0] not in in_flight
    }
    assert statuses.keys() == firm.truth.keys()
    tried = firm.logins()
    assert {alias: tried[firm.users[alias]] for alias in in_flight} == dict.fromkeys(in_flight, 1)
    assert firm.journal("out")[-1]["record"] == "end"
