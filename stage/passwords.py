"""Passwords: made up, hashed, checked."""

import secrets
import string

from werkzeug.security import check_password_hash, generate_password_hash

# Cheap on purpose, at a third of a millisecond: a dear hash protects passwords that can be guessed, and these
# are drawn at random. A firm of hundreds is minted, and audited by many at once, on two cores.
METHOD = "scrypt:256:8:1"

SYMBOLS = "!#$%&()*+,-./:;<=>?@[]^_{|}~"
CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits, SYMBOLS)

PACER_LENGTH = 16  # PACER asks for 14 to 45 characters (facts A5)
ECF_LENGTH = 12

# A court locks a login for five minutes after five wrong passwords (facts B5).
MAX_WRONG = 5
LOCK_SECONDS = 5 * 60


def invent(length: int) -> str:
    """Make up a password that has a character of every class."""
    characters = [secrets.choice(one_class) for one_class in CLASSES]
    characters += [secrets.choice("".join(CLASSES)) for _ in range(length - len(characters))]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)


ODD = ('"&%41  <é', ">'\\ß+😀")
"""Quotes, marks of HTML, addresses and JSON, blanks, and letters of two and of four bytes."""


def invent_odd(length: int) -> str:
    """Make up a password full of what encodings change, somewhat longer than asked for."""
    letters = [secrets.choice(string.ascii_letters + string.digits) for _ in range(length)]
    third = length // 3
    return "".join([*letters[:third], ODD[0], *letters[third : 2 * third], ODD[1], *letters[2 * third :]])


INVENTORS = {"ordinary": invent, "odd": invent_odd}


def hash_password(password: str) -> str:
    """Return what may be stored of a password."""
    return generate_password_hash(password, METHOD)


NO_ACCOUNT = hash_password("")


def is_right(password: str, stored: str | None) -> bool:
    """Tell whether the password is the stored one; no account (None) takes as long as a wrong password."""
    return check_password_hash(stored or NO_ACCOUNT, password) and stored is not None
