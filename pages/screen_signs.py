"""What every screen is looked at for, whatever a flow checks there: signs that it is not what it seems."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pages.landmark import Landmark
from pages.safe_typing import FIELDS

_TAKES_BACK = (
    r"\bno longer\b|\b(does|do|will|can) ?not (now |currently )?(accept|apply|offer|support)\b"
    r"|\bdiscontinued\b|\bsuspended\b|\bout of service\b|\bin (its|their) place\b"
    r"|\bhas been (withdrawn|replaced)\b|\b(is|are) not (now |currently )?(accepted|offered|supported)\b"
)
"""Words by which a court takes back what a screen offers."""

_TOO_LONG = 240
"""How many characters a quoted sentence has at most."""

_SENTENCE_WITH_IT = re.compile(rf"[^.!?\n]*(?:{_TAKES_BACK})[^.!?\n]*[.!?]?", re.IGNORECASE)
_NEGATION_AT_END = re.compile(r"(?:\b(?:not|never|neither|nor|no longer)|\w+n['\u2019]t)\s*$", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[.!?:;)]?\s*([^.!?\n]{0,160}[.!?]?)")

_SECONDS = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)")
_SOON = 60
"""How many seconds a page must stay: a session can end after half an hour."""

_SCRIPT = """html => {
    const refresh = html.querySelector('meta[http-equiv=refresh i]')?.content ?? '';
    const squeeze = text => text.replace(/\\s+/g, '').toLowerCase();
    const has = wanted => text => wanted.some(one => squeeze(text).includes(squeeze(one)));
    const find = css => [...document.querySelectorAll(css)];
    const saysSeen = wanted => found => has(wanted)(found.textContent) && has(wanted)(words(found));
    const showsSome = found => sees(found) && (!found.innerText?.trim() || words(found) !== '');
    const isSeen = one => find(one.css).some(one.says.length ? saysSeen(one.says) : showsSome);
    const landmarks = %s, takesBack = new RegExp(%s, 'i');
    const hosts = %s, sent = form => new URL(form.getAttribute('action') ?? '', document.baseURI);
    const isAway = address => /^https?:/.test(address.protocol) && !hosts.includes(address.hostname);
    // What is hidden is the court's own; what is shown is for a user, who was not asked.
    const findSentAlong = forms => {
        const field = find(%s).find(one => forms.includes(one.form) && one.checkVisibility());
        const name = field && label(field).replace(/[\\s:*]+/g, ' ').trim();
        if (field) return `a field to fill in${name && ` "${name}"`} (${field.type})`;
        const paths = forms.map(form => sent(form).pathname);
        const twice = paths.find((path, index) => paths.indexOf(path) !== index);
        return twice ? `two forms that are sent to ${twice}` : '';
    };
    return {
        away: hosts.length ? [...document.forms].map(sent).filter(isAway).map(String)[0] ?? '' : '',
        refresh, sent_along: findSentAlong(find(%s)),
        is_recognizable: !landmarks.length || landmarks.some(isSeen),
        words: find(%s).filter(one => takesBack.test(one.textContent)).map(words).join('\\n'),
    };
}"""


@dataclass(frozen=True)
class ScreenSigns:
    """What one look found, besides what the checks read."""

    refresh: str = ""
    """When and where to the page leaves by itself, as the page says it; "" if it stays."""
    is_recognizable: bool = True
    """Whether a reader sees what the screen is recognized by."""
    sent_along: str = ""
    """What is sent from a screen with nothing to fill in, besides what is documented."""
    away: str = ""
    """Where a form of the screen is sent to, if that is not at the court."""
    words: str = ""
    """The words of the content, if anything there may take back what the screen offers."""

    def describe(self, known_by: str, documented: Iterable[str]) -> str | None:
        """Return what is wrong with the screen, in words; None if nothing is."""
        if not self.is_recognizable:
            return f"is there, but a reader does not see what it is known by: {known_by}"
        if self.away:
            return f"has a form that is sent to {self.away}, which is not the court's"
        if self.sent_along:
            return f"has {self.sent_along}, which is not documented"
        sentences = find_withdrawals(self.words, documented)
        if not sentences:
            return None
        quoted = " and ".join(f'"{sentence}"' for sentence in sentences)
        return f"says {quoted}, which takes it back and is not documented"


def describe_refresh(content: str) -> str:
    """Return when and where to a page leaves, "" if it stays for more than a minute.

    The content is that of the header `Refresh` or of the element for it.
    """
    seconds = _SECONDS.match(content)
    return f"after {content.strip()}" if seconds and float(seconds[1]) <= _SOON else ""


def build_sign_script(
    landmark: Landmark | None, content: str, hosts: Iterable[str] = (), only_form: str = ""
) -> str:
    """Return a script that reads the signs; without a landmark, content or hosts, those are not looked at.

    `only_form` is the one form of a screen with nothing to fill in, as CSS.
    """
    landmarks = [] if landmark is None else [landmark, *landmark.also]
    listed = [{"css": one["css"], "says": one["says"]} for one in map(asdict, landmarks)]
    # An empty selector is invalid; this one matches nothing.
    nothing = ":not(*)"
    fields = ", ".join(FIELDS)
    values = (listed, _TAKES_BACK, sorted(hosts), fields, only_form or nothing, content or nothing)
    return _SCRIPT % tuple(map(json.dumps, values))


def find_withdrawals(text: str, documented: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the sentences that take something back, except those that are documented."""
    known = [_fold(one) for one in documented]
    lines = (" ".join(line.split()) for line in text.splitlines())
    found = [match[0].strip()[:_TOO_LONG] for line in lines for match in _SENTENCE_WITH_IT.finditer(line)]
    return tuple(dict.fromkeys(one for one in found if not any(_fold(one) in text for text in known)))


def find_withdrawal_after(passage: str, text: str) -> str:
    """Return the sentence that follows a passage in a text if it takes something back, else ""."""
    for match in re.finditer(re.escape(passage), text):
        following = _NEXT_SENTENCE.match(text, match.end())
        if following and (found := find_withdrawals(following[1])):
            return found[0]
    return ""


def find_negation_before(passage: str, text: str) -> str:
    """Return the word that negates a passage right before it, "" if the text has it without one somewhere."""
    places = [match.start() for match in re.finditer(re.escape(passage), text)]
    found = [match[0].strip() for place in places if (match := _NEGATION_AT_END.search(text[:place]))]
    return found[0] if found and len(found) == len(places) else ""


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
