"""CM/ECF's menu: the bar of facts B1 and B2, and what hangs below its entries."""

from dataclasses import dataclass

from markupsafe import Markup

from stage.ecf.users import User

LINK_SCRIPT = "LinkAccount.pl"  # the scripts' names are guesses
CONFIRM_SCRIPT = "LinkAccountConfirm.pl"


@dataclass(frozen=True)
class Entry:
    """One entry of the menu bar; without an address it is a script's (Help)."""

    label: Markup
    address: str | None

    @property
    def name(self) -> str:
        """The label without its accelerator's markup."""
        return self.label.striptags()


@dataclass(frozen=True)
class Link:
    """A link on one of the menu's pages, and in the submenu."""

    text: str
    address: str


@dataclass(frozen=True)
class Section:
    """Links under a heading, or under none."""

    heading: str
    links: tuple[Link, ...]


def _entry(label: str, address: str | None) -> Entry:
    return Entry(Markup(label), address)  # noqa: S704 - constants of this file


CIVIL = _entry("C<u>i</u>vil", "/cgi-bin/DisplayMenu.pl?CivilEvents")
CRIMINAL = _entry("Crimi<u>n</u>al", "/cgi-bin/DisplayMenu.pl?CriminalEvents")
QUERY = _entry("<u>Q</u>uery", "/cgi-bin/iquery.pl")
REPORTS = _entry("Reports", "/cgi-bin/DisplayMenu.pl?Reports")
UTILITIES = _entry("<u>U</u>tilities", "/cgi-bin/DisplayMenu.pl?Utilities")
SEARCH = _entry("Sear<u>c</u>h", "/cgi-bin/DisplayMenu.pl?Search")
HELP = _entry("Help", None)
LOG_OUT = _entry("Log Out", "/cgi-bin/login.pl?logout")

READERS_BAR = (QUERY, REPORTS, UTILITIES, HELP, LOG_OUT)
FILERS_BAR = (CIVIL, CRIMINAL, QUERY, REPORTS, UTILITIES, SEARCH, HELP, LOG_OUT)

LINK_ENTRY = Link("Link a CM/ECF account to my PACER account", f"/cgi-bin/{LINK_SCRIPT}")

CIVIL_EVENTS = (
    Section("Open a Case", (Link("Civil Case", "/cgi-bin/Dispatch.pl?OpenCivil"),)),
    Section(
        "Initial Pleadings and Service",
        (
            Link("Complaints and Other Initiating Documents", "/cgi-bin/Dispatch.pl?Complaints"),
            Link("Answers to Complaints", "/cgi-bin/Dispatch.pl?Answers"),
        ),
    ),
    Section("Motions and Related Filings", (Link("Motions", "/cgi-bin/Dispatch.pl?CivilMotions"),)),
)
CRIMINAL_EVENTS = (
    Section("Motions and Related Filings", (Link("Motions", "/cgi-bin/Dispatch.pl?CriminalMotions"),)),
    Section("Other Filings", (Link("Notices", "/cgi-bin/Dispatch.pl?CriminalNotices"),)),
)
REPORT_PAGES = (
    Section(
        "",
        (
            Link("Docket Sheet", "/cgi-bin/DktRpt.pl"),
            Link("Calendar Events", "/cgi-bin/SchedRpt.pl"),
            Link("Written Opinions", "/cgi-bin/WrtOpRpt.pl"),
        ),
    ),
)
SEARCH_PAGES = (Section("", (Link("Search Menus and Events", "/cgi-bin/SearchMenu.pl"),)),)


def bar(user: User) -> tuple[Entry, ...]:
    """Return the user's menu bar: without filing rights there is no Civil, Criminal or Search (facts B2)."""
    return FILERS_BAR if user.may_file else READERS_BAR


def utilities(user: User) -> tuple[Section, ...]:
    """Return what Utilities offers; linking is a one-time procedure, offered until it is done."""
    own = (
        Link("Change Client Code", "/cgi-bin/ClientCode.pl"),
        Link("Review Billing History", "/cgi-bin/BillingRpt.pl"),
    )
    return (
        Section("", (Link("Court Information", "/cgi-bin/CourtInfo.pl"),)),
        Section("Your Account", own if user.linked else (*own, LINK_ENTRY)),
    )


def sections(user: User, entry: Entry) -> tuple[Section, ...]:
    """Return what hangs below one entry of the bar."""
    if entry is UTILITIES:
        return utilities(user)
    fixed = {CIVIL: CIVIL_EVENTS, CRIMINAL: CRIMINAL_EVENTS, REPORTS: REPORT_PAGES, SEARCH: SEARCH_PAGES}
    return fixed.get(entry, ())


def submenus(user: User) -> dict[str, list[dict[str, str]]]:
    """Return the submenus as menu.pl answers them: by the entry's name."""
    return {
        entry.name: [vars(link) for section in sections(user, entry) for link in section.links]
        for entry in bar(user)
    }
