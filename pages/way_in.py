"""Tells which link of a court's website is the way into its CM/ECF (facts F1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from config.court import Court
from config.court_kind import E_FILING

DOORS = re.compile(
    r"/?|/index\.html?|/cgi-bin/(login|ShowIndex)\.pl|/n/AttorneyFiling/login\.jsf", re.IGNORECASE
)
"""The paths of CM/ECF that lead to the login: its root, its front page, the login itself."""

LOGINS = re.compile(r"/cgi-bin/login\.pl|/n/AttorneyFiling/login\.jsf", re.IGNORECASE)
"""The paths of the login itself: what leads on from the front page."""

_APPELLATE_LOGIN = re.compile(r"servlet=Login(\.jsp)?")
"""The query of the login of the appellate courts' CM/ECF, which one script serves with much else."""

_E_FILING = re.compile(r"\becf\b|\be-?fil(e|ing)\b|\belectronic (case )?fil(es|ing)\b|\bdocument filing\b")
_LOGIN = re.compile(r"\blog ?in\b")
_AFTER_WORDS = re.compile(
    r"(\s*\((external link|link is external|opens in (a )?new (window|tab))\)|[^\w)]+)+$", re.IGNORECASE
)
"""What may follow a link's words: an arrow of any kind, or a remark on where it opens."""

_NOT_IN_USE = re.compile(r"train|tutorial|unavailab|maintenance|\bdemo\b|\btest\b")
"""Words of links to another system than the live one, or about one that is down."""

_OTHER_SUBJECT = re.compile(
    r"\brss\b|calendar|opinion|hearing|statistic|juror|\bclaims?\b|certificate|manual|\bfaqs?\b|questions"
    r"|\bhelp\b|support|regist(er|ration)\b|\bfees?\b"
)
"""Words of links that are about something else, unless they speak of a login too (facts F1)."""

_MOST_WORDS = 14
"""Links to a login say little; a longer one is a piece of news."""

_TRAINING = re.compile(r"train|demo|test")
_INTRANET = ".dcn"
"""The end of host names on the judiciary's own network, which the public cannot reach."""

_IN_THE_NOTICES_WORDS = 1
_SPEAKS_OF_E_FILING = 3
_OTHER = 6
"""The highest ranks of such words (see `_rank`), and that of words about something else."""

_LISTED = 6
"""How many candidates a message names at most."""


@dataclass(frozen=True)
class Link:
    """A visible link: its words (or its picture's), where it leads, whether that opens a new tab."""

    words: str
    address: str
    opens_tab: bool
    index: int = 0
    """Its place among all links of the document."""

    @property
    def plain_words(self) -> str:
        """The words without the arrow that may follow them."""
        return " ".join(_AFTER_WORDS.sub("", self.words).split())

    @property
    def name(self) -> str:
        """The plain words in lower case, by which links are compared."""
        return self.plain_words.casefold()

    def __str__(self) -> str:
        return f'"{self.words or "(no words)"}" -> {self.address}'


@dataclass(frozen=True)
class WayIn:
    """The link to click, or the reason why no link is certain."""

    link: Link | None
    reason: str = ""


def find_way_in(links: Sequence[Link], court: Court, doors: re.Pattern[str] = DOORS) -> WayIn:
    """Return the link that leads to the login of the court's own CM/ECF, and that says so best.

    Where a link leads decides whether it can be the one; its words decide only between several. A link is not
    the one when another with the same words leads elsewhere: a reader could not tell them apart.
    """
    found = [link for link in links if leads_to_login(link.address, court, doors)]
    likely = [link for link in found if _rank(link.name, court) < _OTHER]
    if found and not likely:
        reason = "what leads to the login of CM/ECF seems to be about something else"
        remedy = "if one of them is the way in, write its words as e_filing: into the court's file"
        return WayIn(None, f"{reason}: {_list(found)}; {remedy}")
    if not likely:
        return WayIn(None, _explain_no_door(links, court))
    refused = ""
    for door in sorted(likely, key=lambda link: (_rank(link.name, court), not _is_at_ecf(link, court))):
        rivals = [link for link in links if link.name == door.name and _is_rival(link, found, court)]
        if not rivals:
            return WayIn(door)
        named = _list([door, *rivals])
        refused = (
            refused or f"links with the same words lead to different places, so none was clicked: {named}"
        )
        if _rank(door.name, court) <= _IN_THE_NOTICES_WORDS:
            break
    return WayIn(None, refused)


def leads_to_login(address: str, court: Court, doors: re.Pattern[str] = DOORS) -> bool:
    """Return whether an address is a door of the court's own CM/ECF: its root, front page or login."""
    parts = _split(address)
    if _is_at(parts, court.ecf):
        is_appellate = _APPELLATE_LOGIN.fullmatch(parts.query) is not None
        return is_appellate or (not parts.query and doors.fullmatch(parts.path) is not None)
    login = urlsplit(court.pacer_login)
    if (parts.hostname, parts.path) == (login.hostname, login.path):
        back = "".join(parse_qs(parts.query).get("appurl", ()))
        return leads_to_ecf(back if "//" in back else f"https://{back}", court)
    return False


def leads_to_ecf(address: str, court: Court) -> bool:
    """Return whether an address is a door of the court's own CM/ECF itself."""
    parts = _split(address)
    return _is_at(parts, court.ecf) and not parts.query and DOORS.fullmatch(parts.path) is not None


def _is_at_ecf(link: Link, court: Court) -> bool:
    return _is_at(_split(link.address), court.ecf)


def _is_rival(link: Link, doors: Sequence[Link], court: Court) -> bool:
    """Return whether a link with the words of the way in could mislead a reader."""
    parts = _split(link.address)
    same_site = _is_at(parts, court.website)
    is_public = not (parts.hostname or "").endswith(_INTRANET)
    return bool(link.name) and link not in doors and not same_site and is_public


def _rank(name: str, court: Court) -> int:
    """Return how well words name the way in: the less, the better."""
    if name in {court.e_filing.casefold(), E_FILING.casefold()}:
        return 0 if name == court.e_filing.casefold() else 1
    is_about_else = _OTHER_SUBJECT.search(name) is not None and _LOGIN.search(name) is None
    if is_about_else or _NOT_IN_USE.search(name) or len(name.split()) > _MOST_WORDS:
        return _OTHER
    words = name.replace("cm/ecf", "ecf").replace("cm / ecf", "ecf").replace("cmecf", "ecf")
    signs = (_E_FILING.search(words) is not None, _LOGIN.search(words) is not None)
    return {(True, True): 2, (True, False): 3, (False, True): 4}.get(signs, 5)


def _explain_no_door(links: Sequence[Link], court: Court) -> str:
    named = [link for link in links if _rank(link.name, court) <= _IN_THE_NOTICES_WORDS]
    if named:
        return "; ".join(_explain_wrong_address(link, court) for link in named[:_LISTED])
    near = [
        link for link in links if _rank(link.name, court) <= _SPEAKS_OF_E_FILING or _is_at_ecf(link, court)
    ]
    seen = f"; links that speak of e-filing or lead there: {_list(near)}" if near else ""
    return f"no link of the page leads to the login of CM/ECF at {court.ecf}{seen}"


def _explain_wrong_address(link: Link, court: Court) -> str:
    parts = _split(link.address)
    if _is_at(parts, court.website):
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


def _list(links: Sequence[Link]) -> str:
    listed = list(dict.fromkeys(map(str, links)))
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return ", ".join(listed[:_LISTED]) + more


def _is_at(parts: SplitResult, origin: str) -> bool:
    """Return whether an address is at an origin, encrypted or not: courts redirect http to https."""
    home = urlsplit(origin)
    return parts.hostname == home.hostname and _port(parts) in {_port(home), None}


def _port(parts: SplitResult) -> int | None:
    """Return the port, None for the standard one of either scheme."""
    return None if parts.port in {None, 80, 443} else parts.port


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port  # raises for a port that is not a number
    except ValueError:
        return urlsplit("")
    return parts if parts.scheme in {"http", "https"} else urlsplit("")
