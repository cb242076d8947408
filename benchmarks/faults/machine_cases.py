"""Faults of the network, the machine and the processes."""

import signal
from collections.abc import Iterator, Mapping

from benchmarks.faults import acts
from benchmarks.faults.case import Case, Expected, StageFault, build_case, build_expected
from benchmarks.faults.places import (
    LINK_FORM,
    LINK_PLACES,
    NEW_PASSWORD,
    PASSWORD,
    QUERY,
    SUCCESS,
    UTILITIES,
    WEBSITE,
    Place,
)
from ecfcheck.runner.outcome import Outcome

INTERRUPTED = 130
_PYTEST_INTERRUPTED = 2

_HOSTS: Mapping[str, tuple[str, Outcome]] = {
    "www.ctd.localhost": ("court_website", Outcome.UNAVAILABLE),
    "ecf.ctd.localhost": ("cmecf's login", Outcome.UNAVAILABLE),
    "pacer.localhost": ("pacer_login", Outcome.UNAVAILABLE),
    "psc.localhost": ("pacer_account_login", Outcome.UNAVAILABLE),
}
"""The hosts of a court, the screen that each is first needed for, and the outcome without it."""

_PYTEST = ("pytest", "-p", "no:cacheprovider", "-q", "--tb=short")


def list_machine_cases() -> Iterator[Case]:
    """Yield every fault that is not one of HTTP."""
    yield from _list_network_cases()
    yield from _list_browser_cases()
    yield from _list_output_cases()
    yield from _list_signal_cases()
    yield from _list_clock_cases()
    yield from _list_stage_cases()


def _hold(place: Place, *, when: str = "before") -> StageFault:
    return {"on": place.on, "hold": True, "when": when, "times": 1}


def _list_network_cases() -> Iterator[Case]:
    for host, (screen, outcome) in _HOSTS.items():
        expected = build_expected(outcome)
        yield Case(
            fault="connection refused",
            place=screen,
            expected=expected,
            browser_flags=(f"--host-resolver-rules=MAP {host} 127.0.0.1:{{closed_port}}",),
        )
        yield Case(
            fault="DNS failure",
            place=screen,
            expected=expected,
            browser_flags=(f"--host-resolver-rules=MAP {host} ~NOTFOUND",),
        )
        yield Case(
            fault="a server that does not speak HTTP",
            place=screen,
            expected=expected,
            browser_flags=(f"--host-resolver-rules=MAP {host} 127.0.0.1:{{tls_port}}",),
        )
    yield Case(
        fault="wrong certificate",
        place="court_website",
        expected=build_expected(Outcome.UNAVAILABLE),
        addresses={"http://www.ctd.localhost:{port}": "https://www.ctd.localhost:{tls_port}"},
        is_live=True,
    )
    yield Case(
        fault="wrong certificate",
        place="pacer_login",
        expected=build_expected(Outcome.UNAVAILABLE),
        stage_faults=({"on": LINK_PLACES[1].on, "redirect": "https://pacer.localhost:{tls_port}/"},),
    )
    yield Case(
        fault="no network",
        place="court_website",
        expected=build_expected(Outcome.UNAVAILABLE),
        browser_flags=("--proxy-server=127.0.0.1:{closed_port}", "--proxy-bypass-list=<-loopback>"),
    )


def _list_browser_cases() -> Iterator[Case]:
    harness, unknown = Outcome.HARNESS, Outcome.UNKNOWN_STATE
    kills = {
        "browser killed": acts.kill_browser,
        "renderer crashed": acts.crash_renderer,
        "Playwright's driver killed": acts.kill_driver,
    }
    for fault, act in kills.items():
        for place in (*LINK_PLACES, NEW_PASSWORD):
            outcome = unknown if place.role == "effect" else harness
            yield build_case(place, fault, outcome, hold=_hold(place), act=act)
    yield Case(
        fault="no browser",
        place="start",
        expected=Expected(None, harness.exit_status),
        settings={"ECFCHECK_BROWSER": "{folder}/missing"},
        ends_early=True,
    )
    yield Case(
        fault="browser that ends at once",
        place="start",
        expected=Expected(None, harness.exit_status),
        browser_script="exit 1",
        ends_early=True,
    )
    yield Case(
        fault="browser that never answers",
        place="start",
        expected=Expected(None, harness.exit_status),
        browser_script="exec sleep 100",
        ends_early=True,
    )


def _list_output_cases() -> Iterator[Case]:
    harness = Expected(None, Outcome.HARNESS.exit_status)
    yield Case(
        fault="read-only output folder",
        place="start",
        expected=harness,
        disk="read-only",
        out="{folder}/disk/out",
        ends_early=True,
    )
    yield Case(
        fault="output folder that is a file",
        place="start",
        expected=harness,
        out="{folder}/court.yaml",
        ends_early=True,
    )
    for place in (WEBSITE, PASSWORD, LINK_FORM, SUCCESS, QUERY, NEW_PASSWORD):
        yield build_case(
            place,
            "disk full",
            None,
            # The provisional record was written before the effect; the last one may still fit into its block.
            expected=Expected(Outcome.UNKNOWN_STATE, harness.status, may_pass=True)
            if place.role == "effect"
            else harness,
            hold=_hold(place),
            act=acts.fill_disk,
            disk="small",
            out="{folder}/disk/out",
        )


def _list_signal_cases() -> Iterator[Case]:
    for place in (*LINK_PLACES, NEW_PASSWORD):
        interrupted = Expected(None, INTERRUPTED)
        yield build_case(
            place, "Ctrl-C", None, expected=interrupted, hold=_hold(place), act=acts.press_ctrl_c
        )
    for place in (UTILITIES, SUCCESS):
        outcome = Outcome.UNKNOWN_STATE if place == SUCCESS else None
        yield build_case(
            place,
            "Ctrl-C twice",
            None,
            expected=Expected(outcome, INTERRUPTED),
            hold=_hold(place),
            act=acts.press_ctrl_c_twice,
        )
        yield build_case(
            place,
            "SIGTERM",
            None,
            expected=Expected(None, INTERRUPTED),
            hold=_hold(place),
            act=acts.terminate,
        )
        yield build_case(
            place,
            "SIGKILL",
            None,
            expected=Expected(outcome, -signal.SIGKILL),
            hold=_hold(place),
            act=acts.kill_run,
            is_killed=True,
        )
    for place in (UTILITIES, SUCCESS):
        yield build_case(
            place,
            "Ctrl-C under pytest",
            None,
            expected=Expected(None, _PYTEST_INTERRUPTED),
            hold=_hold(place),
            act=acts.press_ctrl_c,
            program=_PYTEST,
        )
        yield build_case(
            place,
            "pytest's worker killed",
            None,
            expected=Expected(Outcome.UNKNOWN_STATE if place == SUCCESS else Outcome.HARNESS, 1),
            hold=_hold(place),
            act=acts.kill_worker,
            program=(*_PYTEST, "-n1"),
            is_killed=True,
        )


def _list_clock_cases() -> Iterator[Case]:
    for flow in ("passcode", "passcode_required"):
        for fault, seconds in (("the court's clock is 10 minutes ahead", 600),):
            yield Case(
                fault=fault,
                place=f"passcode ({flow})",
                flow=flow,
                expected=build_expected(Outcome.ACCOUNT),
                stage_faults=({"on": WEBSITE.on, "advance": seconds, "times": 1},),
            )


def _list_stage_cases() -> Iterator[Case]:
    for place in LINK_PLACES:
        outcome = Outcome.UNKNOWN_STATE if place.role == "effect" else Outcome.UNAVAILABLE
        if place == PASSWORD:
            outcome = Outcome.COURT_ERROR  # a script sends it, and says nothing of its failure
        yield build_case(place, "the court's server killed", outcome, hold=_hold(place), act=acts.kill_stage)
    yield Case(
        fault="wrong token of the stage",
        place="start",
        expected=Expected(None, Outcome.HARNESS.exit_status),
        settings={"ECFCHECK_STAGE_TOKEN": "wrong"},
        ends_early=True,
    )
