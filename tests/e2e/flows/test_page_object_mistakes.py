"""A mistake in a project's page object ends its step as HARNESS, unless an effect may have been sent."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.project import INCLUDED_FLOWS
from tests.helpers.projects import create_project

PAGE = """\
from config.secret import Secret
from pages import maintain_login
from pages.decorators import action


class MaintainLogin(maintain_login.MaintainLogin):
    @action(effect="reversible", defaults={"new_password": "{ecf.new_password}"})
    def change_password(self, new_password: Secret) -> None:
"""
SEND = "        super().change_password(new_password)\n"
RunWith = Callable[[str], list[str]]


@pytest.fixture
def run_with(tmp_path: Path) -> RunWith:
    """Return a function that runs the password flow with an action of a project; it returns the output."""
    root = create_project(tmp_path / "mine")
    flow = (INCLUDED_FLOWS / "change_password.yaml").read_text("utf-8")
    (root / "flows" / "change_password.yaml").write_text(flow, encoding="utf-8")

    def run(action: str) -> list[str]:
        (root / "pages" / "ours.py").write_text(PAGE + action, encoding="utf-8")
        command = [sys.executable, "-m", "ecfcheck", "run", "change_password", "--court", "staged_legacy"]
        # A process of its own, since Playwright may be running in this one.
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stdout + done.stderr
        return [*(line.strip() for line in done.stdout.splitlines()), f"exit status {done.returncode}"]

    return run


@pytest.mark.slow
def test_a_mistake_before_anything_was_sent_is_harness_at_its_line(run_with: RunWith) -> None:
    lines = run_with("        self.fil(new_password)\n")
    assert (
        "HARNESS  pages/ours.py:9: MaintainLogin.change_password: AttributeError: 'MaintainLogin' object has"
        " no attribute 'fil'; did you mean 'fill'?"
    ) in lines
    assert "next    correct the page object; what was done is on record" in lines
    assert lines[-1] == "exit status 4"


@pytest.mark.slow
def test_a_mistake_after_the_effect_was_sent_leaves_its_state_unknown(run_with: RunWith) -> None:
    lines = run_with(SEND + "        raise ValueError('after')\n")
    message = "UNKNOWN_STATE  pages/ours.py:10: MaintainLogin.change_password: ValueError: after"
    assert message in lines
    assert lines[-1] == "exit status 5"
