"""Collects flow files, deselects flows without a court, and keeps steps in order."""

from pathlib import Path

import pytest

from config.court_selection import Courts
from ecfcheck.courts.other_release import describe_other_releases
from ecfcheck.pytest_plugin.flow_module import FlowModule, create_collector, get_step_index, is_flow
from ecfcheck.pytest_plugin.missing_settings import find_unusable_flows
from ecfcheck.pytest_plugin.state import STATE


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a flow file as a module of tests."""
    if not is_flow(file_path):
        return None
    return create_collector(file_path, parent, parent.config.getoption("--runs"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect flows without a court and of other shards; sort the steps of each flow."""
    state = config.stash[STATE]
    if others := [item for item in items if not _has_court(item, state.courts)]:
        state.skipped_flows[:] = sorted({item.path.name for item in others})
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    state.shard_plugin.keep_shard(items, state.courts)
    state.unusable_flows.update(find_unusable_flows(config, items))
    _sort_steps(items)


def _has_court(item: pytest.Item, courts: Courts) -> bool:
    return not isinstance(item.parent, FlowModule) or item.parent.flow.release in courts


def _sort_steps(items: list[pytest.Item]) -> None:
    """Sort the steps of each flow and browser among the positions that they have in the list.

    A plugin that shuffles tests may shuffle flows, but not the steps of a flow.
    """
    positions_by_run: dict[object, list[int]] = {}
    for position, item in enumerate(items):
        if isinstance(item, pytest.Function) and isinstance(item.parent, FlowModule):
            run = (item.parent, item.callspec.params["browser_name"])
            positions_by_run.setdefault(run, []).append(position)
    for positions in positions_by_run.values():
        steps = sorted((items[position] for position in positions), key=get_step_index)
        for position, step in zip(positions, steps, strict=True):
            items[position] = step


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Report which flows were left out, and why."""
    return describe_other_releases(config.stash[STATE].skipped_flows)
