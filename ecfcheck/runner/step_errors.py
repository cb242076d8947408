"""The errors of a step in the runner; `failures.py` turns them into outcomes."""

from collections.abc import Iterable

from ecfcheck.browser.arrival import Arrival
from ecfcheck.courts.ledger import Refusal
from ecfcheck.flowfile.flow import Part
from ecfcheck.runner.records import CheckRecord
from pages.decorators import Standing
from pages.errors import StepError


class ScreenDiffersError(StepError):
    """A screen differs from its document."""

    def __init__(
        self,
        part: Part,
        checks: Iterable[CheckRecord],
        *,
        is_of_account: bool = False,
        standing: Standing | None = None,
        shows_names: bool = False,
    ) -> None:
        super().__init__(part.screen.name)
        self.part = part
        self.checks = tuple(checks)
        self.is_of_account = is_of_account
        """Whether only the account, or its settings, differ, and the screen itself is as documented."""
        self.standing = standing
        """The account's standing by the screen, None if the screen does not show it."""
        self.shows_names = shows_names
        """Whether records show names as they are."""


class WrongScreenError(StepError):
    """Another screen came in place of the expected one, or none."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(arrival.expected_screen)
        self.arrival = arrival


class WrongAddressError(StepError):
    """The expected screen came from an address that is not the court's."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(arrival.url)
        self.arrival = arrival


class BadStatusError(StepError):
    """The expected screen came with an HTTP status that says that the request failed."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(str(arrival.http_status))
        self.arrival = arrival


class NoAnswerError(StepError):
    """An action was done, and the court did not answer in time."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class RequestBlockedError(StepError):
    """The network guard blocked requests that should never have been sent."""

    def __init__(self, addresses: Iterable[str]) -> None:
        super().__init__(", ".join(addresses))


class SecretHeldBackError(StepError):
    """A page with a typed secret would have sent it, or the user, to another host; the text says where."""

    def __init__(self, escapes: Iterable[str]) -> None:
        super().__init__(" and ".join(dict.fromkeys(escapes)))


def describe_dialogs(dialogs: Iterable[str]) -> str:
    """Return what to add to a message if the browser showed native dialogs."""
    return "".join(f'; the browser showed a dialog: "{words}"' for words in dialogs)


class DialogShownError(StepError):
    """The browser showed a native dialog that no document mentions."""

    def __init__(self, screen: str, dialogs: Iterable[str]) -> None:
        super().__init__(" and ".join(f'"{words}"' for words in dialogs))
        self.screen = screen


class TabOpenedError(StepError):
    """The court opened a popup: a tab or window that no step asked for."""

    def __init__(self, screen: str, addresses: Iterable[str]) -> None:
        super().__init__(", ".join(addresses))
        self.screen = screen


class LeavingScreenError(StepError):
    """A page leaves by itself, or is gone; the text is where to and when."""

    def __init__(self, screen: str, where: str, arrival: Arrival | None = None) -> None:
        super().__init__(where)
        self.screen = screen
        self.arrival = arrival
        """What came after it; None if it is still there."""


class SentBeforeClickError(StepError):
    """A page may have sent its form by itself before the click, which was not made; the text is why not."""


class SentByItselfError(StepError):
    """A page would have sent its form by itself, and the browser blocked it; the text is where to."""

    def __init__(self, addresses: Iterable[str], *, may_have_sent: bool = False) -> None:
        super().__init__(", ".join(dict.fromkeys(addresses)))
        self.may_have_sent = may_have_sent
        """Whether an effect has passed besides, since the click."""


class WrongCourtError(StepError):
    """A login came that leads to another court; the text is that court's address."""

    def __init__(self, arrival: Arrival, address: str) -> None:
        super().__init__(address)
        self.arrival = arrival


class ScriptFailedError(StepError):
    """A script of the court's page failed."""

    def __init__(self, screen: str, errors: Iterable[str]) -> None:
        super().__init__("; ".join(errors))
        self.screen = screen


class MissingInAccountError(StepError):
    """A screen asks for a value that the account does not have."""

    def __init__(self, screen: str, what: str) -> None:
        super().__init__(what)
        self.screen = screen
        self.what = what


class EffectUnansweredError(StepError):
    """An effect was not sent, because the result of the account's earlier effect is not known."""


class LoginUnansweredError(StepError):
    """A password was not typed, because it was already sent in this run and is unanswered."""


class LoginRefusedBeforeError(StepError):
    """A password was not typed, because the court refused it before."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


class LoginHeldBackError(StepError):
    """A password was not typed, because a login observer objected; the text says why."""


class LoginNotSubmittedError(StepError):
    """A page object's login did not call `submit_credentials`."""

    def __init__(self, screen: str, action: str) -> None:
        super().__init__(f"{screen}.{action}")
        self.screen = screen
        self.action = action


class LoginContractError(StepError):
    """A page object did with a login what its contract does not allow; the text says what."""

    def __init__(self, screen: str, action: str, fact: str) -> None:
        super().__init__(fact)
        self.screen = screen
        self.action = action
        self.fact = fact
