"""What the menu leads to: Reports, Utilities, Search, what one files by, and most of what is behind them."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from stage.ecf import menu, page, wording
from stage.ecf.access import pacer_signed_in, signed_in
from stage.ecf.menu import MenuEntry
from stage.ecf.sign_in import HOST
from stage.ecf.users import User
from stage.site import Site

site = Site("ecf_desk", HOST)

# DisplayMenu.pl's query string: the menu's entry and the page's heading.
MENU_PAGES: dict[str, tuple[MenuEntry, str]] = {
    "CivilEvents": (menu.CIVIL, "Civil Events"),
    "CriminalEvents": (menu.CRIMINAL, "Criminal Events"),
    "BankruptcyEvents": (menu.BANKRUPTCY, "Bankruptcy Events"),
    "AdversaryEvents": (menu.ADVERSARY, "Adversary Events"),
    "Reports": (menu.REPORTS, "Reports"),
    "Utilities": (menu.UTILITIES, "Utilities"),
    "Search": (menu.SEARCH, "Search"),
}

# A script's name: heading and text of its page.
PLAIN_PAGES = {
    "BillingRpt.pl": ("Review Billing History", "There are no transactions for your account."),
    "SchedRpt.pl": ("Calendar Events", "There are no events on the calendar."),
    "WrtOpRpt.pl": ("Written Opinions", "There are no written opinions."),
    "SearchMenu.pl": ("Search Menus and Events", "No menu or event matches."),
    "Training.pl": ("Training", "The court's training is not staged."),
    "UserManual.pl": ("User Manual", "The court's manual is not staged."),
    "Manual.pl": ("Manual", "The court's manual is not staged."),
    "Creditor.pl": ("Creditor", "What creditors file is not staged."),
    "help.pl": ("Help", "For help, ask the Clerk's Office of the court."),
}

# Of these, those that are about what PACER bills.
BILLED_PAGES = {"BillingRpt.pl"}


@site.get("/cgi-bin/menu.pl")
@signed_in
def submenus(user: User) -> ResponseReturnValue:
    """Answer the submenus of the session's own user, whatever id is asked for."""
    return jsonify(menu.submenus(user))


@site.get("/cgi-bin/DisplayMenu.pl")
@signed_in
def display_menu(user: User) -> ResponseReturnValue:
    """Show the page of one menu entry, if the entry is in the user's menu."""
    entry, heading = MENU_PAGES.get(request.query_string.decode("latin-1"), (None, ""))
    if entry is None:
        return page.error_page(user, wording.NO_SUCH_PAGE)
    if entry not in menu.bar(user):
        return page.error_page(user, wording.MAY_NOT_FILE)
    return page.render("menu_page", user, heading=heading, sections=menu.sections(user, entry))


@site.get("/cgi-bin/ClientCode.pl")
@pacer_signed_in
def client_code(user: User) -> ResponseReturnValue:
    """Show the client code that the user is billed under."""
    return page.render("client_code", user)


@site.post("/cgi-bin/ClientCode.pl")
@pacer_signed_in
def change_client_code(user: User) -> ResponseReturnValue:
    """Take the new client code, until the user logs out."""
    code = request.form.get("client_code", "").strip()
    user.change_client_code(code)
    text = f"Your client code is now {code}." if code else "You have no client code now."
    return page.render("plain", user, heading="Change Client Code", text=text)


@site.get("/cgi-bin/<script>")
def plain_page(script: str) -> ResponseReturnValue:
    """Show a page that has nothing but a text."""

    @(pacer_signed_in if script in BILLED_PAGES else signed_in)
    def show(user: User) -> ResponseReturnValue:
        if script not in PLAIN_PAGES:
            return page.error_page(user, wording.NO_SUCH_PAGE)
        heading, text = PLAIN_PAGES[script]
        return page.render("plain", user, heading=heading, text=text)

    return show()
