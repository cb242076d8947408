"""Run flows as pytest tests: each flow file is a module, each documented step a test.

`conftest.py` names this package as a plugin; each of the modules below has the hooks or fixtures of one job.
"""

pytest_plugins = (
    "ecfcheck.pytest_plugin.options",
    "ecfcheck.pytest_plugin.session",
    "ecfcheck.pytest_plugin.interruption",
    "ecfcheck.pytest_plugin.collection",
    "ecfcheck.pytest_plugin.missing_settings",
    "ecfcheck.pytest_plugin.scheduling",
    "ecfcheck.pytest_plugin.browser_fixtures",
    "ecfcheck.pytest_plugin.fixtures",
)
