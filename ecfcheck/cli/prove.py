"""`ecfcheck prove`: proves that each check of a flow can fail, by changing what the browser receives."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import click

from config.court import Court
from config.court_selection import STAGED, Courts, load_courts
from config.environ import read_environment
from config.problem_collector import ProblemCollector
from config.settings import Settings
from config.suggest import did_you_mean
from config.yaml_file import ProblemsError
from ecfcheck import __version__
from ecfcheck.browser.launch import require_browser
from ecfcheck.cli.exits import INTERRUPTED, RedactedOutput, exit_on_user_error, interruptible
from ecfcheck.cli.flow_selection import find_flow_files, select_flows
from ecfcheck.courts.court_session import require_settings
from ecfcheck.courts.live import describe_courts
from ecfcheck.courts.permissions import parse_permissions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.prove.equivalents import FILE, Equivalent, argue, describe_unused, load_equivalents
from ecfcheck.prove.laboratory import open_laboratory
from ecfcheck.prove.mutant import Mutant, select_mutants
from ecfcheck.prove.operators import Operator, select_operators
from ecfcheck.prove.prover import Prover
from ecfcheck.prove.table import format_operators, format_steps, format_summary, format_unnoticed
from ecfcheck.prove.verdict import MutantRecord, MutantVerdict, ProofRecord, describe_mutant
from ecfcheck.report.proofs import MUTANTS
from ecfcheck.report.runs import update_index
from ecfcheck.report.text import count
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.output import find_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import name_run_folder

NOT_PROVEN = 1
"""The exit status if a mutant survived, was misplaced or hung."""

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
    is_complete: bool
    """Whether every mutant of all flows is judged."""


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
    with open_laboratory(plan.courts, plan.flows, plan.settings) as laboratory:
        listed, accounts = laboratory.list_mutants(plan.flows, plan.operators, at_once)
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
            Records(plan.folder, redactor, MUTANTS) as records,
        ):
            records.write(_make_head(plan, len(mutants), len(listed), options.seed))
            prover = laboratory.create_prover(accounts, interrupt)
            judged = _judge(prover, mutants, plan, records, at_once)
    click.echo(f"records {plan.folder / MUTANTS}")
    for message in update_index(plan.folder):
        click.echo(message, err=True)
    if interrupt.asked:
        return INTERRUPTED
    return find_exit_status(find_proof_status(judged), output.messages)


def find_proof_status(judged: Sequence[MutantRecord]) -> int:
    """Return the exit status of a proof; say so if the browser was lost, which proves nothing."""
    lost = sum(record.verdict is MutantVerdict.NOT_JUDGED for record in judged)
    if lost:
        what = "1 mutant was" if lost == 1 else f"{lost} mutants were"
        click.echo(f"{what} not judged, because the browser was lost; prove these steps again", err=True)
    if any(
        not record.verdict.is_accepted for record in judged if record.verdict is not MutantVerdict.NOT_JUDGED
    ):
        return NOT_PROVEN
    return Outcome.HARNESS.exit_status if lost else 0


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
        is_complete=not (options.flows or options.operators or options.steps or options.sample),
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
    if plan.is_complete and len(judged) == len(mutants):  # an entry can be needed for a mutant not judged
        for line in describe_unused(plan.equivalents, judged, plan.equivalents_file):
            click.echo(line, err=True)
    return judged


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
