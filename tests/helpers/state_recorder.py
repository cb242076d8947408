"""An observer of logins that records their states."""

from dataclasses import dataclass, field

from ecfcheck.runner.logins import LoginAttempt, LoginState
from ecfcheck.runner.step_errors import LoginHeldBackError


@dataclass
class StateRecorder:
    """Records each state of a login, and may object to it."""

    objects: bool = False
    states: list[LoginState | None] = field(default_factory=list)

    def login_changed(self, login: LoginAttempt) -> None:
        self.states.append(login.state)
        if self.objects:
            raise LoginHeldBackError("not now")
