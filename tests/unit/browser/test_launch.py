"""A browser that does not start is reported with what to do."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Error

from ecfcheck.browser import launch
from ecfcheck.provision import BrowserMissingError, LocalBrowser


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [
        (
            "EACCES: permission denied, mkdtemp '/locked/playwright-artifacts-x'",
            "set TMPDIR to a folder that you may write to",
        ),
        (
            "Failed to launch: Error: spawn x ENOENT",
            "set ECFCHECK_BROWSER to the program of another browser, or unset it to have one found",
        ),
    ],
    ids=["temporary files", "another reason"],
)
def test_the_reason_decides_which_setting_is_named(
    reason: str, remedy: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(**_options: object) -> NoReturn:
        raise Error(f"BrowserType.launch: {reason}")

    found = LocalBrowser("chromium", tmp_path / "chrome", "ECFCHECK_BROWSER")
    playwright: Any = {"chromium": SimpleNamespace(launch=fail)}
    monkeypatch.setattr(launch, "find_browser", lambda *_, **__: found)
    with pytest.raises(BrowserMissingError) as error:
        launch.open_browser(playwright, "chromium", headed=False, connect=None, environ={})
    assert str(error.value).splitlines()[-1] == f"next  {remedy}"
