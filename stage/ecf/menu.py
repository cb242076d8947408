"""CM/ECF's menu: the bar of facts B1 and B2, and what hangs below its entries."""

from dataclasses import dataclass

from markupsafe import Markup

from stage.courts import ExtraEntry, Kind, Menu
from stage.ecf.users import LegacyUser, NextGenUser, User

LINK_SCRIPT = "LinkAccount.pl"  # the scripts' names are guesses
CONFIRM_SCRIPT = "LinkAccountConfirm.pl"
MAINTAIN_SCRIPT = "MaintainLogin.pl"


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu bar; without an address it is a script's (Help)."""

    label: Markup
    address: str | None
    opens_down: bool = False  # drawn with an arrow, which has no text

    @property
    def name(self) -> str:
        """The label without its accelerator's markup."""
        return self.label.striptags()


@dataclass(frozen=True)
class MenuLink:
    """A link on one of the menu's pages, and in the submenu."""

    text: str
    address: str


@dataclass(frozen=True)
class Section:
    """Links under a heading, or under none."""

    heading: str
    links: tuple[MenuLink, ...]


def _entry(label: str, address: str | None, *, opens_down: bool = False) -> MenuEntry:
    return MenuEntry(Markup(label), address, opens_down)  # noqa: S704 - constants of this file


CIVIL = _entry("C<u>i</u>vil", "/cgi-bin/DisplayMenu.pl?CivilEvents")
CRIMINAL = _entry("Crimi<u>n</u>al", "/cgi-bin/DisplayMenu.pl?CriminalEvents")
BANKRUPTCY = _entry("Bankruptcy", "/cgi-bin/DisplayMenu.pl?BankruptcyEvents")
ADVERSARY = _entry("Adversary", "/cgi-bin/DisplayMenu.pl?AdversaryEvents")
QUERY = _entry("<u>Q</u>uery", "/cgi-bin/iquery.pl")
REPORTS = _entry("Reports", "/cgi-bin/DisplayMenu.pl?Reports", opens_down=True)
UTILITIES = _entry("<u>U</u>tilities", "/cgi-bin/DisplayMenu.pl?Utilities", opens_down=True)
SEARCH = _entry("Sear<u>c</u>h", "/cgi-bin/DisplayMenu.pl?Search")
HELP = _entry("Help", None)
LOGOUT = _entry("Logout", "/cgi-bin/login.pl?logout")  # legacy's

# The addresses of the entries that only some courts have are guesses (facts F3).
EXTRA: dict[ExtraEntry, MenuEntry] = {
    "Training": _entry("Training", "/cgi-bin/Training.pl"),
    "User Manual": _entry("User Manual", "/cgi-bin/UserManual.pl"),
    "Manual": _entry("Manual", "/cgi-bin/Manual.pl"),
    "Creditor": _entry("Creditor", "/cgi-bin/Creditor.pl"),
}

# What only who may file has, by the kind of court.
FILING: dict[Kind, tuple[MenuEntry, MenuEntry]] = {
    "district": (CIVIL, CRIMINAL),
    "bankruptcy": (BANKRUPTCY, ADVERSARY),
}

MAINTAIN_ENTRY = MenuLink("Maintain Your Login/Password", f"/cgi-bin/{MAINTAIN_SCRIPT}")
CLIENT_CODE_ENTRY = MenuLink("Change Client Code", "/cgi-bin/ClientCode.pl")
BILLING_ENTRY = MenuLink("Review Billing History", "/cgi-bin/BillingRpt.pl")

CIVIL_EVENTS = (
    Section("Open a Case", (MenuLink("Civil Case", "/cgi-bin/Dispatch.pl?OpenCivil"),)),
    Section(
        "Initial Pleadings and Service",
        (
            MenuLink("Complaints and Other Initiating Documents", "/cgi-bin/Dispatch.pl?Complaints"),
            MenuLink("Answers to Complaints", "/cgi-bin/Dispatch.pl?Answers"),
        ),
    ),
    Section("Motions and Related Filings", (MenuLink("Motions", "/cgi-bin/Dispatch.pl?CivilMotions"),)),
)
CRIMINAL_EVENTS = (
    Section("Motions and Related Filings", (MenuLink("Motions", "/cgi-bin/Dispatch.pl?CriminalMotions"),)),
    Section("Other Filings", (MenuLink("Notices", "/cgi-bin/Dispatch.pl?CriminalNotices"),)),
)
BANKRUPTCY_EVENTS = (
    Section("Open a Case", (MenuLink("Open Voluntary BK Case", "/cgi-bin/Dispatch.pl?OpenBankruptcy"),)),
    Section("Motions/Applications", (MenuLink("Motions", "/cgi-bin/Dispatch.pl?BankruptcyMotions"),)),
)
ADVERSARY_EVENTS = (
    Section("Open a Case", (MenuLink("Open an AP Case", "/cgi-bin/Dispatch.pl?OpenAdversary"),)),
    Section("Motions", (MenuLink("Motions", "/cgi-bin/Dispatch.pl?AdversaryMotions"),)),
)
REPORT_PAGES = (
    Section(
        "",
        (
            MenuLink("Docket Sheet", "/cgi-bin/DktRpt.pl"),
            MenuLink("Calendar Events", "/cgi-bin/SchedRpt.pl"),
            MenuLink("Written Opinions", "/cgi-bin/WrtOpRpt.pl"),
        ),
    ),
)
SEARCH_PAGES = (Section("", (MenuLink("Search Menus and Events", "/cgi-bin/SearchMenu.pl"),)),)

# What hangs below an entry whoever the user is; what is below those of a bankruptcy court is guessed.
BELOW = {
    CIVIL: CIVIL_EVENTS,
    CRIMINAL: CRIMINAL_EVENTS,
    BANKRUPTCY: BANKRUPTCY_EVENTS,
    ADVERSARY: ADVERSARY_EVENTS,
    REPORTS: REPORT_PAGES,
    SEARCH: SEARCH_PAGES,
}


def bar(user: User) -> tuple[MenuEntry, ...]:
    """Return the user's menu bar: without filing rights without what one files by, and Search (facts B2)."""
    files, search = (FILING[user.court.kind], (SEARCH,)) if user.may_file else ((), ())
    end = (LOGOUT,) if isinstance(user, LegacyUser) else end_of_bar(user.court.menu)
    return (*files, QUERY, REPORTS, UTILITIES, *search, *end)


def end_of_bar(menu: Menu) -> tuple[MenuEntry, ...]:
    """Return the last entries of a NextGen menu bar, which differ by court (facts F3)."""
    return (
        *((HELP,) if menu.has_help else ()),
        *(EXTRA[name] for name in menu.before_log_out),
        _entry(menu.log_out, LOGOUT.address),
        *(EXTRA[name] for name in menu.after_log_out),
    )


def utilities(user: User) -> tuple[Section, ...]:
    """Return what Utilities offers; linking is a one-time procedure, offered until it is done.

    A CM/ECF login is maintained by whoever is signed in with it, which from go-live on nobody is.
    """
    own: tuple[MenuLink, ...] = ()
    if isinstance(user, LegacyUser) and user.ecf_id is not None:
        own = (MAINTAIN_ENTRY,)
    if user.pacer_id is not None:
        own = (*own, CLIENT_CODE_ENTRY, BILLING_ENTRY)
    if isinstance(user, NextGenUser) and not user.linked:
        own = (*own, MenuLink(user.court.link_entry, f"/cgi-bin/{LINK_SCRIPT}"))
    return (
        Section("", (MenuLink("Court Information", "/cgi-bin/CourtInfo.pl"),)),
        Section(user.court.menu.link_heading, own),
    )


def sections(user: User, entry: MenuEntry) -> tuple[Section, ...]:
    """Return what hangs below one entry of the bar."""
    if entry is UTILITIES:
        return utilities(user)
    return BELOW.get(entry, ())


def submenus(user: User) -> dict[str, list[dict[str, str]]]:
    """Return the submenus as menu.pl answers them: by the entry's name."""
    return {
        entry.name: [vars(link) for section in sections(user, entry) for link in section.links]
        for entry in bar(user)
    }
