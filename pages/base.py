"""Defines PageObject, the base class of all page objects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Error,
    JSHandle,
    Locator,
    Page,
    Route,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from config.court import Court
from config.secret import Secret
from pages.controls import (
    OPENS_TAB,
    ControlState,
    PageControl,
    Point,
    get_typing_target,
    require_controls,
    type_text,
)
from pages.current_action import NO_ACTION
from pages.decorators import Effect, EffectTrigger, Entries, RefusalOutcome, RefusalRule, Text, check
from pages.errors import MissingControlError, NoWayInError
from pages.landmark import Landmark
from pages.safe_typing import require_court_origin
from pages.screen_reader import ScreenReader, normalize_whitespace
from pages.screen_signs import build_sign_script
from pages.seeing import read_as_reader
from pages.way_in import Link, WayIn

_LINK = "a[href]"

# A link within an SVG is not an HTMLAnchorElement: it has no innerText, and its target is not a string.
# Only a link without a text of its own is named by its picture: a hidden text names nothing.
_LINKS = read_as_reader(f"""
    const hasText = link => link.textContent.trim() && !link.querySelector('img, svg');
    const nameByPicture = link => hasText(link) ? '' : link.ariaLabel
        || [...link.querySelectorAll('img')].filter(sees).map(image => image.alt).join(' ').trim()
        || link.title;
    return [...document.querySelectorAll('{_LINK}')].map((link, index) => [link, index])
        .filter(([link]) => link instanceof HTMLAnchorElement && sees(link))
        .map(([link, index]) => [link, index, words(link)])
        .filter(([link, , text]) => text || !hasText(link))
        .map(([link, index, text]) => ({{
            words: text || nameByPicture(link), address: link.href, opens_tab: ({OPENS_TAB})(link), index,
            click_point: findClickPoint(link),
        }}));
""")

Site = Literal["website", "ecf", "pacer_login", "pacer_account"]
"""A site of the court, named by the key of its address in the court's file."""


class PageObject(ScreenReader):
    """A screen of the court. It reads and acts, and asserts nothing.

    A class with a landmark is a screen that flows can name; one without is a base class of several screens.
    """

    site: ClassVar[Site] = "ecf"
    """The site that the screen belongs to."""

    interstitial_action: ClassVar[str] = ""
    """The action that passes the screen, if it can appear between two others and no document mentions it."""

    begins_session: ClassVar[bool] = False
    """Whether users log in on this screen."""

    ends_session: ClassVar[bool] = False
    """Whether the screen appears after a logout."""

    refusal_outcome: ClassVar[RefusalOutcome] = "ACCOUNT"
    """The outcome of a refusal on this screen, unless a rule or the action has another."""

    landmark: ClassVar[Landmark]
    """What is visible on this screen and on no other."""

    effect_triggers: ClassVar[Mapping[Effect, EffectTrigger]] = {}
    """What sends each effect, so that the network guard can block it whatever an action does."""

    shows_result_of: ClassVar[frozenset[Effect]] = frozenset()
    """The effects that took place if this screen comes after an action that has one."""

    leave_action: ClassVar[str] = ""
    """The action that leaves the screen without sending anything, for when its checks do not hold."""

    refusal: ClassVar[Landmark | None] = None
    """Where the screen shows a refusal in the court's own words, if it has such a place."""

    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = ()
    """What refusals on this screen mean, by their words; the first rule that matches counts."""

    has_news: ClassVar[bool] = False
    """Whether the screen says what a court announces or refuses, which no document can list: a sentence that
    takes something back is not a surprise there."""

    awaits_response: ClassVar[bool] = False
    """Whether the screen's actions wait for the response to what they send, wherever it leads."""

    may_reappear: ClassVar[bool] = False
    """Whether the screen can appear again although its action worked; reloading its address then helps."""

    masked_fields: ClassVar[str] = ""
    """Fields to mask in pictures, as CSS: those for secrets that are not, or not always, password fields."""

    menu_area: ClassVar[str] = "nav, [role=navigation], [role=menubar]"
    """The menus, as CSS."""

    private_content: ClassVar[str] = ""
    """The part that names a case or its parties, as CSS: pictures of a real court mask all of it."""

    def __init__(self, page: Page, court: Court, dialogs: Sequence[str] = ()) -> None:
        super().__init__(page)
        self.court = court
        self._dialogs = dialogs
        self.is_rehearsing = False
        self.current_action = NO_ACTION
        self.on_new_tab: Callable[[Page], None] = lambda _: None
        """Called with the tab that a link opened; the flow continues there."""

    @property
    def address(self) -> str | None:
        """The address that a user can type to get here, None if there is none."""
        return None

    @property
    def site_address(self) -> str:
        """The address of the site that the screen belongs to."""
        return str(getattr(self.court, self.site))

    @property
    def court_hosts(self) -> frozenset[str]:
        """The hosts of the court's own addresses, which its links lead to."""
        return frozenset(urlsplit(address).hostname or "" for address in self.court.addresses)

    @property
    def court_landmark(self) -> Landmark:
        """The landmark in this court's own words."""
        return self.landmark.with_words(self.court.translate)

    @cached_property
    def sign_script(self) -> str:
        """The script that reads the signs of the screen; of a fallback, the landmark is not one."""
        landmark = None if self.landmark.fallback else self.court_landmark
        # A website can have a form of a search engine.
        hosts = () if self.site == "website" else self.court_hosts
        return build_sign_script(landmark, "" if self.has_news else self.content, hosts)

    @property
    def refusal_landmark(self) -> Landmark | None:
        """The place for refusals, without the elements that `mark_stale_refusal` has marked."""
        return self.refusal and self.refusal.with_css(lambda css: f":is({css}):not([data-before])")

    def pick_refusal(self, texts: Entries, lines: Entries) -> Entries:  # noqa: ARG002 - some pages need lines
        """Return the words with which the screen refuses the last action.

        `texts` come from the place for refusals, `lines` from all of the content. Called only on refusals.
        """
        return texts

    def find_refusal_rule(self, refusal: str) -> RefusalRule | None:
        """Return the first rule that matches a refusal's words, None if their meaning is not known."""
        text = refusal.casefold()
        return next((rule for rule in self.refusal_rules if rule.words.casefold() in text), None)

    def translate_to_court_words(self, check: str, documented: Any) -> Any:  # noqa: ARG002 - some checks need more
        """Return a documented value in the words that a check should see at this court."""
        return self.court.translate(documented)

    def find_other_court(self, url: str) -> str:  # noqa: ARG002 - PACER's login needs it
        """Return the address of the other court that the screen's own address leads to, "" if none."""
        return ""

    def read_release_line(self) -> str:
        """Return the release of CM/ECF that the screen names, "" if it names none."""
        return ""

    def mark_stale_refusal(self) -> None:
        """Mark the refusal shown now, since it can stay until the next response is rendered."""
        if self.refusal:
            mark = "css => document.querySelectorAll(css).forEach(element => element.dataset.before = '')"
            self.page.evaluate(mark, self.refusal.css)

    def require(self, *controls: PageControl) -> list[ControlState]:
        """Make sure that all of these are on the screen; return how they are. Raises MissingControlError."""
        return require_controls(self.page, controls, self.court_hosts, self.court.limits)

    def click(self, control: PageControl) -> None:
        """Click a link or button that a reader sees and that only reads. Raises MissingControlError."""
        (state,) = self.require(control)
        self._click_at(control.locator, state.click_point)

    def _click_at(self, locator: Locator, point: Point | None) -> None:
        """Click an element; at once, if it is known where a click hits it (docs/adr/0036)."""
        if point and self.current_action.can_click_at_once():
            self.page.mouse.click(*point)
        else:
            locator.click(force=point is not None)

    def fill(self, field: PageControl, value: str) -> None:
        """Type into a field that a reader sees; what is secret is typed by `type_secret`."""
        self._type_into(get_typing_target(self.page, field), field, value)

    def _type_into(self, target: JSHandle, field: PageControl, text: str, *, masks: bool = False) -> None:
        """Type into a field; wait for it only if it cannot be used yet."""
        with self._group_in_trace(f"Fill {field.words}"):
            fault = type_text(target, field, text, self.court_hosts, masks=masks)
            if fault:
                self.require(field)
                fault = type_text(target, field, text, self.court_hosts, masks=masks)
        if fault:
            raise MissingControlError(f"the {field.words} {fault}")

    @contextmanager
    def _group_in_trace(self, title: str) -> Iterator[None]:
        """Give what is done in the block a title in the trace, if one is recorded."""
        if not self.current_action.is_traced:
            yield
            return
        self.page.context.tracing.group(title)
        try:
            yield
        finally:
            self.page.context.tracing.group_end()

    def click_link(self, link: Locator, *, opens_tab: bool, point: Point | None = None) -> None:
        """Click a link. If it opens a new tab, the flow continues in that tab.

        `point` is where a click hits the link, if nothing on the page can move.
        """
        if not opens_tab:
            self._click_at(link, point)
            return
        with self.page.context.expect_page() as opened:
            self._click_at(link, point)
        self.on_new_tab(opened.value)

    def read_links(self) -> list[Link]:
        """Return every visible link, with its own words or those of its picture."""
        found = self.page.evaluate(_LINKS)
        return [Link(**{**link, "words": normalize_whitespace(link["words"])}) for link in found]

    def click_way_in(self, way_in: WayIn) -> None:
        """Click the link that was found. Raises NoWayInError with the reason if none was."""
        if way_in.link is None:
            raise NoWayInError(way_in.reason)
        link = self.page.locator(_LINK).nth(way_in.link.index)
        self.click_link(link, opens_tab=way_in.link.opens_tab, point=way_in.link.click_point)

    def click_or_rehearse(self, button: PageControl) -> None:
        """Click what sends an effect or a credential; in a rehearsal, only prove that a click would work.

        This is not what keeps an effect from being sent: the network guard does, in the browser. An effect
        always gets Playwright's full click. Raises MissingControlError.
        """
        (state,) = self.require(button)
        self._send(button, state)

    def _send(self, button: PageControl, state: ControlState) -> None:
        if self.is_rehearsing:
            button.locator.click(trial=True)
        elif state.click_point and self.current_action.can_click_at_once(
            awaits_response=self.awaits_response
        ):
            self.page.mouse.click(*state.click_point)
        else:
            button.locator.click()

    def submit_credentials(self, button: PageControl) -> None:
        """Send the typed credential. Every action that declares a login must end with this."""
        (state,) = self.require(button)
        self.current_action.login.mark_sent()
        self._send(button, state)

    @contextmanager
    def hold_responses_until_dialog(self) -> Iterator[None]:
        """Hold all requests of the block until a native dialog was shown or did not come in time.

        The court can respond before the browser shows the dialog, and the new document then closes it.
        """
        held_routes: list[Route] = []
        self.page.route("**/*", lambda route: held_routes.append(route))  # noqa: PLW0108 - Playwright wants a function
        try:
            with suppress(TimeoutError), self.page.expect_event("dialog"):
                yield
        finally:
            self.page.unroute("**/*")
            for route in held_routes:
                # A second submission cancels the first request, so this may fail; the guard still applies.
                with suppress(Error):
                    route.fallback()

    def type_secret(self, field: PageControl, secret: Secret, *, masked: bool = False) -> None:
        """Type a secret into a field of the document that is there now, and of none that replaces it.

        `masked` is for a field that shows what is typed: it is masked first, so that no picture shows it.
        Raises WrongOriginError if the document or its form does not belong to the court.
        """
        target = get_typing_target(self.page, field)
        require_court_origin(target, "the secret", self.site_address)
        self.current_action.login.mark_typed()
        self._type_into(target, field, secret.get_secret_value(), masks=masked)

    @check
    def dialogs(self) -> Entries:
        """What native dialogs said since the last screen; an unexpected dialog ends the flow."""
        return tuple(self._dialogs)

    @check
    def lines(self) -> Entries:
        """Every line of the content, in order, and nothing else."""
        return self.read_lines(self.content)

    @check
    def text(self) -> Text:
        """Passages of the screen's text."""
        return Text(" ".join(self.read_texts(self.content)))
