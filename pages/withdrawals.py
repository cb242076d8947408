"""Finds the words by which a court takes back or forbids what a screen offers, and tells them from others."""

import re
from collections.abc import Iterable

_BE = r"(?:is|are|was|were|been|remains?)"
_NOW = r"(?:(?:now|still|currently|presently|temporarily|permanently|hereby|today|already|being|yet) )*"
_HERE = (
    r"(?:here|now|yet|below|today|electronically|until|at (?:this time|the moment|present)"
    r"|(?:by|with|on|through|in) this)\b"
)
_ENDED = (
    r"(?:void|null and void|invalidated|repealed|superseded|rescinded|revoked|withdrawn|retracted|stricken"
    r"|vacated|cancell?ed|retired|decommissioned|abolished|replaced|rejected|deactivated|inactive|obsolete"
    r"|closed|halted|paused|shut down|switched off|turned off|taken (?:down|offline)|offline|disabled"
    r"|out of (?:order|use|date))"
)
_NOT = r"(?:(?:does|do|will|can) ?(?:not|n['\u2019]t)|(?:ca|wo)n['\u2019]t)"
_OFFERED = (
    r"(?:accepted|offered|supported|available|possible|operational|honored|in (?:use|force|effect|service))"
)
_MADE = r"(?:filed|submitted|made|taken|entered|linked|changed|processed|handled|issued|used)"
_SCREEN = r"(?:form|page|screen|site|login|link|utility|system|procedure)"
_OBJECT = rf"(?: (?:it|them|anything)\b| (?:this|that|the)(?: {_SCREEN})?\b)?"
_DO_IT = rf"(?:submit|log ?(?:in|on)|sign (?:in|on)|file|link|proceed|continue|enter|use|change){_OBJECT}"

_WITHDRAWS = (
    rf"\bno longer\b(?: \w+)?|\b{_NOT} {_NOW}(?:accept|apply|offer|support|honor)\b",
    r"\bdiscontinued\b|\bsuspended\b|\bunavailable\b|\bout of service\b|\bin (?:its|their) place\b",
    rf"\b{_BE} {_NOW}{_ENDED}\b",
    rf"\b{_BE} (?:not|never|neither) {_NOW}{_OFFERED}\b",
    rf"\b(?:{_BE} (?:not|never|neither)|can ?not be) {_NOW}{_MADE} {_HERE}",
    r"\bmust be (?:filed|submitted|sent|entered) again\b|\bhas (?:ended|ceased|stopped)\b",
    r"\b(?:has|have) (?:been )?moved\b",
)
_ENDS_AT_START = r"(?:repealed|superseded|rescinded|revoked|withdrawn|cancell?ed|stricken)"
_WITHDRAWS_AT_START = rf"{_ENDS_AT_START}(?=$|[.!;,)]| (?:on|by|as|since|effective|until|from|per|and)\b)"
_FORBIDS = rf"\bdo(?: not|n['\u2019]t) {_DO_IT}"

MAY_TAKE_BACK = "|".join((*_WITHDRAWS, rf"\b{_ENDS_AT_START}\b", _FORBIDS))
"""What a text has if a sentence of it takes something back, for JavaScript too; others may have it."""

_WITHDRAWAL = re.compile("|".join((*_WITHDRAWS, rf"(?:^|\() ?{_WITHDRAWS_AT_START}")), re.IGNORECASE)
_AFTER_A_HEADING = re.compile(
    r"\b(?:Repealed|Superseded|Rescinded|Revoked|Withdrawn|Cancell?ed|Stricken|REPEALED|SUPERSEDED|RESCINDED|REVOKED"
    r"|WITHDRAWN|CANCELL?ED|STRICKEN)(?:[.!]| (?:on|by|as of|since|effective|until)\b)"
)
"""The beginning of a sentence after a heading, which in a running text has no period."""

_PROHIBITION = re.compile(rf"{_FORBIDS}(?=$| ?[.!;,(]| {_HERE})", re.IGNORECASE)

_CONDITION = re.compile(
    # What is said of one case, or of some things, or not of today.
    r"\b(?:if|when|whenever|whether|unless|once|should|in case|after (?:it|an?|the))\b[^,;:]*$"
    r"|\b(?:that|which|who)(?: (?:has|have|had))?\s*$|\b(?:will|would|can|to) be(?: \w+ly)?\s*$"
    r"|\b(?:may|might|could)\b[^,;:]*$",
    re.IGNORECASE,
)
_ANY_CONDITION = re.compile(r"\b(?:if|when|unless|until|before)\b", re.IGNORECASE)
_OF_OTHERS = (
    # What can be closed, off or at an end while the screen is in order.
    (
        re.compile(r"closed|ended|disabled|offline|out of|unavailable|suspended|moved", re.IGNORECASE),
        re.compile(
            r"\b(?:offices?|courthouses?|counter|desk|center|buildings?|library|divisions?|holidays?|cases?"
            r"|session|(?:tele)?phone|(?:mon|tues|wednes|thurs|fri)day)\b|\b(?:court|clerk)s?\s*$",
            re.IGNORECASE,
        ),
    ),
    # Who moves for an order, and what a judge moves to another day.
    (
        re.compile(r"moved", re.IGNORECASE),
        re.compile(
            r"\b(?:part(?:y|ies)|plaintiffs?|defendants?|movants?|debtors?|hearings?|trials?)\b",
            re.IGNORECASE,
        ),
    ),
    # What a browser does without.
    (
        re.compile(r"closed|ended|disabled|offline|out of|unavailable|suspended|support", re.IGNORECASE),
        re.compile(r"\b(?:javascript|cookies?|pop-?ups?|browsers?|internet explorer)\b", re.IGNORECASE),
    ),
)
"""What is said of others than the screen, each as the words and what comes before them."""

_TOO_LONG = 240
"""How many characters a quoted sentence has at most."""

_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=[a-z\d]))+[.!?]*")
_NEGATION_AT_END = re.compile(r"(?:\b(?:not|never|neither|nor|no longer)|\w+n['\u2019]t)\s*$", re.IGNORECASE)
_REST_AND_NEXT = re.compile(r"[.!?:;)]?\s*([^.!?\n]{0,160}[.!?]?)")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?]\s+)([^.!?\n]{3,160}[.!?])\s+[^.!?\n]{0,160}$")
_WORDS_BEFORE = re.compile(r"([^.!?\n]{3,60}[.!?])\s+[^.!?\n]{0,160}$")


def find_withdrawals(text: str, documented: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the sentences that take something back or forbid it, except those that are documented."""
    known = [_fold(one) for one in documented]
    lines = (" ".join(line.split()) for line in text.replace("\t", "\n").splitlines())
    sentences = (one[0].strip() for line in lines for one in _SENTENCE.finditer(line))
    found = [sentence[:_TOO_LONG] for sentence in sentences if _takes_back(sentence) or _forbids(sentence)]
    return tuple(dict.fromkeys(one for one in found if not any(_fold(one) in text for text in known)))


def _takes_back(sentence: str) -> bool:
    return any(
        _is_about_screen(match[0], sentence[: match.start()]) for match in _WITHDRAWAL.finditer(sentence)
    )


def _is_about_screen(words: str, before: str) -> bool:
    is_of_others = any(said.search(words) and other.search(before) for said, other in _OF_OTHERS)
    return not is_of_others and not _CONDITION.search(before)


def _forbids(sentence: str) -> bool:
    starts = [sentence[: match.start()] for match in _PROHIBITION.finditer(sentence)]
    return any(not _ANY_CONDITION.search(before) for before in starts)


def find_withdrawal_near(passage: str, text: str) -> str:
    """Return the sentence right before or after a passage in a text if it takes something back, else ""."""
    for match in re.finditer(re.escape(passage), text):
        following = _REST_AND_NEXT.match(text, match.end())
        previous = _SENTENCE_BEFORE.search(text[: match.start()])
        for near in (following, previous):
            if near and (found := find_withdrawals(near[1])):
                return found[0]
        heading = _WORDS_BEFORE.search(text[: match.start()])
        if heading and (begin := _AFTER_A_HEADING.search(heading[1])):
            return heading[1][begin.start() :]
    return ""


def find_negation_before(passage: str, text: str) -> str:
    """Return the word that negates a passage right before it, "" if the text has it without one somewhere."""
    places = [match.start() for match in re.finditer(re.escape(passage), text)]
    found = [match[0].strip() for place in places if (match := _NEGATION_AT_END.search(text[:place]))]
    return found[0] if found and len(found) == len(places) else ""


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
