"""CM/ECF's menu: the bar (facts B1, B2) and the links below its entries."""

from dataclasses import dataclass

from markupsafe import Markup

from stage.courts import ExtraEntry, Kind, Menu
from stage.ecf.sessions import LegacyUser, NextGenUser, User

LINK_SCRIPT = "LinkAccount.pl"  # the scripts' names are guesses
CONFIRM_SCRIPT = "LinkAccountConfirm.pl"
MAINTAIN_SCRIPT = "MaintainLogin.pl"


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu bar; without an address, a script handles it (Help)."""

    label: Markup
    address: str | None
    has_arrow: bool = False  # the arrow has no text

    @property
    def name(self) -> str:
        """The label without the markup of its accelerator key."""
        return self.label.striptags()


@dataclass(frozen=True)
class MenuLink:
    """A link on a menu page and in the submenu."""

    text: str
    address: str


@dataclass(frozen=True)
class Section:
    """Links under a heading; an empty heading is not shown."""

    heading: str
    links: tuple[MenuLink, ...]


def _make_entry(label: str, address: str | None, *, has_arrow: bool = False) -> MenuEntry:
    return MenuEntry(Markup(label), address, has_arrow)  # noqa: S704 - constants of this file


CIVIL = _make_entry("C<u>i</u>vil", "/cgi-bin/DisplayMenu.pl?CivilEvents")
CRIMINAL = _make_entry("Crimi<u>n</u>al", "/cgi-bin/DisplayMenu.pl?CriminalEvents")
BANKRUPTCY = _make_entry("Bankruptcy", "/cgi-bin/DisplayMenu.pl?BankruptcyEvents")
ADVERSARY = _make_entry("Adversary", "/cgi-bin/DisplayMenu.pl?AdversaryEvents")
QUERY = _make_entry("<u>Q</u>uery", "/cgi-bin/iquery.pl")
REPORTS = _make_entry("Reports", "/cgi-bin/DisplayMenu.pl?Reports", has_arrow=True)
UTILITIES = _make_entry("<u>U</u>tilities", "/cgi-bin/DisplayMenu.pl?Utilities", has_arrow=True)
SEARCH = _make_entry("Sear<u>c</u>h", "/cgi-bin/DisplayMenu.pl?Search")
HELP = _make_entry("Help", None)
LOGOUT = _make_entry("Logout", "/cgi-bin/login.pl?logout")  # legacy's

# The addresses of the entries that only some courts have are guesses (facts F3).
EXTRA: dict[ExtraEntry, MenuEntry] = {
    "Training": _make_entry("Training", "/cgi-bin/Training.pl"),
    "User Manual": _make_entry("User Manual", "/cgi-bin/UserManual.pl"),
    "Manual": _make_entry("Manual", "/cgi-bin/Manual.pl"),
    "Creditor": _make_entry("Creditor", "/cgi-bin/Creditor.pl"),
}

# The entries of users who may file, by the kind of court.
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

# The links below an entry, the same for every user; those of a bankruptcy court are guesses.
SECTIONS = {
    CIVIL: CIVIL_EVENTS,
    CRIMINAL: CRIMINAL_EVENTS,
    BANKRUPTCY: BANKRUPTCY_EVENTS,
    ADVERSARY: ADVERSARY_EVENTS,
    REPORTS: REPORT_PAGES,
    SEARCH: SEARCH_PAGES,
}


def list_bar(user: User) -> tuple[MenuEntry, ...]:
    """Return the user's menu bar; filing menus and Search are for users who may file (facts B2)."""
    files, search = (FILING[user.court.kind], (SEARCH,)) if user.may_file else ((), ())
    end = (LOGOUT,) if isinstance(user, LegacyUser) else _list_last_entries(user.court.menu)
    return (*files, QUERY, REPORTS, UTILITIES, *search, *end)


def _list_last_entries(menu: Menu) -> tuple[MenuEntry, ...]:
    """Return the last entries of a NextGen menu bar, which differ by court (facts F3)."""
    return (
        *((HELP,) if menu.has_help else ()),
        *(EXTRA[name] for name in menu.before_log_out),
        _make_entry(menu.log_out, LOGOUT.address),
        *(EXTRA[name] for name in menu.after_log_out),
    )


def list_utilities(user: User) -> tuple[Section, ...]:
    """Return the links of Utilities; linking is offered until the PACER account is linked.

    Only users signed in with a CM/ECF login can maintain it; after go-live there are none.
    """
    own: tuple[MenuLink, ...] = ()
    if isinstance(user, LegacyUser) and user.ecf_id is not None:
        own = (MAINTAIN_ENTRY,)
    if user.pacer_id is not None:
        own = (*own, CLIENT_CODE_ENTRY, BILLING_ENTRY)
    if isinstance(user, NextGenUser) and not user.is_linked:
        own = (*own, MenuLink(user.court.link_entry, f"/cgi-bin/{LINK_SCRIPT}"))
    return (
        Section("", (MenuLink("Court Information", "/cgi-bin/CourtInfo.pl"),)),
        Section(user.court.menu.link_heading, own),
    )


def list_sections(user: User, entry: MenuEntry) -> tuple[Section, ...]:
    """Return the links below one entry of the bar."""
    if entry is UTILITIES:
        return list_utilities(user)
    return SECTIONS.get(entry, ())


def build_submenus(user: User) -> dict[str, list[dict[str, str]]]:
    """Return the answer of menu.pl: the submenus by the name of their entry."""
    return {
        entry.name: [vars(link) for section in list_sections(user, entry) for link in section.links]
        for entry in list_bar(user)
    }
