"""A navigator in a fake window, and a way to follow."""

from typing import Any

from ecfcheck.browser.arrival import Arrival
from ecfcheck.flowfile.flow import ActionCall
from ecfcheck.runner.drafts import PartDraft
from ecfcheck.runner.logins import Logins
from ecfcheck.runner.navigator import Navigator, list_observers
from ecfcheck.runner.session_reuse import SessionReuse
from ecfcheck.runner.transition import Transition
from tests.helpers.fake_window import (
    ACCOUNT,
    FakeWindow,
    create_context,
    create_flow,
    create_part,
)

READING = Transition("utilities", "open_utilities", "cmecf_home")


def there(*names: str, **values: Any) -> Arrival:
    return Arrival("", names, **values)


def create_navigator(window: FakeWindow, **values: Any) -> Navigator:
    context = create_context(create_flow(), **values)
    sessions = SessionReuse(context.session_cache, context.redactor.learn)
    return Navigator(context, window.as_window(), Logins(list_observers(context, sessions)), sessions)


def follow(navigator: Navigator, transition: Transition = READING) -> PartDraft:
    act = create_part(transition.screen, transition.action).act
    assert isinstance(act, ActionCall)
    note = PartDraft(screen=transition.screen)
    navigator.transition = transition
    arguments = {"user_name": ACCOUNT.pacer.user_name, "password": ACCOUNT.pacer.password}
    navigator.perform(act, dict(arguments) if act.action.login else {}, note)
    return note
