"""A transition from one screen to another: what a failure is classified by."""

from dataclasses import dataclass

from pages.decorators import Effect, RefusalOutcome


@dataclass(frozen=True)
class Transition:
    """A transition to a screen: the expected screen, the action, its screen, and its effect.

    `refusal_outcome` is what a refusal means, if the refusing screen does not determine it.
    """

    expected_screen: str
    action: str
    screen: str = ""
    effect: Effect = "read"
    refusal_outcome: RefusalOutcome | None = None
    is_reloaded: bool = False
    """Whether a login form that came again was already reloaded."""
    is_done: bool = False
    """Whether its action was carried out, so that what fails now fails after it."""

    @property
    def has_effect(self) -> bool:
        """Whether something at the court may have changed when the answer is not the documented one."""
        return self.effect != "read"
