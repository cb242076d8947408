"""Defines PageObject, the base class of all page objects."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from playwright.sync_api import Page

from config.court import Court
from pages.decorators import Effect, EffectTrigger, Entries, RefusalOutcome, RefusalRule, Text, check
from pages.landmark import Landmark
from pages.screen_controls import ScreenControls
from pages.screen_signs import build_sign_script


class PageObject(ScreenControls):
    """A screen of the court. It reads and acts, and asserts nothing.

    A class with a landmark is a screen that flows can name; one without is a base class of several screens.
    """

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

    only_form: ClassVar[str] = ""
    """The one form of a screen that has nothing to fill in and sends an effect, as CSS."""

    has_news: ClassVar[bool] = False
    """Whether the screen says what a court announces, refuses or orders, which no document can list: a
    sentence that takes something back is not a surprise there."""

    may_reappear: ClassVar[bool] = False
    """Whether the screen can appear again although its action worked; reloading its address then helps."""

    masked_fields: ClassVar[str] = ""
    """Fields to mask in pictures, as CSS: those for secrets that are not, or not always, password fields."""

    menu_area: ClassVar[str] = "nav, [role=navigation], [role=menubar]"
    """The menus, as CSS."""

    private_content: ClassVar[str] = ""
    """The part that names a case or its parties, as CSS: pictures of a real court mask all of it."""

    def __init__(self, page: Page, court: Court, dialogs: Sequence[str] = ()) -> None:
        super().__init__(page, court)
        self._dialogs = dialogs

    @property
    def address(self) -> str | None:
        """The address that a user can type to get here, None if there is none."""
        return None

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
        return build_sign_script(
            landmark, hosts, menus=self.menu_area, has_news=self.has_news, only_form=self.only_form
        )

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
            with self.limit_calls(self.court.limits.act):
                self.page.evaluate(mark, self.refusal.css)

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
