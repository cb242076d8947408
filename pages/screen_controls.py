"""Uses the controls of a screen: clicks, types, and sends what was typed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import ClassVar, Literal
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
    mark_control,
    require_controls,
)
from pages.current_action import NO_ACTION
from pages.errors import CLICK_WAS_MADE, MissingControlError, NoWayInError
from pages.field_input import FieldInput, LookBeforeTyping, get_document, look_before_typing, type_into
from pages.safe_typing import require_court_origin
from pages.screen_reader import ScreenReader, normalize_whitespace
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


class ScreenControls(ScreenReader):
    """What can be done on a screen of a court, by the controls that a page object names."""

    site: ClassVar[Site] = "ecf"
    """The site that the screen belongs to."""

    awaits_response: ClassVar[bool] = False
    """Whether the screen's actions wait for the response to what they send, wherever it leads."""

    def __init__(self, page: Page, court: Court) -> None:
        super().__init__(page)
        self.court = court
        self.is_rehearsing = False
        self.current_action = NO_ACTION
        self.on_new_tab: Callable[[Page], None] = lambda _: None
        """Called with the tab that a link opened; the flow continues there."""
        self.before_secret: Callable[[Secret, Sequence[str]], None] = lambda _, __: None
        """Called with each secret before it is typed, and with the addresses its document's forms lead to."""
        self.before_sending: Callable[[int], None] = lambda _: None
        """Called before clicks, with how many: what they send may pass."""
        self.limit_calls: Callable[[float], AbstractContextManager[None]] = lambda _: nullcontext()
        """Ends a call after some seconds: while a script of the page runs, the browser answers none."""
        self.is_leaving: Callable[[], bool] = lambda: False
        """Returns whether the page has requested another document, which replaces this one."""

    @property
    def site_address(self) -> str:
        """The address of the site that the screen belongs to."""
        return str(getattr(self.court, self.site))

    @property
    def court_hosts(self) -> frozenset[str]:
        """The hosts of the court's own addresses, which its links lead to."""
        return frozenset(urlsplit(address).hostname or "" for address in self.court.addresses)

    def require(self, *controls: PageControl) -> list[ControlState]:
        """Make sure that all of these are on the screen; return how they are. Raises MissingControlError."""
        # It waits for each control by itself; a page that leaves for a silent server answers no look.
        with self.limit_calls(self.court.limits.act * (len(controls) + 1)):
            return require_controls(self.page, controls, self.court_hosts, self.court.limits)

    def click(self, control: PageControl) -> None:
        """Click a link or button that a reader sees and that only reads. Raises MissingControlError."""
        (state,) = self.require(control)
        if self.current_action.only_reads:  # what has an effect is sent by `click_or_rehearse`
            self.before_sending(1)
        self._click_at(control.locator, state.click_point)

    def _click_at(self, locator: Locator, point: Point | None) -> None:
        """Click an element; at once, if it is known where a click hits it (docs/adr/0036)."""
        if point and self.current_action.can_click_at_once():
            self.page.mouse.click(*point)
        else:
            locator.click(force=point is not None)

    def fill(self, field: PageControl, value: str | Secret) -> None:
        """Type into a field that a reader sees; see `fill_form`, which fills in several."""
        self.fill_form(FieldInput(field, value))

    def fill_form(self, *inputs: FieldInput, needed: Sequence[PageControl] = ()) -> None:
        """Type into fields of the document that is there now, and of none that replaces it.

        With a secret among the inputs, nothing is typed before all fields, and the other controls that are
        `needed`, can be used. Raises MissingControlError, and WrongOriginError or UnsafeFormError if the
        document, or a form, does not keep a secret at the court.
        """
        document = self._get_document()
        if secrets := [one.value for one in inputs if isinstance(one.value, Secret)]:
            controls = [*needed, *(one.field for one in reversed(inputs))]
            destinations = self._require_safe(document, controls, self.current_action.words)
            self.current_action.login.mark_typed()
            with self.limit_calls(self.court.limits.act):
                for secret in secrets:
                    self.before_secret(secret, destinations)
        with self._group_in_trace("Fill " + ", ".join(one.field.words for one in inputs)):
            self._type_all(document, inputs)

    def _get_document(self) -> JSHandle:
        with self.limit_calls(self.court.limits.act):
            return get_document(self.page)

    def _require_safe(self, document: JSHandle, controls: Sequence[PageControl], words: str) -> Sequence[str]:
        """Make sure that a document is the court's and has these controls; messages begin with the words.

        Returns the addresses that its forms lead to.
        """
        look = self._look_safely(document, controls, words)
        if any(state.fault for state in look.states):
            try:
                self.require(*controls)
            except MissingControlError:
                # If a page of another origin replaced the document, that says more than what the page lacks.
                self._look_safely(self._get_document(), controls, words)
                raise
            look = self._look_safely(document, controls, words)
        return (*look.destinations.destinations, *look.destinations.other_forms)

    def _look_safely(
        self, document: JSHandle, controls: Sequence[PageControl], words: str
    ) -> LookBeforeTyping:
        with self.limit_calls(self.court.limits.act):
            look = look_before_typing(document, controls, self.court_hosts)
        require_court_origin(look.destinations, words, self.site_address)
        return look

    def _type_all(self, document: JSHandle, inputs: Sequence[FieldInput]) -> None:
        """Type into one field after the other; wait, once for each, for one that cannot be used yet."""
        count, awaited_indexes = 0, set[int]()
        while True:
            with self.limit_calls(self.court.limits.act):
                count, fault = type_into(
                    document, inputs, self.court_hosts, self.site_address, filled_count=count
                )
            if not fault:
                return
            field = inputs[count].field
            if count in awaited_indexes:
                raise MissingControlError(f"the {field.words} {fault}")
            awaited_indexes.add(count)
            if inputs[count].is_secret:
                self._require_safe(document, [field], f"{self.current_action.words}, {field.words}")
            else:
                self.require(field)

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
            return
        action = self.current_action
        can_click_at_once = action.can_click_at_once(awaits_response=self.awaits_response)
        if state.click_point and can_click_at_once and not self.is_leaving():
            self.before_sending(1)
            self.page.mouse.click(*state.click_point)
            return
        marked = self.mark(button)
        self.before_sending(1)
        try:
            marked.click()
        except TimeoutError as error:
            if any(sign in error.message for sign in CLICK_WAS_MADE) or self._is_there(marked):
                raise
            self.mark(button).click()  # the page has made it anew, if it is in the same document

    def _is_there(self, locator: Locator) -> bool:
        with self.limit_calls(self.court.limits.act):
            return locator.count() > 0

    def mark(self, button: PageControl) -> Locator:
        """Return a locator of the button in the document that was looked at, and in no other."""
        with self.limit_calls(self.court.limits.act):
            document_time = self.current_action.document_time
            return mark_control(self.page, button, self.court_hosts, document_time)

    def submit_credentials(self, button: PageControl, *inputs: FieldInput) -> None:
        """Type what is still to be typed, and send the credential.

        Every action that declares a login must end with this.
        """
        if inputs:
            self.fill_form(*inputs, needed=[button])
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
