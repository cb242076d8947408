"""Carries out the procedure as it is written by hand in plain Playwright, for each account in a file."""

import json
import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.peers.arguments import get_browser
from benchmarks.plain_playwright import run_link_procedure
from config.account import Account
from config.court import load_court

ACCOUNTS = "ECFCHECK_BENCH_ACCOUNTS"
COURT = "ECFCHECK_BENCH_COURT"
"""The variables that name the JSON file with the accounts, and the court's file."""


def main() -> None:
    """Carry out the procedure for every account, each in a new context of one browser."""
    court = load_court(os.environ[COURT])
    accounts = json.loads(Path(os.environ[ACCOUNTS]).read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=get_browser())
        for account in accounts:
            run_link_procedure(browser, court, Account.model_validate(account))
        browser.close()


if __name__ == "__main__":
    main()
