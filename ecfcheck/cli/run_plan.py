"""Checks what `ecfcheck run` was asked for, and plans the run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.court import Release
from config.court_selection import Courts, load_courts
from config.environ import read_environment
from config.problem_collector import ProblemCollector
from config.settings import Settings
from ecfcheck.browser.recording import Kind
from ecfcheck.cli.compare import find_unused_compare_options
from ecfcheck.cli.flow_selection import assign_persona, find_flow_files, select_flows
from ecfcheck.cli.watching import check_watching, find_unknown_step
from ecfcheck.compare.read import RecordedRun, read_run
from ecfcheck.courts.court_session import require_settings
from ecfcheck.courts.left_out import LeftOutFlow, leave_out_missing, require_any
from ecfcheck.courts.live import require_live
from ecfcheck.courts.permissions import parse_permissions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.provision import Engine
from ecfcheck.report.fixed_words import collect_fixed_words
from ecfcheck.runner.accessibility import Accessibility, prepare_accessibility
from ecfcheck.runner.evidence import Keep
from ecfcheck.runner.run_shard import RunShard, create_shard
from ecfcheck.runner.setup import name_run_folder
from ecfcheck.runner.violations import AccessibilityMode
from ecfcheck.shard import read_shard
from pages.decorators import Effect


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """The arguments and options of the command, as click has read them."""

    flows: tuple[str, ...]
    courts: tuple[str, ...]
    live: bool
    base_url: str | None
    allow: tuple[str, ...]
    persona: str | None
    skip_missing: bool
    engine: Engine
    headed: bool
    connect: str | None
    runs: int
    shard: str | None
    evidence: Keep
    record: tuple[Kind, ...]
    show_names: bool
    accessibility: AccessibilityMode | None
    out: Path | None
    report: Path | None
    against: Path | None
    fail_on: str
    slower: float
    junit: Path | None
    at_once: int
    slow_mo: int
    pause_at: str | None
    open_report: bool
    quiet: bool
    print_json: bool

    @property
    def may_ask(self) -> bool:
        """Whether a user may be asked for a passcode: it would stop all flows, and not their time limits."""
        return self.at_once == 1


@dataclass(frozen=True, kw_only=True)
class RunPlan:
    """What a run will do: the flows of its shard, the courts, and where its output goes."""

    flows: list[Flow]
    flow_count: int
    """How many flows all shards have together."""
    other_releases: list[str]
    """The files of the flows for which no court of their release is chosen."""
    shard: RunShard
    courts: Courts
    allowed: Mapping[Release, frozenset[Effect]]
    environ: Mapping[str, str]
    settings: Settings
    left_out: list[LeftOutFlow]
    """The flows without an account, which --skip-missing leaves out."""
    folder: Path
    report: Path
    previous: RecordedRun | None
    """The run to compare with."""
    accessibility: Accessibility | None
    """How to test each screen for accessibility; None not to."""
    junit: Path | None

    @property
    def junit_files(self) -> list[Path]:
        """The JUnit file, if one is written."""
        return [self.junit] if self.junit else []


def plan_run(options: RunOptions) -> RunPlan:
    """Check the options and return the plan. Raises ProblemsError, as many as possible at once."""
    problems = ProblemCollector()
    with problems.collect():
        loaded = load_flows(find_flow_files(options.flows))
    with problems.collect():
        courts = load_courts(options.courts, options.base_url)
    with problems.collect():
        part = read_shard(options.shard) if options.shard else None
    problems.extend(check_watching(options))
    with problems.collect():
        previous = read_run(options.against) if options.against else None
    with problems.collect():
        accessibility = prepare_accessibility(options.accessibility)
    if options.against and options.evidence != "all":
        text = "needs --evidence all: what is compared is kept with the pictures of all screens"
        problems.add("--against", text)
    if not options.against:
        problems.extend(find_unused_compare_options())
    problems.raise_any()
    selected = select_flows(loaded, courts, are_named=False)
    everything = assign_persona(selected, options.persona)
    shard = create_shard(part, everything, courts, options.runs, [options.engine])
    flows = shard.select(everything)
    problems.extend(find_unknown_step(options.pause_at, flows))
    with problems.collect():
        allowed = parse_permissions(options.allow, courts)
    with problems.collect():
        environ = read_environment()
    problems.raise_any()
    settings = Settings(environ, may_ask=options.may_ask)
    with problems.collect():
        require_live(courts.values(), live=options.live)
    # By itself: a user who did not mean a real court need not read which settings it would take.
    problems.raise_any()
    ready, left_out = [] if options.skip_missing else flows, list[LeftOutFlow]()
    with problems.collect():
        if options.skip_missing:
            ready, left_out = leave_out_missing(courts, flows, settings, allowed)
            if part is None:  # a shard may have only flows without an account
                require_any(ready, left_out)
    with problems.collect():
        require_settings(courts, ready, settings, allowed, collect_fixed_words(ready))
    problems.raise_any()
    folder = options.out or name_run_folder()
    return RunPlan(
        flows=ready,
        left_out=left_out,
        flow_count=len(everything),
        other_releases=[flow.path.name for flow in loaded if flow.release not in courts],
        shard=shard,
        courts=courts,
        allowed=allowed,
        environ=environ,
        settings=settings,
        folder=folder,
        report=options.report or folder / "report.html",
        junit=options.junit,
        previous=previous,
        accessibility=accessibility,
    )
