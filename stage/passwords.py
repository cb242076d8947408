"""Invents, hashes and checks passwords."""

import secrets
import string

from werkzeug.security import check_password_hash, generate_password_hash

# Cheap on purpose (a third of a millisecond): an expensive hash protects passwords that can be guessed, and
# these are random. Hundreds of accounts of a firm are minted, and audited in parallel, on two cores.
METHOD = "scrypt:256:8:1"

SYMBOLS = "!#$%&()*+,-./:;<=>?@[]^_{|}~"
CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits, SYMBOLS)

PACER_LENGTH = 16  # PACER asks for 14 to 45 characters (facts A5)
ECF_LENGTH = 12

# A court locks a login for five minutes after five wrong passwords (facts B5).
MAX_WRONG = 5
LOCK_SECONDS = 5 * 60


def invent(length: int) -> str:
    """Return a random password with a character of every class."""
    characters = [secrets.choice(one_class) for one_class in CLASSES]
    characters += [secrets.choice("".join(CLASSES)) for _ in range(length - len(characters))]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)


ODD = ('"&%41  <é', ">'\\ß+😀")
"""Quotes, special characters of HTML, URLs and JSON, spaces, and characters of two and four bytes."""


def invent_odd(length: int) -> str:
    """Return a password full of characters that encodings change, somewhat longer than `length`."""
    letters = [secrets.choice(string.ascii_letters + string.digits) for _ in range(length)]
    third = length // 3
    return "".join([*letters[:third], ODD[0], *letters[third : 2 * third], ODD[1], *letters[2 * third :]])


INVENTORS = {"ordinary": invent, "odd": invent_odd}


def hash_password(password: str) -> str:
    """Return the hash to store for a password."""
    return generate_password_hash(password, METHOD)


_NO_ACCOUNT_HASH = hash_password("")


def is_right(password: str, password_hash: str | None) -> bool:
    """Return whether the hash is the password's; None takes as long as a wrong password."""
    return check_password_hash(password_hash or _NO_ACCOUNT_HASH, password) and password_hash is not None
