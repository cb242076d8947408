"""The model of a fault; POST /control/faults takes a list of them."""

import json
import re
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, NonNegativeInt, PositiveInt, model_validator

from stage.request_body import RequestModel, parse_body

RuleName = Literal[
    "accounts_in_good_standing",  # broken: PACER says of every account that it is disabled
    "confirmation_shows_ecf_name",  # broken: the link confirmation shows PACER's name in its place
    "link_shows_success",  # broken: the link is made, and the first screen is shown
]
"""The rules of the stage that can be broken; each is decided in one place, which asks `is_broken`."""

HostKind = Literal["website", "ecf", "pacer", "pacer_account"]

Seconds = Annotated[float, Field(gt=0, le=3600)]
Words = Annotated[str, Field(min_length=1)]
StatusCode = Annotated[int, Field(ge=200, le=599)]


def _require(pattern: str, remedy: str) -> AfterValidator:
    """Return a check that a text matches a pattern; a message has the remedy, not the pattern."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"{remedy}, not {json.dumps(text, ensure_ascii=False)[:_SHOWN]}")
        return text

    return AfterValidator(check)


Path = Annotated[
    str, _require(r"/.*", "begin the path with '/'"), _require(r"[^?]*", "write what follows '?' as `query`")
]
Address = Annotated[str, _require(r"[^\x00-\x1f]+", "write an address without line breaks")]
ContentType = Annotated[str, _require(r"[a-z]+/[a-z0-9.+-]+", "write a type such as text/plain")]
EventKind = Annotated[str, _require(r"[a-z][a-z_]*", "write a word in lowercase")]

_SHOWN = 100
"""How many characters of a value a message shows."""

INSTEAD_OF_HANDLING = ("status", "error_page", "redirect", "page")
WITH_WHEN = ("delay", "hold", "event", *INSTEAD_OF_HANDLING)


class Requests(RequestModel):
    """The requests that a fault applies to: those that meet every condition."""

    host: HostKind
    path: Path
    """The path, in which `*` matches anything."""
    method: Literal["GET", "POST"] | None = None
    query: str = ""
    """Part of the query string."""

    def includes(self, host: HostKind, method: str, path: str, query: str) -> bool:
        """Return whether a request meets every condition."""
        return (
            host == self.host
            and self.method in {None, method}
            and self.query in query
            and fnmatchcase(path, self.path)
        )


class Fault(RequestModel):
    """One thing that goes wrong on purpose.

    In the texts of `replace`, `remove`, `redirect` and `page`, the stage's own origins can be written as
    `{website}`, `{ecf}`, `{pacer}` and `{pacer_account}`.
    """

    on: Requests | None = None
    """The requests; None for a rule, which is broken wherever it is decided."""
    skip: NonNegativeInt = 0
    """The number of requests (or decisions of the rule) that succeed first."""
    times: PositiveInt | None = None
    """The number that fail then; None for all."""
    when: Literal["before", "after"] = "before"
    """Before (or instead of) handling the request, or after handling, before the answer is sent."""

    delay: Seconds | None = None
    hold: Literal[True] | None = None
    """Wait until the faults are removed."""
    drop: Literal["before", "after", "during"] | None = None
    """Close the connection before or after the request is handled, or after half of the answer."""
    reset: Literal["before", "during"] | None = None
    """Reset the connection (TCP RST) instead of handling the request, or after half of the answer."""
    drip: Seconds | None = None
    """Send the answer in twenty pieces, and wait this long after each."""
    no_cookies: Literal[True] | None = None
    """Handle the request as if the browser had sent no cookie."""
    advance: Seconds | None = None
    """Put the stage's clock forward by this much, and then handle the request."""
    content_type: ContentType | None = None
    """Send the answer as this type, such as text/plain."""
    page: Words | None = None
    """Show this HTML page, with HTTP status 200."""
    status: StatusCode | None = None
    error_page: Words | None = None
    """Show CM/ECF's error page with these words to the signed-in user."""
    redirect: Address | None = None
    replace: tuple[Words, str] | None = None
    """A text of the answer, and its replacement."""
    remove: Words | None = None
    """A text to remove from the answer, such as an element."""
    event: EventKind | None = None
    """Record an event of this kind in the stage's log."""
    rule: RuleName | None = None
    """A rule of the stage to break."""

    @property
    def action(self) -> str:
        """The field that says what goes wrong."""
        return next(name for name in ACTIONS if getattr(self, name) is not None)

    @property
    def is_late(self) -> bool:
        """Whether the fault applies after the request is handled."""
        given = {self.drop, self.reset, self.when}
        return self.action in CHANGES or "after" in given or "during" in given

    @property
    def change(self) -> tuple[str, str] | None:
        """The text to replace in the answer, and its replacement; None for another fault."""
        return self.replace or ((self.remove, "") if self.remove is not None else None)

    @model_validator(mode="after")
    def _check_action(self) -> Self:
        given = [name for name in ACTIONS if getattr(self, name) is not None]
        problems = [] if len(given) == 1 else [f"needs exactly one of {', '.join(ACTIONS)}"]
        if "rule" in given and self.on:
            problems.append("a rule applies wherever it is decided: leave `on` out")
        if "rule" not in given and not self.on:
            problems.append("needs `on`: which requests")
        if "error_page" in given and self.on and self.on.host != "ecf":
            problems.append("only CM/ECF has this error page: `on` needs the host ecf")
        if self.when == "after" and not set(given) <= set(WITH_WHEN):
            problems.append(f"`when` is only for {', '.join(WITH_WHEN)}")
        if problems:
            raise ValueError("; ".join(problems))
        return self


CHANGES = ("replace", "remove", "drip", "content_type")
ACTIONS = (*WITH_WHEN, "drop", "reset", "no_cookies", "advance", *CHANGES, "rule")


def read_faults(body: bytes) -> list[Fault]:
    """Return the faults in a request's body. Raises InvalidRequestError."""
    return parse_body(body, list[Fault], "faults")
