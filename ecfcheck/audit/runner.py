"""Runs a prepared audit in a browser, from the first check of the courts to the last answer."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from ecfcheck.audit.compare import describe_previous
from ecfcheck.audit.concurrency import choose_concurrency
from ecfcheck.audit.engine import AuditEngine, AuditSpec
from ecfcheck.audit.journal import AuditState
from ecfcheck.audit.prepare import PreparedAudit
from ecfcheck.audit.probe import load_audit_flows
from ecfcheck.audit.rate_limit import LoginRateLimit
from ecfcheck.audit.result import AuditEnd, Result
from ecfcheck.audit.roster_settings import read_account
from ecfcheck.audit.throttle import CircuitBreaker, Throttle
from ecfcheck.browser.worker_pool import GreenletPool
from ecfcheck.courts.ledger import Ledger, open_ledger, open_ledger_in, state_folder
from ecfcheck.runner.evidence import Keep
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, prepare_environment
from pages.errors import translate_browser_errors

_COURT_FAILURES = 5
"""How many failures in a row close a court for the rest of the audit."""


@dataclass(frozen=True)
class AuditOptions:
    """The options of an audit: its folder, its limits, what it keeps and what it shows."""

    folder: Path
    per_minute: int
    refusals_in_a_row: int
    keep: Keep
    at_once: int | None = None
    show_names: bool = False
    previous: Path | None = None
    """The folder of the audit to compare with, if the user chose one."""


@dataclass(frozen=True)
class AuditObserver:
    """Callbacks for each result and each wait, and for whether the user interrupted the audit."""

    on_result: Callable[[Result], None]
    on_wait: Callable[[str], None]
    is_interrupted: Callable[[], bool]


@dataclass(frozen=True)
class AuditRunner:
    """Runs a prepared audit; holds all that it needs except the browser."""

    prepared: PreparedAudit
    options: AuditOptions
    records: Records
    state: AuditState
    environ: Mapping[str, str]
    observer: AuditObserver

    def conduct(self, browser: Browser, reopen_browser: Callable[[], Browser]) -> None:
        """Find out what is not known yet; `reopen_browser` opens a browser in place of a lost one.

        Raises BrowserLostError if it cannot, or if that one is lost too; answers up to then are recorded.
        """
        name = f"{browser.browser_type.name.capitalize()} {browser.version}"
        chosen = self.options.previous
        previous = describe_previous(self.options.folder, chosen) if chosen else None
        self.records.write(self.prepared.create_head(name, previous))
        if self.prepared.people:
            with translate_browser_errors():
                self._audit(browser, reopen_browser)
        if not self.observer.is_interrupted():
            self.records.write(AuditEnd(finished=datetime.now(UTC)))

    def _audit(self, browser: Browser, reopen_browser: Callable[[], Browser]) -> None:
        options, cores, pool = self.options, os.cpu_count() or 1, GreenletPool(browser)
        environment = prepare_environment(
            RunEnvironment(
                browser=browser,
                courts={},
                folder=options.folder,
                keep=self._choose_evidence(),
                records=self.records,
                show_names=options.show_names,
                pause=pool.pause,
                reopen_browser=pool.share(reopen_browser),
            )
        )
        engine = AuditEngine(
            self._create_spec(), environment, self._create_throttle(pool), self.observer.on_result
        )
        engine.check_courts()
        at_once = options.at_once or choose_concurrency(
            cores, engine.measure_first_screen(), options.per_minute
        )
        engine.run(pool, at_once, cores)

    def _choose_evidence(self) -> Keep:
        """Return which pictures to keep: none of a real court without --show-names."""
        # They show the name of the account's holder.
        return self.options.keep if self.prepared.staged or self.options.show_names else "none"

    def _create_spec(self) -> AuditSpec:
        prepared = self.prepared
        return AuditSpec(
            people=prepared.people,
            courts=prepared.courts,
            get_account=lambda person: read_account(person, prepared.settings),
            flows=load_audit_flows(),
            ledger=self._open_ledger(),
            state=self.state,
            failures_in_a_row=_COURT_FAILURES,
            show_names=self.options.show_names,
        )

    def _open_ledger(self) -> Ledger:
        """Open the user's ledger, or one in the audit's folder if all courts are staged."""
        return open_ledger_in(self.options.folder) if self.prepared.staged else open_ledger(self.environ)

    def _create_throttle(self, pool: GreenletPool) -> Throttle:
        folder = state_folder(self.environ)

        @cache
        def get_rate_limit(origin: str) -> LoginRateLimit:
            host = urlsplit(origin).netloc.replace(":", "-")
            return LoginRateLimit(folder / f"logins-{host}.sqlite", self.options.per_minute)

        refusals = CircuitBreaker(self.options.refusals_in_a_row)
        return Throttle(
            get_rate_limit,
            refusals,
            pool.pause,
            self.observer.is_interrupted,
            self.records.write,
            self.observer.on_wait,
        )
