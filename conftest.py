"""Loads the plugin that runs flows as pytest tests (ecfcheck/pytest_plugin).

A test can use these fixtures of it, besides those of pytest-playwright:

    court            a staged court, with its accounts: court.accounts
    courts           the courts chosen by --court, by release
    reopen_browser   a function that replaces a browser that was lost

`pytest --fixtures` lists all of them.
"""

pytest_plugins = ["ecfcheck.pytest_plugin"]
