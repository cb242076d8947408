"""A page object that sends a login in a way of its own is told so, and its password counts as sent."""

from config.secret import Secret
from pages.pacer_login import PacerLogin
from tests.flows.command import ROOT
from tests.flows.in_process import Runner

VERIFY = ROOT / "flows" / "verify_linked.yaml"


class ClicksLoginByItself(PacerLogin):
    """Types what a login takes, and clicks Login without `submit_credentials`."""

    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        self.fill_in(user_name, password, client_code)
        self._button("Login").click()


def test_a_page_that_does_not_submit_what_it_typed_is_told_how_to(runner: Runner) -> None:
    ended = runner.run(flow=VERIFY, pages={"pacer_login": ClicksLoginByItself})
    assert (
        "HARNESS  pacer_login.log_in is declared a login and did not end with submit_credentials"
        in ended.said
    )
    assert "the password may have been sent, so it is not typed again in this run" in ended.said
    assert "submit only with self.submit_credentials(button)" in ended.said
    assert ended.status == 4
