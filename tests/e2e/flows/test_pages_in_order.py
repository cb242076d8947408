"""A court in order passes, whatever its pages do when they are left or lose a frame."""

import pytest

from tests.helpers.court_changes import replace_on_page
from tests.helpers.faulty_stage import LINK_FORM_SENT, PACER_LOGIN, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.sending_scripts import run_script

REMOVE_FRAME = """const frame = document.createElement('iframe');
frame.hidden = true;
document.body.append(frame);
{}
setTimeout(() => frame.remove());"""
PAGES = {
    "an event of its own with the name of another": (
        "addEventListener('click', () => form.dispatchEvent(new CustomEvent('pagehide')), true);"
    ),
    "a frame in a frame that is called head": REMOVE_FRAME.format(
        "frame.contentDocument.body.innerHTML = '<iframe name=head></iframe>';"
    ),
    "a frame without elements": REMOVE_FRAME.format("frame.contentDocument.documentElement.remove();"),
    "a frame that computes something when it is left": REMOVE_FRAME.format(
        "frame.contentWindow.addEventListener('unload', frame.contentWindow.Function('eval(\"1\")'));"
    ),
    "a variable with the name of a class": "globalThis.URL = '/cgi-bin/LinkAccount.pl';",
    "a last request": "addEventListener('pagehide', () => fetch('/', {method: 'POST', keepalive: true}));",
}


@pytest.mark.parametrize("script", PAGES.values(), ids=PAGES)
def test_a_court_passes_with(script: str, stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(
        replace_on_page(PACER_LOGIN, "</body>", run_script(script)),
        replace_on_page(LINK_FORM_SENT, "</body>", run_script(script, "form:has([name=proposal])")),
    )
    run = runner.run()
    assert run.status == 0, run.output
