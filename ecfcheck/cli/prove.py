"""`ecfcheck prove`: proves that each check of a flow can fail, by changing what the browser receives."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import click
from playwright.sync_api import sync_playwright

from config.account import Account
from config.court import Court
from config.court_selection import STAGED, Courts, load_courts
from config.environ import read_environment
from config.problem_collector import ProblemCollector
from config.settings import Settings
from config.suggest import did_you_mean
from config.yaml_file import ProblemsError
from ecfcheck import __version__
from ecfcheck.browser.launch import open_browser, require_browser
from ecfcheck.browser.worker_pool import GreenletPool
from ecfcheck.cli.exits import INTERRUPTED, RedactedOutput, exit_on_user_error, interruptible
from ecfcheck.cli.flow_selection import find_flow_files, select_flows
from ecfcheck.courts.court_session import open_courts, require_settings
from ecfcheck.courts.live import describe_courts
from ecfcheck.courts.permissions import EVERYTHING, parse_permissions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.prove.equivalents import FILE, Equivalent, argue, describe_unused, load_equivalents
from ecfcheck.prove.mutant import Mutant, list_mutants, select_mutants
from ecfcheck.prove.mutator import Mutator
from ecfcheck.prove.operators import Operator, select_operators
from ecfcheck.prove.prover import Prover
from ecfcheck.prove.scene import RecordedFlow, record_scenes
from ecfcheck.prove.table import format_operators, format_steps, format_summary, format_unnoticed
from ecfcheck.prove.tap import CourtTap, open_tap
from ecfcheck.prove.verdict import MutantRecord, ProofRecord, describe_mutant
from ecfcheck.redaction import Redactor
from ecfcheck.report.text import count
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.output import find_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, name_run_folder

NOT_PROVEN = 1
"""The exit status if a mutant survived, was misplaced or hung."""

RECORDS = "mutants.jsonl"
_PER_CORE = 2
_PER_PROGRESS_LINE = 50


@dataclass(frozen=True, kw_only=True)
class ProveOptions:
    """The arguments and options of the command, as click has read them."""

    flows: tuple[str, ...]
    courts: tuple[str, ...]
    operators: tuple[str, ...]
    steps: tuple[str, ...]
    sample: int | None
    seed: int
    only_list: bool
    at_once: int | None
    equivalents: Path | None
    out: Path | None


@dataclass(frozen=True, kw_only=True)
class ProvePlan:
    """What a proof will do."""

    flows: Sequence[Flow]
    courts: Courts
    operators: Sequence[Operator]
    equivalents: Sequence[Equivalent]
    equivalents_file: Path
    settings: Settings
    folder: Path


@click.command()
@click.argument("flows", nargs=-1)
@click.option(
    "--court",
    "courts",
    multiple=True,
    help=f"A staged court's id or file, one for each release [{', '.join(STAGED.values())}].",
)
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="NAME",
    help="Only these operators; a pattern such as 'hide_*' works.",
)
@click.option("--step", "steps", multiple=True, metavar="NUMBER", help="Only what these steps document.")
@click.option("--sample", type=click.IntRange(1), help="Judge this many mutants, picked at random.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same sample for the same seed.")
@click.option("--list", "only_list", is_flag=True, help="List the mutants without judging them.")
@click.option("--at-once", type=click.IntRange(1, 32), help="How many to judge at once [2 for each core].")
@click.option(
    "--equivalents",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The reviewed file of mutants that need not be noticed [flows/equivalents/mutants.yaml].",
)
@click.option("--out", type=click.Path(path_type=Path), help="Output folder [runs/TIME].")
def prove(**options: Any) -> None:
    """Prove that the checks of FLOWS (of all, if none is named) can fail.

    What the browser receives from a staged court is changed, one change at a time: each is a mutant.
    It is killed if the right step notices it with the right outcome. The exit status is 1 if a mutant
    survives, is misplaced or hangs, unless the reviewed file says why it need not be noticed.

    Example: ecfcheck prove my_flow
    """
    with exit_on_user_error(), interruptible() as interrupt:
        status = _prove(ProveOptions(**options), interrupt)
    raise SystemExit(status)


def _prove(options: ProveOptions, interrupt: Interrupt) -> int:
    plan = _plan(options)
    releases = {flow.release for flow in plan.flows}
    needed = [court for release, court in plan.courts.items() if release in releases]
    click.echo("\n".join(describe_courts(needed)))
    at_once = options.at_once or _PER_CORE * (os.cpu_count() or 1)
    with _open_laboratory(plan) as laboratory:
        listed, accounts = laboratory.list_mutants(plan, at_once)
        mutants = select_mutants(listed, options.steps, options.sample, options.seed)
        if not mutants:
            raise ProblemsError.single("prove", "no mutant is left: these operators change nothing there")
        if options.only_list:
            click.echo("\n".join(map(_format_mutant, mutants)))
            click.echo(count(len(mutants), "mutant"))
            return 0
        click.echo(_describe_choice(plan, len(mutants), len(listed)))
        redactor = laboratory.environment.records.redactor
        with (
            RedactedOutput(plan.folder, redactor, []) as output,
            Records(plan.folder, redactor, RECORDS) as records,
        ):
            records.write(_make_head(plan, len(mutants), len(listed), options.seed))
            prover = laboratory.create_prover(accounts, interrupt)
            judged = _judge(prover, mutants, plan, records, at_once)
    click.echo(f"records {plan.folder / RECORDS}")
    if interrupt.asked:
        return INTERRUPTED
    status = 0 if all(record.verdict.is_accepted for record in judged) else NOT_PROVEN
    return find_exit_status(status, output.messages)


def _plan(options: ProveOptions) -> ProvePlan:
    """Check the options and return the plan. Raises ProblemsError, as many as possible at once."""
    problems = ProblemCollector()
    with problems.collect():
        loaded = load_flows(find_flow_files(options.flows))
    with problems.collect():
        courts = load_courts(options.courts)
        _require_staged(courts.values())
    with problems.collect():
        operators = select_operators(options.operators)
    with problems.collect():
        equivalents = load_equivalents(options.equivalents or FILE)
    with problems.collect():
        environ = read_environment()
    problems.raise_any()
    flows = select_flows(loaded, courts, are_named=bool(options.flows))
    settings = Settings(environ)
    with problems.collect():
        _require_steps(options.steps, flows)
    with problems.collect():
        require_settings(courts, flows, settings, parse_permissions((), courts))
    problems.raise_any()
    require_browser("chromium", headed=False, connect=None, environ=environ)
    return ProvePlan(
        flows=flows,
        courts=courts,
        operators=operators,
        equivalents=equivalents,
        equivalents_file=options.equivalents or FILE,
        settings=settings,
        folder=options.out or name_run_folder(),
    )


def _require_staged(courts: Iterable[Court]) -> None:
    """Refuse a court that is not staged, whatever `--live` or its variable say. Raises ProblemsError."""
    problems = ProblemCollector()
    for court in courts:
        if not court.staged:
            text = (
                f"{court.id} is not a staged court; prove runs each flow hundreds of times, with every"
                " effect: leave out --court to use the staged court"
            )
            problems.add("--court", text)
    problems.raise_any()


def _require_steps(steps: Sequence[str], flows: Sequence[Flow]) -> None:
    known = list(dict.fromkeys(step.number for flow in flows for step in flow.steps))
    problems = ProblemCollector()
    for step in steps:
        if step not in known:
            problems.add("--step", f"unknown step {step!r}{did_you_mean(step, known)}")
    problems.raise_any()


@dataclass(frozen=True)
class _Laboratory:
    """A browser with a tap on what it receives, courts, and a page in which documents are changed."""

    environment: RunEnvironment
    tap: CourtTap
    pool: GreenletPool
    mutator: Mutator

    def list_mutants(self, plan: ProvePlan, at_once: int) -> tuple[list[Mutant], dict[str, Account]]:
        """Run each flow unchanged, `at_once` at a time; return all mutants, and the accounts that ran."""
        recorded: dict[str, RecordedFlow] = {}
        queue = deque(plan.flows)

        def work() -> None:
            while queue:
                flow = queue.popleft()
                recorded[flow.name] = record_scenes(flow, self.environment, self.tap)

        self.pool.run(min(at_once, len(queue)), work)
        mutants: list[Mutant] = []
        for flow in plan.flows:
            court = self.environment.courts[flow.release].court
            mutants += list_mutants(recorded[flow.name], court, self.mutator, plan.operators)
        return mutants, {name: one.account for name, one in recorded.items()}

    def create_prover(self, accounts: dict[str, Account], interrupt: Interrupt) -> Prover:
        """Return what judges the mutants of flows that ran with these accounts."""
        return Prover(
            self.environment,
            self.tap,
            self.mutator,
            self.pool,
            accounts,
            is_interrupted=lambda: interrupt.asked,
        )


def _judge(
    prover: Prover, mutants: Sequence[Mutant], plan: ProvePlan, records: Records, at_once: int
) -> list[MutantRecord]:
    """Judge the mutants, write a record for each, and print the tables."""
    judged: list[MutantRecord] = []
    started = monotonic()

    def note(record: MutantRecord) -> None:
        judged.append(records.write(argue(record, plan.equivalents)))
        if len(judged) % _PER_PROGRESS_LINE == 0:
            click.echo(f"{len(judged)} of {len(mutants)} judged", err=True)

    prover.run(mutants, at_once, note)
    tables = (format_steps(judged), format_operators(judged), format_unnoticed(judged))
    click.echo("\n" + "\n\n".join("\n".join(lines) for lines in tables if lines))
    click.echo("\n" + format_summary(judged, monotonic() - started))
    for line in describe_unused(plan.equivalents, judged, plan.equivalents_file):
        click.echo(line, err=True)
    return judged


@contextmanager
def _open_laboratory(plan: ProvePlan) -> Iterator[_Laboratory]:
    redactor = Redactor()
    allowed = dict.fromkeys(plan.courts, EVERYTHING)
    with (
        TemporaryDirectory(prefix="ecfcheck-prove-") as folder,
        open_courts(plan.courts, plan.flows, plan.settings, allowed) as sessions,
        sync_playwright() as playwright,
        Records(Path(folder), redactor) as records,
    ):
        browser = open_browser(playwright, "chromium", connect=None, environ=plan.settings.environ)
        environment = RunEnvironment(
            browser=browser,
            courts=sessions,
            folder=Path(folder),
            keep="none",
            records=records,
            show_names=True,
        )
        pool = GreenletPool(browser)
        with open_tap(browser) as tap, browser.new_context() as context:
            environment = replace(environment, pause=pool.pause)
            yield _Laboratory(environment, tap, pool, Mutator(context.new_page()))


def _make_head(plan: ProvePlan, mutants: int, listed: int, seed: int) -> ProofRecord:
    return ProofRecord(
        started=datetime.now(UTC),
        version=__version__,
        flows=tuple(flow.name for flow in plan.flows),
        mutants=mutants,
        listed=listed,
        seed=seed,
    )


def _describe_choice(plan: ProvePlan, mutants: int, listed: int) -> str:
    chosen = "all of them" if mutants == listed else f"{mutants} of them"
    flows = f"{count(len(plan.flows), 'flow')} passed unchanged"
    return f"{flows}: {count(listed, 'mutant')} to judge, {chosen} now"


def _format_mutant(mutant: Mutant) -> str:
    record = describe_mutant(mutant)
    item = f'{record.check} "{record.item}"' if record.item else record.check
    return f"{record.flow} {record.step} {record.screen} {item}: {record.operator} ({record.change})"
