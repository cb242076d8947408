"""A transition from one screen to another: what a failure is classified by."""

from dataclasses import dataclass

from pages.decorators import Effect, RefusalOutcome


@dataclass(frozen=True)
class Transition:
    """A transition to a screen: the wanted screen, the action, its screen, and its effect.

    `refused` is what a refusal means, if the refusing screen does not determine it.
    """

    wanted: str
    by: str
    leaving: str = ""
    effect: Effect = "read"
    refused: RefusalOutcome | None = None
    is_reloaded: bool = False
    """Whether a login form that came again was already reloaded."""
    is_done: bool = False
    """Whether its action was carried out, so that what fails now fails after it."""

    @property
    def has_effect(self) -> bool:
        """Whether something at the court may have changed when the answer is not the documented one."""
        return self.effect != "read"
