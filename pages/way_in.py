"""Finds the link of a court's website that leads to its CM/ECF (facts F1, docs/adr/0022)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, urlsplit

from config.court import Court
from config.court_kind import E_FILING
from pages.controls import Point

ENTRY_PATHS = re.compile(
    r"/?|/index\.html?|/cgi-bin/(login|ShowIndex)\.pl|/n/AttorneyFiling/login\.jsf", re.IGNORECASE
)
"""Paths of CM/ECF that lead to the login: the root, the front page, the login itself."""

LOGIN_PATHS = re.compile(r"/cgi-bin/login\.pl|/n/AttorneyFiling/login\.jsf", re.IGNORECASE)
"""Paths of the login itself, which the front page links to."""

_APPELLATE_LOGIN = re.compile(r"servlet=Login(\.jsp)?")
"""The query of the appellate CM/ECF's login: its one script serves many other pages."""

_E_FILING = re.compile(r"\becf\b|\be-?fil(e|ing)\b|\belectronic (case )?fil(es|ing)\b|\bdocument filing\b")
_LOGIN = re.compile(r"\blog ?in\b")
_AFTER_WORDS = re.compile(
    r"(\s*\((external link|link is external|opens in (a )?new (window|tab))\)|[^\w)]+)+$", re.IGNORECASE
)
"""What can follow a link's words: an arrow of any kind, or a remark on where it opens."""

_NOT_IN_USE = re.compile(r"train|tutorial|unavailab|maintenance|\bdemo\b|\btest\b")
"""Words of links to a system that is not the live one, or that is down."""

_OTHER_SUBJECT = re.compile(
    r"\brss\b|calendar|opinion|hearing|statistic|juror|\bclaims?\b|certificate|manual|\bfaqs?\b|questions"
    r"|\bhelp\b|support|regist(er|ration)\b|\bfees?\b"
)
"""Words of links about other subjects, unless they mention a login too (facts F1)."""

_MAX_WORDS = 14
"""Links to a login are short; a longer one is news."""

_TRAINING = re.compile(r"train|demo|test")
_INTRANET = ".dcn"
"""The domain of the judiciary's own network, which the public cannot reach."""

_DOCUMENTED_WORDS = 1
_ABOUT_E_FILING = 3
_OTHER = 6
"""The highest ranks of such words (see `_rank`), and the rank of words about something else."""

_MAX_LISTED = 6
"""How many candidates a message lists at most."""


@dataclass(frozen=True)
class Link:
    """A visible link: its words or those of its picture, its address and target."""

    words: str
    address: str
    opens_tab: bool
    index: int = 0
    """The index among all links of the document."""
    click_point: Point | None = field(default=None, compare=False)
    """Where a click hits it, if nothing on the page can move, so that no wait is needed."""

    @property
    def plain_words(self) -> str:
        """The words without an arrow or remark after them."""
        return " ".join(_AFTER_WORDS.sub("", self.words).split())

    @property
    def name(self) -> str:
        """The plain words in lower case, to compare links."""
        return self.plain_words.casefold()

    def __str__(self) -> str:
        return f'"{self.words or "(no words)"}" -> {self.address}'


@dataclass(frozen=True)
class WayIn:
    """The link to click, or the reason why none is certain."""

    link: Link | None
    reason: str = ""


def find_way_in(links: Sequence[Link], court: Court, paths: re.Pattern[str] = ENTRY_PATHS) -> WayIn:
    """Return the link that leads to the login of the court's own CM/ECF and has the best words.

    The address decides whether a link is a candidate; the words only decide between several. A link is not
    taken if another one with the same words leads elsewhere: a reader could not tell them apart.
    """
    found = [link for link in links if leads_to_login(link.address, court, paths)]
    likely = [link for link in found if _rank(link.name, court) < _OTHER]
    if found and not likely:
        reason = "the links that lead to the login of CM/ECF seem to be about something else"
        remedy = "if one of them is the right one, add its words as e_filing: to the court's file"
        return WayIn(None, f"{reason}: {_list_links(found)}; {remedy}")
    if not likely:
        return WayIn(None, _explain_no_candidate(links, court))
    refused = ""
    for candidate in sorted(likely, key=lambda link: (_rank(link.name, court), not _is_at_ecf(link, court))):
        rivals = [link for link in links if link.name == candidate.name and _is_rival(link, found, court)]
        if not rivals:
            return WayIn(candidate)
        named = _list_links([candidate, *rivals])
        refused = (
            refused or f"links with the same words lead to different places, so none was clicked: {named}"
        )
        if _rank(candidate.name, court) <= _DOCUMENTED_WORDS:
            break
    return WayIn(None, refused)


def leads_to_login(address: str, court: Court, paths: re.Pattern[str] = ENTRY_PATHS) -> bool:
    """Return whether an address is the root, front page or login of the court's own CM/ECF.

    The address of PACER's login counts if it leads back there.
    """
    parts = _split_address(address)
    if _is_at_origin(parts, court.ecf):
        is_appellate = _APPELLATE_LOGIN.fullmatch(parts.query) is not None
        return is_appellate or (not parts.query and paths.fullmatch(parts.path) is not None)
    login = urlsplit(court.pacer_login)
    if (parts.hostname, parts.path) == (login.hostname, login.path):
        back = "".join(parse_qs(parts.query).get("appurl", ()))
        return leads_to_ecf(back if "//" in back else f"https://{back}", court)
    return False


def leads_to_ecf(address: str, court: Court) -> bool:
    """Return whether an address is one of the court's own CM/ECF itself, not PACER's login."""
    parts = _split_address(address)
    return (
        _is_at_origin(parts, court.ecf) and not parts.query and ENTRY_PATHS.fullmatch(parts.path) is not None
    )


def _is_at_ecf(link: Link, court: Court) -> bool:
    return _is_at_origin(_split_address(link.address), court.ecf)


def _is_rival(link: Link, candidates: Sequence[Link], court: Court) -> bool:
    """Return whether a link with the same words as a candidate could mislead a reader."""
    parts = _split_address(link.address)
    same_site = _is_at_origin(parts, court.website)
    is_public = not (parts.hostname or "").endswith(_INTRANET)
    return bool(link.name) and link not in candidates and not same_site and is_public


def _rank(name: str, court: Court) -> int:
    """Return how well words describe the link to the login: lower is better."""
    if name in {court.e_filing.casefold(), E_FILING.casefold()}:
        return 0 if name == court.e_filing.casefold() else 1
    is_other_subject = _OTHER_SUBJECT.search(name) is not None and _LOGIN.search(name) is None
    if is_other_subject or _NOT_IN_USE.search(name) or len(name.split()) > _MAX_WORDS:
        return _OTHER
    words = name.replace("cm/ecf", "ecf").replace("cm / ecf", "ecf").replace("cmecf", "ecf")
    signs = (_E_FILING.search(words) is not None, _LOGIN.search(words) is not None)
    return {(True, True): 2, (True, False): 3, (False, True): 4}.get(signs, 5)


def _explain_no_candidate(links: Sequence[Link], court: Court) -> str:
    named = [link for link in links if _rank(link.name, court) <= _DOCUMENTED_WORDS]
    if named:
        return "; ".join(_explain_wrong_address(link, court) for link in named[:_MAX_LISTED])
    near = [link for link in links if _rank(link.name, court) <= _ABOUT_E_FILING or _is_at_ecf(link, court)]
    seen = f"; links that mention e-filing or lead there: {_list_links(near)}" if near else ""
    return f"no link of the page leads to the login of CM/ECF at {court.ecf}{seen}"


def _explain_wrong_address(link: Link, court: Court) -> str:
    parts = _split_address(link.address)
    if _is_at_origin(parts, court.website):
        where = ", a page of the website itself"
    elif _TRAINING.search(parts.hostname or ""):
        where = ", a training system"
    elif _is_at_ecf(link, court):
        where = ", which is not the login"
    else:
        where = ""
    return (
        f'"{link.words}" leads to {link.address}{where}; the court\'s file says that CM/ECF is at {court.ecf}'
    )


def _list_links(links: Sequence[Link]) -> str:
    listed = list(dict.fromkeys(map(str, links)))
    more = f" and {len(listed) - _MAX_LISTED} more" if len(listed) > _MAX_LISTED else ""
    return ", ".join(listed[:_MAX_LISTED]) + more


def _is_at_origin(parts: SplitResult, origin: str) -> bool:
    """Return whether an address is at an origin; http counts too, as courts redirect it."""
    home = urlsplit(origin)
    return parts.hostname == home.hostname and _read_port(parts) in {_read_port(home), None}


def _read_port(parts: SplitResult) -> int | None:
    """Return the port, None for the standard one of either scheme."""
    return None if parts.port in {None, 80, 443} else parts.port


def _split_address(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port  # raises for a port that is not a number
    except ValueError:
        return urlsplit("")
    return parts if parts.scheme in {"http", "https"} else urlsplit("")
