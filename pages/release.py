"""Finds in a text which CM/ECF a court says it is on."""

import re

_RELEASE = re.compile(r"(?:\b(?:CM/?ECF|ECF|NextGen|NG|Version) +){1,4}v?(\d+(?:\.\d+)+)", re.IGNORECASE)


def find_release(text: str) -> str:
    """Return the release line, such as `CM/ECF Version NextGen 1.7.0.1`; "" if there is none.

    A front page may also say which releases it had before (facts F2): the highest one counts.
    """
    found = list(_RELEASE.finditer(text))
    best = max(found, key=lambda match: [int(part) for part in match[1].split(".")], default=None)
    return best[0] if best else ""
