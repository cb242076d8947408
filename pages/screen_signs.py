"""What every screen is looked at for, whatever a flow checks there: signs that it is not what it seems."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pages.landmark import Landmark
from pages.safe_typing import FIELDS
from pages.withdrawals import MAY_TAKE_BACK, find_withdrawals

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
    const landmarks = %s, mayTakeBack = new RegExp(%s, 'i');
    const hosts = %s, sent = form => new URL(form.getAttribute('action') ?? '', document.baseURI);
    const isAway = address => /^https?:/.test(address.protocol) && !hosts.includes(address.hostname);
    // Text that is on the screen and in none of its text nodes: of fields that only show it, and of frames.
    const isShown = field => field.readOnly || field.disabled;
    const fieldWords = field => field.value ? (isShown(field) ? field.value : '') : field.placeholder;
    const parse = source => new DOMParser().parseFromString(source, 'text/html').body.textContent;
    const frameWords = frame => {
        const body = frame.contentDocument?.body, inner = body ? [...body.querySelectorAll('iframe')] : [];
        return [body?.innerText || parse(frame.srcdoc ?? ''), ...inner.map(frameWords)].join('\\n');
    };
    const menus = %s, root = document.querySelector(%s);
    const styled = () => find('[style*=list-style]').map(one => one.getAttribute('style'));
    const isSuspect = text => mayTakeBack.test(text.replace(/\\s+/g, ' '));
    const readAround = () => {
        const known = new Set(find(menus).flatMap(one => words(one).split('\\n')).map(squeeze));
        return words(root).split('\\n').filter(line => !known.has(squeeze(line)));
    };
    const readAll = () => [
        ...(isSuspect([html.textContent, ...styled()].join(' ')) ? readAround() : []),
        ...find('textarea, input[type=text]').filter(sees).map(fieldWords).filter(isSuspect),
        ...find('iframe').filter(sees).map(frameWords).filter(isSuspect),
    ].join('\\n');
    // What is hidden is the court's own; what is shown is for a user, who was not asked.
    const findSentAlong = forms => {
        const field = find(%s).find(one => forms.includes(one.form) && one.checkVisibility());
        const name = field && label(field).replace(/[\\s:*]+/g, ' ').trim();
        if (field) return `a field to fill in${name && ` "${name}"`} (${field.type})`;
        const paths = forms.map(form => sent(form).pathname);
        const twice = paths.find((path, index) => paths.indexOf(path) !== index);
        return twice ? `two forms that are sent to ${twice}` : '';
    };
    // What these show is not among the words that checks read; a spacer is too small for any.
    const canShowWords = one => {
        const {width, height} = one.getBoundingClientRect();
        return (one.shadowRoot || one.matches('img, svg, canvas, iframe, object, embed, video'))
            && width >= 30 && height >= 8 && sees(one);
    };
    const findUnread = forms => {
        const one = forms.flatMap(form => [...form.parentElement.querySelectorAll('*')]).find(canShowWords);
        return one ? `an element <${one.localName}> that can show words` : '';
    };
    const only = find(%s);
    return {
        away: hosts.length ? [...document.forms].map(sent).filter(isAway).map(String)[0] ?? '' : '',
        refresh, undocumented: findSentAlong(only) || findUnread(only),
        is_recognizable: !landmarks.length || landmarks.some(isSeen),
        words: root ? readAll() : '',
    };
}"""


@dataclass(frozen=True)
class ScreenSigns:
    """What one look found, besides what the checks read."""

    refresh: str = ""
    """When and where to the page leaves by itself, as the page says it; "" if it stays."""
    is_recognizable: bool = True
    """Whether a reader sees what the screen is recognized by."""
    undocumented: str = ""
    """What a screen with nothing to fill in sends, or can show, besides what is documented."""
    away: str = ""
    """Where a form of the screen is sent to, if that is not at the court."""
    words: str = ""
    """The words of the screen, if anything there may take back what it offers."""

    def describe(self, known_by: str, documented: Iterable[str]) -> str | None:
        """Return what is wrong with the screen, in words; None if nothing is."""
        if not self.is_recognizable:
            return f"is there, but a reader does not see what it is known by: {known_by}"
        if self.away:
            return f"has a form that is sent to {self.away}, which is not the court's"
        if self.undocumented:
            return f"has {self.undocumented}, which is not documented"
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
    landmark: Landmark | None,
    hosts: Iterable[str] = (),
    *,
    menus: str = "",
    has_news: bool = False,
    only_form: str = "",
) -> str:
    """Return a script that reads the signs; without a landmark or hosts, those are not looked at.

    The words of `menus` take nothing back, nor does anything on a screen with news. `only_form` is the one
    form of a screen with nothing to fill in, as CSS.
    """
    landmarks = [] if landmark is None else [landmark, *landmark.also]
    listed = [{"css": one["css"], "says": one["says"]} for one in map(asdict, landmarks)]
    # An empty selector is invalid; this one matches nothing.
    nothing = ":not(*)"
    root, fields = nothing if has_news else "body", ", ".join(FIELDS)
    values = (listed, MAY_TAKE_BACK, sorted(hosts), menus or nothing, root, fields, only_form or nothing)
    return _SCRIPT % tuple(map(json.dumps, values))
