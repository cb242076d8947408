"""CM/ECF's texts that no source quotes: every refusal and notice that had to be guessed, in one place."""

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

LOGGED_OUT = "You have been logged out of CM/ECF."
