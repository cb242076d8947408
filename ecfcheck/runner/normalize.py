"""Removes from a snapshot what is personal, secret, or different in each run of an unchanged court."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from config.account import Account, list_personal_details
from config.court import Court
from ecfcheck.redaction import Pseudonymizer, redact_values
from ecfcheck.runner.snapshot import Snapshot
from pages.cmecf import find_release

Clean = Callable[[str], str]
"""Returns a text with something replaced."""

_SITES = ("website", "ecf", "pacer_login", "pacer_account")

_PERSONAL = {
    "name": "name",
    "user_name": "login",
    "login": "login",
    "client_code": "client code",
    "number": "case number",
    "title": "case title",
}
"""The placeholder of each personal detail: the same for CM/ECF and PACER, and for all personas."""

_PLACEHOLDER = re.compile(rf"\{{(?:pacer|ecf|case)\.({'|'.join(_PERSONAL)})\}}")

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"

_CASE_NUMBERS: tuple[tuple[str, str], ...] = (
    (r"\b\d:\d\d-[a-z]{2}-\d{4,6}(?:-[A-Z]{2,4})*\b", "{case number}"),
    (r"\b\d(?:%3A|:)\d\d-[a-z]{2}-\d{4,6}\b", "{case number}"),
)

# In this order; each date keeps its form, so that a different form is a difference.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (r";jsessionid=[\w.!-]+", ";jsessionid={session}"),
    (r"\b\d{5,}-L_\d+_\d+-\d+", "{form}"),
    (r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?\b", "{y-m-d}"),
    (r"\b\d{1,2}/\d{1,2}/\d{4}\b", "{m/d/y}"),
    (r"\b\d{1,2}/\d{1,2}/\d{2}\b", "{m/d/yy}"),
    (rf"{_WEEKDAY}\b{_MONTH} \d{{1,2}},? \d{{4}}\b", "{Month d, y}"),
    (rf"{_WEEKDAY}\b\d{{1,2}} {_MONTH} \d{{4}}\b", "{d Month y}"),
    (
        r"\b\d{1,2}:\d\d(?!-[a-z])(?::\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?(?: (?:UTC|GMT|[ECMP][SD]T|[ECMP]T)\b)?",
        "{time}",
    ),
    (r"\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b", "{token}"),
    (r"\d{6,}", "{number}"),
)
_Compiled = tuple[tuple[re.Pattern[str], str], ...]


def _compile(patterns: tuple[tuple[str, str], ...]) -> _Compiled:
    return tuple((re.compile(pattern), becomes) for pattern, becomes in patterns)


_OF_CASES, _OF_RUNS = _compile(_CASE_NUMBERS), _compile(_PATTERNS)

_VERSUS = re.compile(r"\s+v(?:s|ersus)?\.?\s+", re.IGNORECASE)
"""Between the parties in a case's title, whom a docket names one by one."""

_SEPARATOR = "\0"
_CLEANED = ("title", "url")
_CLEANED_IN_ITEMS = (
    *(
        "words",
        "id",
        "name",
        "label",
        "labels",
        "target",
        "opens",
        "options",
        "state",
        "images",
        "part_words",
    ),
)
_CLEANED_IN_FORMS = ("target", "id", "hidden")


class Normalizer:
    """Normalizes the snapshots of one run of a flow, by its account and court."""

    def __init__(self, account: Account, court: Court, redact: Clean, clean_shown: Clean) -> None:
        self._redact = redact
        self._clean_shown = clean_shown
        """Replaces the names that a real court has shown."""
        self._names, self._names_by_place = Pseudonymizer(), Pseudonymizer()
        for place, value in list_personal_details(account).items():
            self._names.learn({_PERSONAL[place.partition(".")[2]]: value})
            self._names_by_place.learn({place: value})
        self._parties = _build_parties_pattern(account.case.title if account.case else "")
        self._hosts = _list_hosts(court)

    def normalize(self, structure: Mapping[str, Any]) -> Snapshot:
        """Return the snapshot of what a page shows."""
        texts: list[str] = []

        def collect(text: str) -> str:
            texts.append(text)
            return text

        _replace_texts(structure, collect)
        # All at once: to try each pattern on each of a hundred texts takes longer.
        clean = iter(self.clean(_SEPARATOR.join(texts)).split(_SEPARATOR))
        normalized = _replace_texts(structure, lambda _: next(clean))
        for item in normalized["items"]:
            # A part can be a piece of a name, which is recognized only in the whole text.
            if parts := item.get("part_words"):
                item["part_words"] = [words if words in item["words"] else "" for words in parts]
        return Snapshot.model_validate(normalized)

    def clean(self, text: str) -> str:
        """Return a text with placeholders for what is personal, secret or of this run alone."""
        return _replace(self.clean_personal(text), _OF_RUNS)

    def clean_personal(self, text: str) -> str:
        """Return a text with placeholders for what is personal, secret or of this court, not for dates."""
        text = self._clean_names(text, self._names)
        # A name that a court showed has one placeholder, whether or not it is a configured one.
        return self._clean_court(_PLACEHOLDER.sub(lambda found: f"{{{_PERSONAL[found[1]]}}}", text))

    def clean_personal_by_place(self, text: str) -> str:
        """Return the same with placeholders that say which value of the account it is: `{pacer.name}`."""
        return self._clean_court(self._clean_names(text, self._names_by_place))

    def _clean_names(self, text: str, names: Pseudonymizer) -> str:
        text = self._clean_shown(names.clean(self._redact(text)))
        return self._parties.sub(r"\1{party}", text) if self._parties else text

    def _clean_court(self, text: str) -> str:
        for host, site in self._hosts.items():
            text = text.replace(host, site)
        if release := find_release(text):
            text = text.replace(release, "{release}")
        return _replace(text, _OF_CASES)


def _replace(text: str, patterns: _Compiled) -> str:
    for pattern, becomes in patterns:
        text = pattern.sub(becomes, text)
    return text


def _replace_texts(structure: Mapping[str, Any], replace: Callable[[str], str]) -> dict[str, Any]:
    """Return the structure with each text replaced that is the page's own, in a fixed order."""
    return {
        **_replace_fields(structure, _CLEANED, replace),
        "items": [_replace_fields(item, _CLEANED_IN_ITEMS, replace) for item in structure["items"]],
        "forms": [_replace_fields(form, _CLEANED_IN_FORMS, replace) for form in structure["forms"]],
    }


def _replace_fields(
    values: Mapping[str, Any], fields: tuple[str, ...], replace: Callable[[str], str]
) -> dict[str, Any]:
    found = {name: redact_values(values[name], replace) for name in fields if name in values}
    return {**values, **found}


def _build_parties_pattern(title: str) -> re.Pattern[str] | None:
    """Return what finds a case's parties in the text of a docket; None without a case."""
    # Not by word borders: a party may end in a dot, as Inc. does.
    parties = "|".join(re.escape(party.strip()) for party in _VERSUS.split(title) if party.strip())
    # Only next to these words: a party may be called Attorney, or Service.
    before, after = (
        r"\b(?:against|by|behalf of|on|to) ",
        r", the (?:plaintiff|defendant|petitioner|respondent)",
    )
    return re.compile(rf"({before})(?:{parties})(?!\w)|(?<!\w)(?:{parties})(?={after})") if parties else None


def _list_hosts(court: Court) -> dict[str, str]:
    """Return the placeholder of each site's origin and host, the longest first."""
    hosts: dict[str, str] = {}
    for site in _SITES:
        address = urlsplit(getattr(court, site))
        for host in (f"{address.scheme}://{address.netloc}", address.netloc, address.hostname or ""):
            hosts.setdefault(host, f"{{{site}}}")
            hosts.setdefault(quote(host, safe=""), f"{{{site}}}")
    return {host: hosts[host] for host in sorted(hosts, key=len, reverse=True) if host}
