"""CM/ECF's texts: the refusals and notices that had to be guessed, and some that are quoted."""

from stage import passwords

WRONG_LOGIN = "Invalid CM/ECF login or password."
ECF_LINKED = "This CM/ECF account is already linked to a PACER account."
PACER_LINKED = "Your PACER account is already linked to a CM/ECF account in this court."
ADMIN_NOT_LINKABLE = "A PACER Administrative Account may not be linked to a CM/ECF account."
LEGACY_NOT_LINKABLE = (
    "Your PACER account has not been upgraded. Upgrade it before you link it to a CM/ECF account."
)
NO_PROPOSAL = "This confirmation has expired or was already submitted."

IN_MAINTENANCE = "CM/ECF is not available: scheduled maintenance is being done. Try again later."

# The beginnings of refusals without a Back button, as quoted (facts F4).
SECURITY_VIOLATION = "Security violation: You do not have access rights to this program"
NO_PERMISSION = "You do not have permission to view this document."
NOT_FROM_CMECF = "The link to this page may not have originated from within CM/ECF."
WITHOUT_BACK = (SECURITY_VIOLATION, NO_PERMISSION, NOT_FROM_CMECF)

OVER_THRESHOLD = (
    "Your requests to this system have exceeded the threshold for a single user. Access is suspended. Try"
    " again tomorrow, or contact the court."
)
CLIENT_CODE_REQUIRED = "A client code is required for your PACER account."

NO_SUCH_PAGE = "The requested page does not exist."
MAY_NOT_FILE = "You do not have permission to file in this court."

# Legacy login: the first is quoted (facts B5), the others are guessed.
LOGIN_FAILED = "Your ECF or PACER login attempt failed. Either your login name or password is incorrect."
LOCKED = (
    f"Your login is locked because a wrong password was entered {passwords.MAX_WRONG} times."
    f" Try again in {passwords.LOCK_SECONDS // 60} minutes."
)
REDACTION_NOT_TICKED = "You must read the redaction notice and check the box before you may log in to file."
PACER_LOGIN_TOO = (
    "To view documents and query cases you need your PACER login as well."
    " Enter your PACER login and password, not your CM/ECF login."
)

PASSWORD_CHANGED = "Your password has been changed."  # noqa: S105 - a text
NOTHING_CHANGED = "Nothing was changed."
LOGIN_INCOMPLETE = "Enter a login name and a password."

LOGGED_OUT = "You have been logged out of CM/ECF."

NO_MATCHING_CASE = "No matching case was found."
NO_SUCH_DOCUMENT = "The requested document does not exist."
DOCUMENT_OF_COUNSEL = (
    f"{NO_PERMISSION} Documents of a social security case are shown to counsel of record who are registered"
    " users."
)
FILING_COMMITS = (
    "Attention!! Submitting this screen commits this transaction. You will have no further opportunity to"
    " modify this submission if you continue."
)


def security_violation(script: str) -> str:
    """Say that the user may not use a script."""
    return (
        f"{SECURITY_VIOLATION} ({script}). Please contact the Systems Administrator if you feel this is in"
        " error. This access attempt has been logged."
    )


def login_changed(login: str) -> str:
    """Say that the login name was changed."""
    return f"Your login name has been changed to {login}."


def login_taken(login: str) -> str:
    """Say that the login name is taken."""
    return f"The login name {login} is already in use. Nothing was changed."


def cannot_find_case(number: str) -> str:
    """Say that no case has the number."""
    return f"Cannot find case {number}"


def not_counsel(case: str) -> str:
    """Say that only counsel of record may file in the case."""
    return f"You are not counsel of record in case {case}. You may not file in it."


def no_e_filing(case: str) -> str:
    """Say that the case does not allow filing over the internet."""
    return (
        f"No E-Filing Order has been entered in case {case}, and counsel of record have not consented to"
        " electronic filing. You may not file in it over the Internet."
    )
