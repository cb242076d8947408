"""The mint's request, the body of POST /control/accounts."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from stage.courts import BY_ID, COURTS
from stage.request_body import InvalidRequestError, RequestModel

UNLINKABLE_KINDS = ("admin", "legacy")  # the court refuses them (stage/ecf/wording.py)


def _check_court(court_id: str) -> str:
    if court_id not in BY_ID:
        raise ValueError(f"unknown court; known courts are {', '.join(BY_ID)}")
    return court_id


CourtId = Annotated[str, AfterValidator(_check_court)]


class PacerRequest(RequestModel):
    """The traits of the PACER account."""

    kind: Literal["individual", "shared_firm", "admin", "legacy"] = "individual"
    status: Literal["active", "disabled", "update_required"] = "active"
    totp: bool = False
    skips: Annotated[int, Field(ge=0, le=3)] = 0
    """How often the one-time passcode has been skipped."""
    password: Literal["right", "wrong"] = "right"  # noqa: S105 - a trait
    """Whether the answer has the account's own password or another one."""
    walks_away: bool = False


class EcfRequest(RequestModel):
    """The traits of an e-filing account."""

    linked: bool = False
    may_file: bool = True
    password: Literal["right", "wrong"] = "right"  # noqa: S105 - a trait
    locked: bool = False


class CaseRequest(RequestModel):
    """The traits of the case."""

    kind: Literal["civil", "social_security"] = "civil"
    counsel: bool = True
    """Whether the e-filing account is counsel of record in the case."""
    e_filing: Literal["order", "consent", "none"] = "order"


class MintRequest(RequestModel):
    """A PACER account, an e-filing account at `court` unless `ecf` is None, and perhaps a case."""

    court: CourtId = COURTS[0].id
    names: Literal["match", "mismatch"] = "match"
    passwords: Literal["ordinary", "odd"] = "ordinary"
    """An odd password is full of characters that encodings change."""
    pacer: PacerRequest = PacerRequest()
    ecf: EcfRequest | None = EcfRequest()
    also: dict[CourtId, EcfRequest] = Field(default_factory=dict)
    """E-filing accounts at further courts, for the same PACER account."""
    case: CaseRequest | None = None

    @model_validator(mode="after")
    def _check_combination(self) -> Self:
        accounts = {"ecf": self.ecf, **{f"also.{court}": ecf for court, ecf in self.also.items()}}
        problems = [
            f"{place}.linked: a PACER account of the kind {self.pacer.kind!r} cannot be linked"
            for place, ecf in accounts.items()
            if ecf and ecf.linked and self.pacer.kind in UNLINKABLE_KINDS
        ]
        if self.court in self.also:
            problems.append(f"also.{self.court}: is the request's own court; use ecf for its account")
        if self.case and self.case.counsel and not self.ecf:
            problems.append("case.counsel: counsel of record needs an e-filing account (ecf)")
        if problems:
            raise InvalidRequestError(problems)
        return self
