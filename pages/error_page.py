"""CM/ECF's error page, with or without a Back button, and Apache's own (facts B4, F4)."""

from typing import ClassVar

from pages.cmecf import BACK, MAIN, MASKED_CONTENT, CmecfPage
from pages.decorators import Entries, RefusalRule
from pages.landmark import Landmark
from pages.pacer_screen import CLIENT_CODE_NEEDED

_UNFRAMED = "body:not(:has(#cmecfMainContent, main, nav))"
"""A page that has neither CM/ECF's frame nor the structure of a website."""

_WORDS_OF_CMECF = (
    "Security violation:",
    "You do not have permission to view this document",
    "The case type was",
    "The link to this page may not have originated from within CM/ECF",
    "This user has no access privileges defined",
)
_WORDS_OF_THE_SERVER = (
    "Request Time-out",
    "Request Timeout",
)
_WORDS_OF_A_THRESHOLD = ("over the threshold", "exceeded the threshold")
"""Guess: a page explains it, but its words are not known."""
_LEADS_TO_LOGIN = '[href*="/cgi-bin/login.pl"]'
"""What a front page has; its news can mention a threshold."""
_HAS_BACK = f"{MAIN}:has({BACK})"


# Guess: the words by which CM/ECF refuses to link an account are not known (facts E).
_REFUSALS_OF_ACCOUNTS = (
    RefusalRule("Invalid CM/ECF login or password", standing="refused"),
    RefusalRule("login or password is incorrect", standing="refused"),
    RefusalRule("has not been upgraded", standing="not upgraded", credential_refused=False),
    RefusalRule("may not be linked", credential_refused=False),
    RefusalRule("already linked", credential_refused=False),
    RefusalRule("You may not file in it", credential_refused=False),
    RefusalRule("You do not have permission to file", standing="not entitled", credential_refused=False),
)


class ErrorPage(CmecfPage):
    """CM/ECF's error page: a sentence, most often with a Back button and HTTP status 200."""

    # Without a Back button, the refusal is in the first lines of the page; elsewhere the words can be quoted.
    landmark = Landmark(
        f"{MAIN} {BACK}",
        also=(
            Landmark(f"{MAIN}, {_UNFRAMED}", says=(*_WORDS_OF_CMECF, *_WORDS_OF_THE_SERVER), match="starts"),
            Landmark(
                f"{_UNFRAMED} :is(h1, h2, h3, b, p, div)", says=_WORDS_OF_A_THRESHOLD, unless=_LEADS_TO_LOGIN
            ),
        ),
    )
    private_content = MASKED_CONTENT
    has_news = True
    content = f"{MAIN}, {_UNFRAMED}"
    refusal = Landmark(f"{_HAS_BACK} :is(b, h3)", also=landmark.also)
    refusal_outcome = "COURT_ERROR"
    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = (
        RefusalRule("Security violation", standing="not entitled", credential_refused=False),
        RefusalRule("You do not have permission to view", standing="not entitled", credential_refused=False),
        RefusalRule("Request Time", "UNAVAILABLE"),
        RefusalRule(
            "Software error", "COURT_ERROR"
        ),  # guess: by which CM/ECF's programs report their own end
        RefusalRule("threshold", "UNAVAILABLE"),
        RefusalRule("originated from within CM/ECF", "COURT_ERROR"),
        RefusalRule("no access privileges defined", "COURT_ERROR"),  # a reload fixes it (facts B4)
        CLIENT_CODE_NEEDED,
        *_REFUSALS_OF_ACCOUNTS,
    )

    def pick_refusal(self, texts: Entries, lines: Entries) -> Entries:
        """Return the bold sentence above Back, or else the first line with known words of a refusal."""
        known = (*_WORDS_OF_CMECF, *_WORDS_OF_THE_SERVER, *_WORDS_OF_A_THRESHOLD)
        return texts or tuple(line for line in lines if any(words in line for words in known))[:1]
