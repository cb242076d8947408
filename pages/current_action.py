"""Defines CurrentAction, what a page object knows of the action under way besides its arguments."""

from dataclasses import dataclass

from pages.login_events import NO_LOGIN, LoginEvents


@dataclass(frozen=True)
class CurrentAction:
    """How the action under way may click, and who receives the events of its credential."""

    words: str = "the action"
    """What messages call it: the screen's name and its own."""
    login: LoginEvents = NO_LOGIN
    next_screen: str = ""
    """The screen that is awaited after it, if an effect is sent from there; else ""."""
    only_reads: bool = False
    """Whether it has no effect. What has one gets Playwright's full click."""
    leads_on: bool = False
    """Whether another screen is awaited after it, so that a click need not wait for the document itself."""
    document_time: float = 0
    """The time of the document that was looked at before (see Observation); 0 if that is not known."""
    is_traced: bool = False
    """Whether a trace is recorded, in which a click should be of an element, and typing have a title."""

    def can_click_at_once(self, *, awaits_response: bool = False) -> bool:
        """Return whether no click need wait; `awaits_response` says that the page object itself waits."""
        return self.only_reads and not self.is_traced and (self.leads_on or awaits_response)


NO_ACTION = CurrentAction()
