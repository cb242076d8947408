"""The pages of the menu (Reports, Utilities, Search, filing), and most pages they link to."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from stage.ecf import menu, page, wording
from stage.ecf.access import require_login, require_pacer_login
from stage.ecf.menu import MenuEntry
from stage.ecf.sessions import User
from stage.settings import ECF_HOST
from stage.site import Site

site = Site("ecf_menu", ECF_HOST)

# By the query string of DisplayMenu.pl: the menu entry and the page's heading.
MENU_PAGES: dict[str, tuple[MenuEntry, str]] = {
    "CivilEvents": (menu.CIVIL, "Civil Events"),
    "CriminalEvents": (menu.CRIMINAL, "Criminal Events"),
    "BankruptcyEvents": (menu.BANKRUPTCY, "Bankruptcy Events"),
    "AdversaryEvents": (menu.ADVERSARY, "Adversary Events"),
    "Reports": (menu.REPORTS, "Reports"),
    "Utilities": (menu.UTILITIES, "Utilities"),
    "Search": (menu.SEARCH, "Search"),
}

# By script: heading and text of its page.
PLAIN_PAGES = {
    "BillingRpt.pl": ("Review Billing History", "There are no transactions for your account."),
    "SchedRpt.pl": ("Calendar Events", "There are no events on the calendar."),
    "WrtOpRpt.pl": ("Written Opinions", "There are no written opinions."),
    "SearchMenu.pl": ("Search Menus and Events", "No menu or event matches."),
    "Training.pl": ("Training", "The court's training is not staged."),
    "UserManual.pl": ("User Manual", "The court's manual is not staged."),
    "Manual.pl": ("Manual", "The court's manual is not staged."),
    "Creditor.pl": ("Creditor", "Filing by creditors is not staged."),
    "help.pl": ("Help", "For help, ask the Clerk's Office of the court."),
}

# The plain pages about PACER fees.
BILLED_PAGES = {"BillingRpt.pl"}


@site.get("/cgi-bin/menu.pl")
@require_login
def list_submenus(user: User) -> ResponseReturnValue:
    """Return the submenus of the session's own user, regardless of the id in the request."""
    return jsonify(menu.build_submenus(user))


@site.get("/cgi-bin/DisplayMenu.pl")
@require_login
def show_menu_page(user: User) -> ResponseReturnValue:
    """Show the page of one menu entry if it is in the user's menu."""
    entry, heading = MENU_PAGES.get(request.query_string.decode("latin-1"), (None, ""))
    if entry is None:
        return page.render_error(user, wording.NO_SUCH_PAGE)
    if entry not in menu.list_bar(user):
        return page.render_error(user, wording.MAY_NOT_FILE)
    return page.render("menu_page", user, heading=heading, sections=menu.list_sections(user, entry))


@site.get("/cgi-bin/ClientCode.pl")
@require_pacer_login
def show_client_code(user: User) -> ResponseReturnValue:
    """Show the client code that the user is billed under, in a form that changes it."""
    return page.render("client_code", user)


@site.post("/cgi-bin/ClientCode.pl")
@require_pacer_login
def change_client_code(user: User) -> ResponseReturnValue:
    """Use the new client code until the user logs out."""
    code = request.form.get("client_code", "").strip()
    user.change_client_code(code)
    text = f"Your client code is now {code}." if code else "You have no client code now."
    return page.render("plain", user, heading="Change Client Code", text=text)


@site.get("/cgi-bin/<script>")
def show_plain_page(script: str) -> ResponseReturnValue:
    """Show a page that has only a text."""

    @(require_pacer_login if script in BILLED_PAGES else require_login)
    def show(user: User) -> ResponseReturnValue:
        if script not in PLAIN_PAGES:
            return page.render_error(user, wording.NO_SUCH_PAGE)
        heading, text = PLAIN_PAGES[script]
        return page.render("plain", user, heading=heading, text=text)

    return show()
