"""axe-core comes with an optional package; its version is in its script."""

import sys

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.browser.axe import load_axe_core


def test_axe_core_is_loaded_with_its_version() -> None:
    axe = load_axe_core()
    assert axe.script.startswith(f"/*! axe v{axe.version}\n")


def test_a_missing_package_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "axe_playwright_python", None)
    with pytest.raises(ProblemsError) as caught:
        load_axe_core()
    assert str(caught.value) == (
        "--accessibility: needs axe-core, which comes with the package axe-playwright-python, and it is not"
        " installed; install it next to ecfcheck: `.venv/bin/python -m pip install axe-playwright-python`"
    )
