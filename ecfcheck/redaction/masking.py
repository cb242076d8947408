"""Decides whether a secret can be masked without masking, or revealing itself by, other words."""

from config.secret import Secret

_MIN_LENGTH = 6
_MIN_DIGITS = 8
_MIN_DIFFERENT = 3


def find_masking_fault(secret: Secret, fixed_words: str) -> str | None:
    """Return why a secret cannot be masked in what a run leaves, None if it can.

    `fixed_words` is what every run writes, without capitals. If a secret were part of that, it would be
    masked there as well, which shows to everyone who knows the word what it is.
    """
    value = secret.get_secret_value().strip()
    if len(value) < _MIN_LENGTH:
        return f"has fewer than {_MIN_LENGTH} characters, which occur everywhere in records and reports"
    if value.isdecimal() and len(value) < _MIN_DIGITS:
        return f"is a number of fewer than {_MIN_DIGITS} digits, and records are full of such numbers"
    if len(set(value)) < _MIN_DIFFERENT:
        return f"repeats fewer than {_MIN_DIFFERENT} different characters, as lines in logs and reports do"
    if value.casefold() in fixed_words:
        return "is a word that every record or report has, and masking it there would reveal it"
    return None
