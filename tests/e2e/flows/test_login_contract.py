"""A page object that does not use submit_credentials fails, and its password counts as sent."""

from config.secret import Secret
from pages.pacer_login import PacerLogin
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import ROOT

VERIFY = ROOT / "flows" / "verify_linked.yaml"


class ClicksLoginByItself(PacerLogin):
    """Types the credential, and clicks Login without `submit_credentials`."""

    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        self.fill_in(user_name, password, client_code)
        self._button("Login").locator.click()


def test_the_error_tells_a_page_that_does_not_use_submit_credentials_how_to(runner: FlowRunner) -> None:
    ended = runner.run(flow=VERIFY, pages={"pacer_login": ClicksLoginByItself})
    assert (
        "HARNESS  pacer_login.log_in is declared a login and did not end with submit_credentials"
        in ended.output
    )
    assert "the password may have been sent, so it is not typed again in this run" in ended.output
    assert "submit only with self.submit_credentials(button)" in ended.output
    assert ended.status == 4
