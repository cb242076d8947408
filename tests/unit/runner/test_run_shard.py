"""Each flow of a run is in exactly one shard, and all shards have the same plan."""

from pathlib import Path

import pytest

from config.court_selection import Courts
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import EndRecord, RunRecord
from ecfcheck.runner.run_shard import WHOLE_RUN, RunShard, create_shard, record_empty_shard
from ecfcheck.shard import Shard
from tests.helpers.fakes import LEGACY, STAGED, build_flow

FLOWS = [build_flow(name) for name in ("link_account", "file_motion", "log_in", "read_docket", "log_out")]
COURTS: Courts = {"nextgen": STAGED}
TWO_COURTS: Courts = {"nextgen": STAGED, "legacy": LEGACY}
MOVED: Courts = {"nextgen": STAGED.model_copy(update={"ecf": "http://ecf.ctd.localhost:8400"})}
OTHER_PERSONA = [build_flow("link_account", persona="unlinked_filer"), *FLOWS[1:]]


def plan(
    flows: list[Flow] = FLOWS,
    courts: Courts = COURTS,
    runs: int = 1,
    engines: tuple[str, ...] = ("chromium",),
    *,
    shard: Shard | None = None,
) -> str | None:
    return create_shard(shard, flows, courts, runs, engines).plan


@pytest.mark.parametrize("number", [1, 2, 7])
def test_every_flow_is_in_exactly_one_shard(number: int) -> None:
    shares = [RunShard(Shard(index, number)).select(FLOWS) for index in range(1, number + 1)]
    assert sorted(flow.name for run_shard in shares for flow in run_shard) == sorted(
        flow.name for flow in FLOWS
    )


def test_flows_are_assigned_by_name_in_any_order_of_choice() -> None:
    shares = [RunShard(Shard(index, 5)).select(FLOWS[::-1]) for index in range(1, 6)]
    assert [flow.name for run_shard in shares for flow in run_shard] == sorted(flow.name for flow in FLOWS)


def test_a_shard_runs_its_flows_in_the_chosen_order() -> None:
    flows = RunShard(Shard(1, 2)).select(FLOWS[::-1])
    assert [flow.name for flow in flows] == ["read_docket", "log_in", "file_motion"]


def test_a_whole_run_has_all_flows_and_records_no_shard() -> None:
    assert WHOLE_RUN.select(FLOWS) == FLOWS
    assert WHOLE_RUN.to_pair() is None


def test_all_shards_of_a_run_have_the_same_plan_in_any_order_of_choice() -> None:
    first = plan(FLOWS, TWO_COURTS, 1, ("chromium", "firefox"), shard=Shard(1, 2))
    turned: Courts = {"legacy": LEGACY, "nextgen": STAGED}
    assert plan(FLOWS[::-1], turned, 1, ("firefox", "chromium"), shard=Shard(2, 2)) == first


def test_any_different_choice_gives_a_different_plan() -> None:
    others = {
        "flows": plan(FLOWS[1:]),
        "a flow's persona": plan(OTHER_PERSONA),
        "courts": plan(courts=TWO_COURTS),
        "a court's address": plan(courts=MOVED),
        "runs": plan(runs=2),
        "browser": plan(engines=("firefox",)),
    }
    assert [what for what, other in others.items() if other == plan()] == []


def test_a_shard_without_flows_leaves_a_complete_record(tmp_path: Path) -> None:
    run_shard = create_shard(Shard(6, 7), FLOWS, COURTS, 1, ["chromium"])
    assert run_shard.select(FLOWS) == []
    record_empty_shard(tmp_path, run_shard)
    head, end = read_folder(tmp_path).records
    assert isinstance(head, RunRecord)
    assert (head.shard, head.plan) == ((6, 7), plan())
    assert isinstance(end, EndRecord)
