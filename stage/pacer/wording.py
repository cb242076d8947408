"""PACER's ids and texts: those of facts A2 to A5, and separately those that are guesses."""

# Ids, from real pages and working clients.
LOGIN_NAME = "loginForm:loginName"
PASSWORD = "loginForm:password"  # noqa: S105 - an id
CLIENT_CODE = "loginForm:clientCode"
LOGIN_BUTTON = "loginForm:fbtnLogin"
MESSAGES = "loginForm:pclLoginMessages"
PASSCODE = "mfaForm:mfaInput"
PASSCODE_BUTTON = "mfaForm:btnOk"
REDACTION_DIALOG = "redactionConfirmation"
REDACTION_TICK = "regmsg:chkRedact"
REDACTION_TICK_INPUT = "regmsg:chkRedact_input"
REDACTION_BUTTON = "regmsg:bpmConfirm"

# Ids, guessed.
CLEAR_BUTTON = "loginForm:btnClear"
CANCEL_BUTTON = "loginForm:btnCancel"
SKIP_BUTTON = "mfaForm:btnSkip"
LOGIN_PANEL = "loginPanel"
PASSCODE_PANEL = "mfaPanel"
DISABLED_DIALOG = "accountDisabled"

# Texts, from real pages and working clients.
SHORT_NAME = "Username must be at least 6 characters"
SHORT_PASSWORD = "Password must be at least 8 characters"  # noqa: S105 - a text
INVALID = "Invalid username or password"
DISABLED = "Your PACER account has been disabled"
UPDATE_REQUIRED = "Account update required! current account access has been restricted."
WRONG_PASSCODE = "Invalid username, password, or one-time passcode."
ENTER_PASSCODE = "Enter one-time passcode"
USER_UPDATE_REQUIRED = "User Update Required"
ACCOUNT_DISABLED = "PACER Account Disabled"  # until September 2025 it asked users to enroll (facts F8)
TIMEOUT = "timeout error"

# Texts, guessed.
NO_NAME = "Username is required"
NO_PASSWORD = "Password is required"  # noqa: S105 - a text
MUST_ENROLL = "Multifactor authentication is required for your account. Enroll to restore access."
ACCOUNT_LOCKED = "Your account has been disabled. Contact the PACER Service Center."
PASSCODE_NOW_REQUIRED = (
    "The one-time passcode can no longer be skipped. Enter a one-time passcode to continue with your account."
)

MIN_NAME = 6
MIN_PASSWORD = 8
MAX_SKIPS = 3
