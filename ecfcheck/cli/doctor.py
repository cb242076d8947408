"""`ecfcheck doctor`: examines this machine and its settings before a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from config.court_selection import Courts, load_courts
from config.environ import Environment, read_environment
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.cli.browser_option import browser_option
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.flow_selection import find_flow_files
from ecfcheck.courts.live import LIVE_HELP, require_live
from ecfcheck.doctor.configuration import examine_accounts, examine_env_file, examine_keyring
from ecfcheck.doctor.diagnosis import Diagnosis, format_diagnoses, has_problem
from ecfcheck.doctor.machine import Machine
from ecfcheck.doctor.network import describe_clock, examine_origins, examine_proxy
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.provision import Engine
from ecfcheck.runner.outcome import Outcome


@click.command()
@click.option("--court", "courts", multiple=True, help="A court's id or file; its settings are examined too.")
@browser_option
@click.option("--live", is_flag=True, help=f"Ask each origin of the courts once. {LIVE_HELP}")
def doctor(courts: tuple[str, ...], engine: Engine, *, live: bool) -> None:
    """Examine this machine and its settings; say what to do about each problem.

    Exits with 0 if a run can work, else with 4. Without --live, nothing leaves this machine.

    Example: ecfcheck doctor --court ctd
    """
    with exit_on_user_error():
        chosen = load_courts(courts) if courts else {}
        if live:
            require_live(chosen.values(), live=True)
        findings = list(_examine(chosen, engine, live=live))
    click.echo(format_diagnoses(findings))
    if has_problem(findings):
        raise SystemExit(Outcome.HARNESS.exit_status)


def _examine(courts: Courts, engine: Engine, *, live: bool) -> Iterator[Diagnosis]:
    folder = Path.cwd()
    env_file = examine_env_file(folder)
    try:
        environ = read_environment(folder)
    except ProblemsError:  # env_file reports it; the rest is examined without the file
        environ = Environment(dict(os.environ), folder)
    settings = Settings(environ)
    yield from Machine(environ, folder).examine(engine)
    yield from examine_proxy(environ)
    yield env_file
    yield examine_keyring(settings)
    if courts:
        yield from examine_accounts(courts, load_flows(find_flow_files(())), settings)
    if not live:
        yield describe_clock()
        return
    for court in courts.values():
        yield from examine_origins(court)
