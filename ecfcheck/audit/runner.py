"""Conducts a prepared audit in a browser, from the first look at the courts to the last answer."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from ecfcheck.audit.concurrency import accounts_at_once
from ecfcheck.audit.engine import Audit, Plan
from ecfcheck.audit.journal import AuditState
from ecfcheck.audit.prepare import PreparedAudit
from ecfcheck.audit.probe import load_audit_flows
from ecfcheck.audit.rate_limit import LoginRateLimit
from ecfcheck.audit.result import AuditEnd, Result
from ecfcheck.audit.roster import read_account
from ecfcheck.audit.throttle import CircuitBreaker, Throttle
from ecfcheck.audit.worker_pool import GreenletPool, create_pool
from ecfcheck.courts.ledger import Ledger, open_ledger, open_ledger_in, state_folder
from ecfcheck.runner.evidence import Keep
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, prepare_environment
from pages.errors import translate_browser_errors

_COURT_FAILURES = 5
"""After how many failures of one court in a row nobody is sent there any more."""


@dataclass(frozen=True)
class AuditOptions:
    """On what terms an audit is conducted: how fast at most, what is kept, what is shown."""

    folder: Path
    per_minute: int
    refusals_in_a_row: int
    keep: Keep
    at_once: int | None = None
    show_names: bool = False


@dataclass(frozen=True)
class AuditObserver:
    """Who is told of each result and of what is waited for, and asked whether the audit was broken off."""

    told: Callable[[Result], None]
    waiting: Callable[[str], None]
    broken_off: Callable[[], bool]


@dataclass(frozen=True)
class AuditRunner:
    """All that an audit is conducted with, but for the browser."""

    prepared: PreparedAudit
    terms: AuditOptions
    records: Records
    known: AuditState
    environ: Mapping[str, str]
    observer: AuditObserver

    def conduct(self, browser: Browser) -> None:
        """Find out what is not known yet. Raises BrowserLostError; what is known by then is on record."""
        self.records.write(self.prepared.head(f"{browser.browser_type.name.capitalize()} {browser.version}"))
        if self.prepared.people:
            with translate_browser_errors(), create_pool(browser) as pool:
                self._audit(browser, pool)
        if not self.observer.broken_off():
            self.records.write(AuditEnd(finished=datetime.now(UTC)))

    def _audit(self, browser: Browser, pool: GreenletPool) -> None:
        terms, cores = self.terms, os.cpu_count() or 1
        environment = prepare_environment(
            RunEnvironment(
                browser=browser,
                courts={},
                folder=terms.folder,
                keep=self._keep(),
                records=self.records,
                show_names=terms.show_names,
                pause=pool.pause,
            )
        )
        audit = Audit(self._plan(), environment, self._gentle(pool), self.observer.told)
        audit.reach()
        at_once = terms.at_once or accounts_at_once(cores, audit.seconds_to_reach(), terms.per_minute)
        audit.run(pool, at_once, cores)

    def _keep(self) -> Keep:
        """Return which pictures are kept: on a real court they show whose account it is."""
        return self.terms.keep if self.prepared.staged or self.terms.show_names else "none"

    def _plan(self) -> Plan:
        prepared = self.prepared
        return Plan(
            people=prepared.people,
            courts=prepared.courts,
            account=lambda person: read_account(person, prepared.settings),
            questions=load_audit_flows(),
            ledger=self._ledger(),
            known=self.known,
            failures_in_a_row=_COURT_FAILURES,
            show_names=self.terms.show_names,
        )

    def _ledger(self) -> Ledger:
        """Return this user's own ledger, or one of the audit's own where all is staged."""
        return open_ledger_in(self.terms.folder) if self.prepared.staged else open_ledger(self.environ)

    def _gentle(self, pool: GreenletPool) -> Throttle:
        folder = state_folder(self.environ)

        @cache
        def pace_at(origin: str) -> LoginRateLimit:
            place = urlsplit(origin).netloc.replace(":", "-")
            return LoginRateLimit(folder / f"logins-{place}.sqlite", self.terms.per_minute)

        refusals = CircuitBreaker(self.terms.refusals_in_a_row)
        return Throttle(
            pace_at,
            refusals,
            pool.pause,
            self.observer.broken_off,
            self.records.write,
            self.observer.waiting,
        )
