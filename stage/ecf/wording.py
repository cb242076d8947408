"""CM/ECF's texts that no source quotes: every refusal and notice that had to be guessed, in one place."""

from stage import passwords

WRONG_LOGIN = "Invalid CM/ECF login or password."
ECF_LINKED = "This CM/ECF account is already linked to a PACER account."
PACER_LINKED = "Your PACER account is already linked to a CM/ECF account in this court."
NOT_LINKABLE = {
    "admin": "A PACER Administrative Account may not be linked to a CM/ECF account.",
    "legacy": "Your PACER account has not been upgraded. Upgrade it before you link it to a CM/ECF account.",
}
NO_PROPOSAL = "This confirmation has expired or was already submitted."

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


def login_changed(login: str) -> str:
    """Say what the login name is now."""
    return f"Your login name has been changed to {login}."


def login_taken(login: str) -> str:
    """Say that the login name is somebody's already."""
    return f"The login name {login} is already in use. Nothing was changed."
