"""What every screen is: a landmark to know it by, perhaps an address, and the readings all screens share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, ClassVar, Literal

from playwright.sync_api import (
    Error,
    Locator,
    Page,
    Route,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from config.court import Court
from config.secret import Secret
from pages.decorators import Effect, EffectTrigger, Entries, Refusal, RefusalRule, Rows, Text, check
from pages.errors import NoWayInError
from pages.landmark import VISIBLE, WORDS, Landmark
from pages.login_events import NO_LOGIN
from pages.safe_typing import require_court_origin
from pages.way_in import Link, WayIn

_LINK = "a[href]"

OPENS_TAB = "link => !['', '_self', '_top', '_parent'].includes(link.target.toLowerCase())"
"""Whether a link opens a new tab: every target but these does (facts F1)."""

# A link of a drawing is another kind of element, without words or a target of this kind.
_LINKS = f"""() => [...document.querySelectorAll('{_LINK}')].map((one, index) => [one, index])
    .filter(([one]) => one instanceof HTMLAnchorElement && ({VISIBLE})(one))
    .map(([one, index]) => ({{
        words: one.innerText.trim() || one.ariaLabel
            || [...one.querySelectorAll('img')].map(image => image.alt).join(' ').trim() || one.title,
        address: one.href,
        opens_tab: ({OPENS_TAB})(one),
        index,
    }}))"""

Site = Literal["website", "ecf", "pacer_login", "pacer_account"]
"""A site that a court's file has an address for, by its key there."""


class PageObject:
    """A screen of the court in a browser's tab. It looks and acts, and judges nothing.

    A class with a landmark is a screen that flows can name; one without is what several screens share.
    """

    site: ClassVar[Site] = "ecf"
    """Which of the court's addresses the screen belongs to."""

    interrupts: ClassVar[str] = ""
    """The action that goes on, if the screen may come between two others and is not part of the procedure."""

    begins_session: ClassVar[bool] = False
    """Whether a user logs in on the screen."""

    ends_session: ClassVar[bool] = False
    """Whether the screen comes when a user has logged out."""

    refusal_means: ClassVar[Refusal] = "ACCOUNT"
    """What it means when this screen says no."""

    landmark: ClassVar[Landmark]
    """What is visible on this screen and on no other."""

    sends: ClassVar[Mapping[Effect, EffectTrigger]] = {}
    """By what the screen sends an effect, so that the network lock can refuse it whatever a verb does."""

    retreat: ClassVar[str] = ""
    """The action that leaves the screen without sending anything, when it does not show what it must."""

    refusal: ClassVar[Landmark | None] = None
    """Where the screen says no in the court's own words, if it has such a place."""

    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = ()
    """What refusals on this screen mean, by their words; the first rule that fits counts."""

    comes_again: ClassVar[bool] = False
    """Whether the screen may come again although its action worked; loading its address then leads on."""

    secrets: ClassVar[str] = ""
    """The fields that take a secret and are no password fields, or may stop being so, as CSS for pictures."""

    content: ClassVar[str] = "body"
    """The part of the window that belongs to the screen alone, as CSS."""

    private: ClassVar[str] = ""
    """The part that names a case or its parties, as CSS: pictures of a real court cover all of it."""

    def __init__(self, page: Page, court: Court, dialogs: Sequence[str] = ()) -> None:
        self.page = page
        self.court = court
        self._dialogs = dialogs
        self.is_rehearsing = False
        self.login = NO_LOGIN
        """Hears what becomes of the credential that an action types."""
        self.on_new_tab: Callable[[Page], None] = lambda _: None
        """Called with the tab that a link opened; the flow goes on there."""

    @property
    def address(self) -> str | None:
        """The address a user can type to come here, if there is one."""
        return None

    @property
    def sign(self) -> Landmark:
        """The landmark, with the court's own words where it has words of its own."""
        return self.landmark.with_words(self.court.translate)

    @property
    def refusal_landmark(self) -> Landmark | None:
        """Where the screen says no to what was done last: what it said before does not count."""
        return self.refusal and self.refusal.with_css(lambda css: f":is({css}):not([data-before])")

    def pick_refusal(self, texts: Entries, lines: Entries) -> Entries:  # noqa: ARG002 - some pages need lines
        """Return the words with which the screen refuses what was done last.

        `texts` are those in its place for refusals, `lines` all of its content; called only where it refuses.
        """
        return texts

    def rule_for(self, refusal: str) -> RefusalRule | None:
        """Return the rule that a refusal's words fit, None if what they mean is not known."""
        said = refusal.casefold()
        return next((rule for rule in self.refusal_rules if rule.words.casefold() in said), None)

    def in_court_words(self, check: str, documented: Any) -> Any:  # noqa: ARG002 - some checks need more
        """Return what a check must see here where a notice documents this value."""
        return self.court.translate(documented)

    def release_line(self) -> str:
        """Return which CM/ECF the screen says the court is on, "" if it does not say."""
        return ""

    def read_names(self) -> tuple[str, ...]:
        """Return what the screen says of whose account or case it is: names, titles, numbers."""
        return ()

    def mark_stale_refusal(self) -> None:
        """Mark what the screen says no with now, for it may stay there until the next answer is rendered."""
        if self.refusal:
            mark = "css => document.querySelectorAll(css).forEach(one => one.dataset.before = '')"
            self.page.evaluate(mark, self.refusal.css)

    def follow(self, link: Locator, *, opens_tab: bool) -> None:
        """Click a link; where it opens a new tab, the flow goes on in that tab."""
        if not opens_tab:
            link.click()
            return
        with self.page.context.expect_page() as opened:
            link.click()
        self.on_new_tab(opened.value)

    def links_shown(self) -> list[Link]:
        """Return every visible link: its words or its picture's, where it leads, whether in a new tab."""
        found = self.page.evaluate(_LINKS)
        return [Link(**{**link, "words": normalize_whitespace(link["words"])}) for link in found]

    def follow_link(self, way_in: WayIn) -> None:
        """Click the link that was found. Raises NoWayInError, with the reason, when none was."""
        if way_in.link is None:
            raise NoWayInError(way_in.reason)
        link = self.page.locator(_LINK).nth(way_in.link.index)
        self.follow(link, opens_tab=way_in.link.opens_tab)

    def press(self, button: Locator) -> None:
        """Click what sends an effect; in a rehearsal prove that it is there, enabled and in nobody's way."""
        button.click(trial=self.is_rehearsing)

    def submit_credentials(self, button: Locator) -> None:
        """Send the credential that was typed. An action that is declared a login ends with this."""
        self.login.mark_sent()
        self.press(button)

    @contextmanager
    def hold_responses_until_dialog(self) -> Iterator[None]:
        """Send what the block submits only once a native dialog was shown, or had the time to be.

        A court may answer faster than a browser shows a dialog, and its answer takes the dialog away.
        """
        held: list[Route] = []
        self.page.route("**/*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright wants a function
        try:
            with suppress(TimeoutError), self.page.expect_event("dialog"):
                yield
        finally:
            self.page.unroute("**/*")
            for route in held:
                # What was sent twice took the place of the first; the network lock still has its say.
                with suppress(Error):
                    route.fallback()

    def type_secret(self, field: Locator, secret: Secret, *, unseen: bool = False) -> None:
        """Type a secret into the field that is there now, and into none that comes in its place.

        Where the field shows what is typed it is masked before, `unseen`, so that no picture has it.
        Raises WrongOriginError when the document, or its form, is not the court's.
        """
        found = field.element_handle()
        require_court_origin(found, "the secret", str(getattr(self.court, self.site)))
        self.login.mark_typed()
        if unseen:
            found.evaluate("one => one.style.setProperty('-webkit-text-security', 'disc', 'important')")
        found.fill(secret.get_secret_value())

    def each(self, css: str, what: str = WORDS) -> list[Any]:
        """Return what the script `what` makes of each visible element, all in one round trip.

        The script can call `words(element)` for what a reader sees of another one.

        Not by a locator: in each new document Playwright would first set up a second world for it, which
        takes longer than all else that is read there (docs/adr/0002).
        """
        script = f"css => {{ const words = {WORDS};"
        script += f" return [...document.querySelectorAll(css)].filter({VISIBLE}).map({what}); }}"
        try:
            return list(self.page.evaluate(script, css))
        except Error:
            if self.page.is_closed():
                raise
            # The document was left while it was being read: the one that came is meant.
            self.page.wait_for_load_state("domcontentloaded")
            return list(self.page.evaluate(script, css))

    def texts(self, css: str) -> tuple[str, ...]:
        """Return the words of each visible element; those of a button may be its value."""
        return tuple(normalize_whitespace(text) for text in self.each(css))

    def lines_of(self, css: str) -> tuple[str, ...]:
        """Return every line of each visible element, without those that are empty."""
        rows = (row for text in self.each(css, "one => one.innerText") for row in text.splitlines())
        return tuple(line for row in rows if (line := normalize_whitespace(row)))

    def button_names(self, within: str) -> tuple[str, ...]:
        """Return the names of the visible buttons within an element, in order."""
        kinds = ("button", "input[type=button]", "input[type=submit]", "input[type=reset]")
        return self.texts(", ".join(f"{within} {kind}" for kind in kinds))

    def labelled_rows(self, within: str) -> Rows:
        """Return the innermost rows with a label and something beside it; nothing of a row is left out."""
        rows = self.each(f"{within} tr:not(:has(tr))", "row => [...row.cells].map(words)")
        found: dict[str, str] = {}
        for label, *values in ([normalize_whitespace(cell) for cell in row] for row in rows if len(row) > 1):
            value = " | ".join(values)
            found[label] = f"{found[label]} and again {value}" if label in found else value
        return found

    @check
    def dialogs(self) -> Entries:
        """What native dialogs said since the screen before; one that no step expects ends the flow."""
        return tuple(self._dialogs)

    @check
    def text(self) -> Text:
        """Passages that stand in the screen's text."""
        return Text(" ".join(self.texts(self.content)))


def normalize_whitespace(text: str) -> str:
    """Return a text with each run of white space as one blank, as a reader sees it."""
    return " ".join(text.split())
