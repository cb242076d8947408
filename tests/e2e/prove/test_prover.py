"""Mutants of real flows on the staged court are killed, survive, hang or are not applied."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import pytest

from ecfcheck.flowfile.flow import Flow
from ecfcheck.prove.mutant import list_mutants
from ecfcheck.prove.operators import select_operators
from ecfcheck.prove.scene import UnchangedFlowError
from ecfcheck.prove.trials import Trials
from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from pages.errors import BrowserLostError
from stage.faults.model import Fault
from tests.e2e.prove.conftest import FlowProof
from tests.helpers.faulty_stage import CMECF_PAGES, FaultyStage

OpenFlowProof = Callable[[str], FlowProof]


def test_a_menu_entry_that_is_removed_is_noticed_by_reading_its_screen(
    open_flow_proof: OpenFlowProof,
) -> None:
    records = open_flow_proof("verify_linked").judge("remove", screen="utilities", item="Civil")
    assert [(record.verdict, record.noticed_by, record.way) for record in records] == [
        ("killed", "6", "read")
    ]
    assert "utilities standing: documented [may file]" in (records[0].message or "")


def test_the_answer_to_a_script_is_changed_in_a_flow_of_its_own(open_flow_proof: OpenFlowProof) -> None:
    proof = open_flow_proof("wrong_pacer_password")
    records = proof.judge("reword", screen="pacer_login", item="Invalid username or password")
    assert {(record.verdict, record.noticed_by, record.way) for record in records} == {
        ("killed", "2", "flow")
    }


def test_a_change_that_users_get_past_survives(open_flow_proof: OpenFlowProof) -> None:
    proof = open_flow_proof("link_account")
    records = proof.judge("drift_arrow_in_link", screen="court_website", item="E-Filing (CM/ECF)")
    assert [(record.verdict, record.way) for record in records] == [("survived", "act")]


def test_the_front_page_that_comes_before_the_login_is_passed(open_flow_proof: OpenFlowProof) -> None:
    proof = open_flow_proof("verify_linked")
    records = proof.judge("drift_front_page", screen="pacer_login")
    assert [(record.verdict, record.way) for record in records] == [("survived", "flow")]


def test_a_place_that_says_the_same_and_is_not_documented_is_argued(open_flow_proof: OpenFlowProof) -> None:
    records = open_flow_proof("pacer_only").judge("reword", screen="query", item="Query")
    assert sorted(record.verdict for record in records) == ["argued", "killed"]
    (argument,) = [record.argument for record in records if record.argument]
    assert argument == "the check reads another place on the screen that says the same, and not this one"


def test_a_mutant_that_takes_too_long_is_ended_and_has_hung(open_flow_proof: OpenFlowProof) -> None:
    proof = open_flow_proof("verify_linked")
    proof.prover.trials.seconds_each = 0
    records = proof.judge("remove", screen="utilities", item="Civil")
    assert [record.verdict for record in records] == ["hung"]


def lose_windows(trials: Trials, times: int) -> Callable[..., AbstractContextManager[FlowRun]]:
    """Return a way to start a run that loses its window so many times, after slow trials were ended."""
    losses = iter(range(times))

    @contextmanager
    def start(flow: Flow, number: int, environment: RunEnvironment) -> Iterator[FlowRun]:
        trials.end_hung()
        if next(losses, None) is not None:
            raise BrowserLostError("Target page, context or browser has been closed")
        with start_flow_run(flow, number, environment) as run:
            yield run

    return start


@pytest.mark.parametrize(
    ("times", "seconds", "verdict"),
    [(1, 30, "killed"), (2, 30, "not judged"), (1, -1, "hung")],
    ids=["once", "twice", "because it takes too long"],
)
def test_a_lost_window_is_no_verdict_on_the_mutant(
    times: int,
    seconds: float,
    verdict: str,
    open_flow_proof: OpenFlowProof,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proof = open_flow_proof("verify_linked")
    operators = select_operators(["remove"])
    listed = list_mutants(proof.recorded, proof.court, proof.prover.mutator, operators)
    mutant = next(one for one in listed if one.screen == "utilities" and one.item == "Civil")
    proof.prover.trials.seconds_each = seconds
    start = lose_windows(proof.prover.trials, times)
    monkeypatch.setattr("ecfcheck.prove.trials.start_flow_run", start)
    assert proof.prover.judge(mutant).verdict == verdict


def test_a_mutant_whose_place_does_not_come_is_not_applied(open_flow_proof: OpenFlowProof) -> None:
    proof = open_flow_proof("verify_linked")
    operators = select_operators(["blank"])
    listed = list_mutants(proof.recorded, proof.court, proof.prover.mutator, operators)
    mutant = next(one for one in listed if one.screen == "cmecf_home")
    never = replace(mutant, received=replace(mutant.received, occurrence=99))
    with_it = replace(never, operator=replace(never.operator, is_seen_at_once=False))
    assert proof.prover.judge(with_it).verdict == "not applied"


def test_a_flow_that_fails_unchanged_cannot_be_proven(
    open_flow_proof: OpenFlowProof, stage: FaultyStage
) -> None:
    stage.fail(Fault(on=CMECF_PAGES, replace=("C<u>i</u>vil", "Civic")))
    with pytest.raises(UnchangedFlowError) as caught:
        open_flow_proof("verify_linked")
    text = str(caught.value)
    assert text.startswith("verify_linked: step 6 fails although nothing was changed: utilities standing")
    assert text.endswith("\nnext  run it first, until it passes: ecfcheck run verify_linked")


@pytest.mark.parametrize("operator", ["status_404", "blank", "drift_dialog", "script_error"])
def test_no_mutant_of_a_screen_makes_ecfcheck_itself_fail(
    open_flow_proof: OpenFlowProof, operator: str
) -> None:
    records = open_flow_proof("verify_upgraded").judge(operator, screen="pacer_account")
    assert records
    assert not any("ecfcheck failed" in (record.cause or "") for record in records)


def test_a_mutant_is_not_judged_without_a_browser(
    open_flow_proof: OpenFlowProof, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = open_flow_proof("verify_linked")
    monkeypatch.setattr(proof.prover.trials.environment.browser, "is_connected", lambda: False)
    records = proof.judge("remove", screen="utilities", item="Civil")
    assert [(record.verdict, record.cause) for record in records] == [
        ("not judged", "the browser was lost: prove this flow again")
    ]
