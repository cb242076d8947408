"""Conducts a prepared audit in a browser, from the first look at the courts to the last answer."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from ecfcheck.audit.asking import questions
from ecfcheck.audit.crowd import Crowd, crowd_in
from ecfcheck.audit.engine import Audit, Plan
from ecfcheck.audit.gentle import Breaker, Gentle
from ecfcheck.audit.journal import Known
from ecfcheck.audit.pace import Pace
from ecfcheck.audit.prepare import Prepared
from ecfcheck.audit.result import AuditEnd, Result
from ecfcheck.audit.roster import account_of
from ecfcheck.audit.size import accounts_at_once
from ecfcheck.court.ledger import Ledger, ledger_in, ledger_of, state_folder
from ecfcheck.run.evidence import Keep
from ecfcheck.run.records import Records
from ecfcheck.run.setup import RunEnvironment, prepare_environment
from pages.errors import translate_browser_errors

_COURT_FAILURES = 5
"""After how many failures of one court in a row nobody is sent there any more."""


@dataclass(frozen=True)
class Terms:
    """On what terms an audit is conducted: how fast at most, what is kept, what is shown."""

    folder: Path
    per_minute: int
    refusals_in_a_row: int
    keep: Keep
    at_once: int | None = None
    show_names: bool = False


@dataclass(frozen=True)
class Onlooker:
    """Who is told of each result and of what is waited for, and asked whether the audit was broken off."""

    told: Callable[[Result], None]
    waiting: Callable[[str], None]
    broken_off: Callable[[], bool]


@dataclass(frozen=True)
class Conductor:
    """All that an audit is conducted with, but for the browser."""

    prepared: Prepared
    terms: Terms
    records: Records
    known: Known
    environ: Mapping[str, str]
    onlooker: Onlooker

    def conduct(self, browser: Browser) -> None:
        """Find out what is not known yet. Raises BrowserLostError; what is known by then is on record."""
        self.records.write(self.prepared.head(f"{browser.browser_type.name.capitalize()} {browser.version}"))
        if self.prepared.people:
            with translate_browser_errors(), crowd_in(browser) as crowd:
                self._audit(browser, crowd)
        if not self.onlooker.broken_off():
            self.records.write(AuditEnd(finished=datetime.now(UTC)))

    def _audit(self, browser: Browser, crowd: Crowd) -> None:
        terms, cores = self.terms, os.cpu_count() or 1
        environment = prepare_environment(
            RunEnvironment(
                browser=browser,
                courts={},
                folder=terms.folder,
                keep=self._keep(),
                records=self.records,
                show_names=terms.show_names,
                pause=crowd.pause,
            )
        )
        audit = Audit(self._plan(), environment, self._gentle(crowd), self.onlooker.told)
        audit.reach()
        at_once = terms.at_once or accounts_at_once(cores, audit.seconds_to_reach(), terms.per_minute)
        audit.run(crowd, at_once, cores)

    def _keep(self) -> Keep:
        """Return which pictures are kept: on a real court they show whose account it is."""
        return self.terms.keep if self.prepared.staged or self.terms.show_names else "none"

    def _plan(self) -> Plan:
        prepared = self.prepared
        return Plan(
            people=prepared.people,
            courts=prepared.courts,
            account=lambda person: account_of(person, prepared.settings),
            questions=questions(),
            ledger=self._ledger(),
            known=self.known,
            failures_in_a_row=_COURT_FAILURES,
            show_names=self.terms.show_names,
        )

    def _ledger(self) -> Ledger:
        """Return this user's own ledger, or one of the audit's own where all is staged."""
        return ledger_in(self.terms.folder) if self.prepared.staged else ledger_of(self.environ)

    def _gentle(self, crowd: Crowd) -> Gentle:
        folder = state_folder(self.environ)

        @cache
        def pace_at(origin: str) -> Pace:
            place = urlsplit(origin).netloc.replace(":", "-")
            return Pace(folder / f"logins-{place}.sqlite", self.terms.per_minute)

        refusals = Breaker(self.terms.refusals_in_a_row)
        return Gentle(
            pace_at,
            refusals,
            crowd.pause,
            self.onlooker.broken_off,
            self.records.write,
            self.onlooker.waiting,
        )
