"""CM/ECF's base class, front page, home page and logout (facts B1, B2, B4)."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from pages.base import PageObject
from pages.controls import PageControl, locate, locate_by_role, locate_in_row
from pages.dates import READ_CLOCK, replace_today
from pages.decorators import Entries, RefusalRule, action, check
from pages.landmark import Landmark
from pages.pacer_screen import CLIENT_CODE_NEEDED
from pages.way_in import LOGIN_PATHS, WayIn, find_way_in

MAIN = "#cmecfMainContent"
"""The main content of every CM/ECF screen, below the blue menu bar (a real id: facts B1)."""

LOGIN = "/cgi-bin/login.pl"
"""The address that leads to the login, or to the home page if the user is logged in (facts A1)."""

LOGGED_IN = '#topmenu a[href*="login.pl?logout"]'
"""The logout link, whatever its text: a user who sees it is logged in (facts F3, docs/adr/0023)."""

# All entries of the bar itself: Help is not a link, and submenus open on hover below it (facts B1).
_MENU_BAR = "#topmenu > .bd > ul > li > :not(.yuimenu)"

_MENU_PATHS = {
    "Query": "/cgi-bin/iquery.pl",
    "Reports": "/cgi-bin/DisplayMenu.pl?Reports",
    "Utilities": "/cgi-bin/DisplayMenu.pl?Utilities",
    "Civil": "/cgi-bin/DisplayMenu.pl?CivilEvents",
    "Criminal": "/cgi-bin/DisplayMenu.pl?CriminalEvents",
    "Bankruptcy": "/cgi-bin/DisplayMenu.pl?BankruptcyEvents",
    "Adversary": "/cgi-bin/DisplayMenu.pl?AdversaryEvents",
    "Log Out": "/cgi-bin/login.pl?logout",
    "Logout": "/cgi-bin/login.pl?logout",
}
"""Where the entries of the bar lead at every court (facts B1, B2)."""

FOLDERS = ("/cgi-bin/", "/doc1/")
"""Where everything is that a link of CM/ECF leads to: its programs, and documents (facts A, B)."""

MAY_FILE = ("may file",)
"""What a flow expects of an account that it asks about; any other standing describes what the court shows."""

MASKED_CONTENT = f"{MAIN}, {MAIN} > *"
"""All of the content, to mask in pictures: floating children can be outside its own box."""

BACK = "input[value=Back]"  # a button's words are its value

_RELEASE = re.compile(r"(?:\b(?:CM/?ECF|ECF|NextGen|NG|Version) +){1,4}v?(\d+(?:\.\d+)+)", re.IGNORECASE)

_STANDARD = {"query", "reports", "utilities"}
"""Entries that every menu bar has (facts F3): without any of them it is not rendered, or not readable."""


class CmecfPage(PageObject):
    """A screen of CM/ECF behind the login."""

    content = MAIN
    menu_area = "#topmenu"

    def _click_menu(self, name: str) -> None:
        self.click(locate_by_role(self.page, _MENU_BAR, "link", name, f'menu entry "{name}"'))

    def _link(self, name: str | re.Pattern[str], words: str = "") -> PageControl:
        return locate_by_role(self.page, f"{MAIN} *", "link", name, f'link "{words or name}"')

    def _button(self, name: str) -> PageControl:
        return locate_by_role(self.page, f"{MAIN} *", "button", name)

    def _field(self, name: str, kind: str = "input") -> PageControl:
        # Labels are not associated with inputs (facts B4).
        return locate_in_row(self.page, MAIN, name, kind)

    def _read_after(self, words: str, until: str = ".") -> tuple[str, ...]:
        """Return the text after these words in each line that has them, up to the last `until`."""
        rests = [line.partition(words)[2] for line in self.lines()]
        return tuple(name for rest in rests if (name := rest.rpartition(until)[0] or rest))

    def _replace_today(self, texts: Iterable[str]) -> Entries:
        """Return texts with `(today)` in place of today's date, by the court's clock."""
        clock = self.evaluate_visible("html", READ_CLOCK)
        return tuple(replace_today(text, clock) for text in texts)

    @check
    def menu(self) -> Entries:
        """The entries of the menu bar, in order; with the address of one that leads elsewhere."""
        return self.read_link_texts(_MENU_BAR, self.court_hosts, _MENU_PATHS, FOLDERS)

    def translate_to_court_words(self, check: str, documented: Any) -> Any:
        if check == CmecfPage.menu.__name__:
            return self.court.translate_menu(documented)
        return super().translate_to_court_words(check, documented)

    @check(mismatch_outcome="ACCOUNT", asks=MAY_FILE)
    def standing(self) -> Entries:
        """The account's standing: `may file` or `may not file`; `unknown` without a menu bar."""
        entries = {entry.casefold() for entry in CmecfPage.menu(self)}
        if not self.evaluate_visible(LOGGED_IN) or not entries & _STANDARD:
            return ("unknown",)
        filing = {entry.casefold() for entry in self.court.filing}
        # An entry that leads elsewhere offers nothing, and says nothing about the account.
        if any(entry.startswith(f"{name} (") for entry in entries for name in filing):
            return ("unknown",)
        return ("may file" if filing <= entries else "may not file",)

    @check
    def heading(self) -> Entries:
        """The headings of the screen, most often bold text of a different size (facts B4)."""
        return self.read_texts(f"{MAIN} font > b, {MAIN} b > font[size], {MAIN} h2, {MAIN} h3")

    @check
    def links(self) -> Entries:
        """All links of the content, in order; with the address of one that does not lead to the court."""
        return self.read_link_texts(f"{MAIN} a", self.court_hosts, folders=FOLDERS)

    @check
    def buttons(self) -> Entries:
        """The buttons in the content, in order."""
        return self.read_button_names(MAIN)

    @action()
    def open_civil(self) -> None:
        """Click Civil in the menu bar, which only users who may file have (facts B2)."""
        self._click_menu("Civil")

    @action()
    def open_query(self) -> None:
        """Click Query in the menu bar."""
        self._click_menu("Query")

    @action()
    def open_reports(self) -> None:
        """Click Reports in the menu bar."""
        self._click_menu("Reports")

    @action()
    def open_utilities(self) -> None:
        """Click Utilities in the menu bar."""
        self._click_menu("Utilities")

    @action()
    def log_out(self) -> None:
        """Click the menu bar's logout entry; its words differ by court, its address does not."""
        self.click(locate(self.page, LOGGED_IN, "menu entry that logs out"))


class CmecfHome(CmecfPage):
    """CM/ECF's first screen after the login, or any later one that is not recognized."""

    # Its words are not known (facts F3): all that identifies it is that the user is logged in.
    landmark = Landmark(LOGGED_IN, fallback=True, description="a menu bar with a link that logs out")
    private_content = MASKED_CONTENT
    has_news = True

    @property
    def address(self) -> str:
        return f"{self.court.ecf}{LOGIN}"

    def read_names(self) -> tuple[str, ...]:
        return self._read_after("You are logged in as ")


class CmecfFrontPage(PageObject):
    """CM/ECF's public front page before the login (facts F2); D. Conn.'s website skips it."""

    # Its words differ by court; the address and a link to the login, without a menu bar, are the same at all.
    # An appellate court's CM/ECF is a different program, with a different login.
    landmark = Landmark(
        'a[href*="login.pl"]:not([href*="logout"]), a[href*="/AttorneyFiling/login.jsf"]',
        unless=LOGGED_IN,
        address=r"^/($|\?|index\.html?$|cgi-bin/ShowIndex\.pl)",
        description="a link to the login",
    )
    interstitial_action = "open_login"
    content = MAIN
    has_news = True

    @property
    def address(self) -> str:
        return f"{self.court.ecf}/"

    def read_release_line(self) -> str:
        return find_release("\n".join(self.read_lines("body")))

    def find_way_in(self) -> WayIn:
        """Return the link to the login of this very CM/ECF, or the reason why none is certain."""
        return find_way_in(self.read_links(), self.court, paths=LOGIN_PATHS)

    @action()
    def open_login(self) -> None:
        """Click the link to the document filing system, which leads to the login."""
        self.click_way_in(self.find_way_in())


class LoggedOut(PageObject):
    """What CM/ECF shows after a logout."""

    # Its words are not known; the address is that of the last entry of the menu bar (facts B1).
    landmark = Landmark(
        "body", unless=LOGGED_IN, address=r"/login\.pl\?logout", description="its address, without a menu bar"
    )
    ends_session = True


class ClientCodeRequired(CmecfPage):
    """CM/ECF's request for a client code, for accounts that must have one (facts F4)."""

    # Guess: its words are not known, only that such a page exists.
    landmark = Landmark(
        f"{MAIN}:has(input[type=text])",
        says=(
            "lient code is required",
            "lient Code is required",
            "lient Code Required",
            "must enter a client code",
        ),
    )
    refusal = landmark
    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = (CLIENT_CODE_NEEDED,)

    def pick_refusal(self, texts: Entries, lines: Entries) -> Entries:  # noqa: ARG002 - the lines say more
        return tuple(line for line in lines if "client code" in line.casefold())[:1]


def find_release(text: str) -> str:
    """Return the release line, such as `CM/ECF Version NextGen 1.7.0.1`; "" if there is none.

    A front page may also list earlier releases (facts F2): the highest one counts.
    """
    found = list(_RELEASE.finditer(text))
    best = max(found, key=lambda match: [int(part) for part in match[1].split(".")], default=None)
    return best[0] if best else ""
