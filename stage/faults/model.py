"""What a fault is: the body of POST /control/faults, validated."""

from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

from pydantic import Field, NonNegativeInt, PositiveInt, model_validator

from stage.faults.rules import RuleName
from stage.request_body import RequestModel, parse_body

HostKind = Literal["website", "ecf", "pacer", "pacer_account"]

Seconds = Annotated[float, Field(gt=0, le=3600)]
Words = Annotated[str, Field(min_length=1)]
StatusCode = Annotated[int, Field(ge=200, le=599)]
EventKind = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]

INSTEAD_OF_HANDLING = ("status", "error_page", "redirect")
WITH_WHEN = ("delay", "hold", "event", *INSTEAD_OF_HANDLING)


class Requests(RequestModel):
    """Which requests a fault applies to: every condition must be met."""

    host: HostKind
    path: Annotated[str, Field(pattern=r"^/")]
    """The path, in which `*` matches anything."""
    method: Literal["GET", "POST"] | None = None
    query: str = ""
    """A part of the query string."""

    def include(self, host: HostKind, method: str, path: str, query: str) -> bool:
        """Tell whether a request is one of these."""
        return (
            host == self.host
            and self.method in {None, method}
            and self.query in query
            and fnmatchcase(path, self.path)
        )


class Fault(RequestModel):
    """One thing that goes wrong.

    In the texts of `replace`, `remove` and `redirect`, `{website}`, `{ecf}`, `{pacer}` and `{pacer_account}`
    are the stage's own origins.
    """

    on: Requests | None = None
    """The requests; a rule is broken wherever it is decided, so it takes none."""
    skip: NonNegativeInt = 0
    """So many of these requests (or decisions of the rule) go right first."""
    times: PositiveInt | None = None
    """So many fail then; None for all."""
    when: Literal["before", "after"] = "before"
    """Before the request is handled, or in its place; or after it was, before the answer is sent."""

    delay: Seconds | None = None
    hold: Literal[True] | None = None
    """Wait until the faults are removed."""
    drop: Literal["before", "after", "during"] | None = None
    """Close the connection before the request is handled, after it, or after half of the answer."""
    status: StatusCode | None = None
    error_page: Words | None = None
    """CM/ECF's error page with these words, for the user who is signed in."""
    redirect: Words | None = None
    replace: tuple[Words, str] | None = None
    """A text of the answer, and what takes its place."""
    remove: Words | None = None
    """A text of the answer, such as an element."""
    event: EventKind | None = None
    """Record an event of this kind in the stage's log."""
    rule: RuleName | None = None
    """A rule of the stage that is broken."""

    @property
    def action(self) -> str:
        """The name of what happens."""
        return next(name for name in ACTIONS if getattr(self, name) is not None)

    @property
    def is_late(self) -> bool:
        """Whether it happens when the request was handled."""
        return self.when == "after" or self.drop in {"after", "during"} or self.change is not None

    @property
    def change(self) -> tuple[str, str] | None:
        """The text to be replaced in the answer, and what takes its place; None for another fault."""
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
            problems.append("CM/ECF alone has this error page: `on` needs the host ecf")
        if self.when == "after" and not set(given) <= set(WITH_WHEN):
            problems.append(f"`when` is only for {', '.join(WITH_WHEN)}")
        if problems:
            raise ValueError("; ".join(problems))
        return self


ACTIONS = (*WITH_WHEN, "drop", "replace", "remove", "rule")


def read_faults(body: bytes) -> list[Fault]:
    """Return the faults that a request's body lists. Raises InvalidRequestError."""
    return parse_body(body, list[Fault], "faults")
