"""Redacts secrets from texts and from a run's files. This module is the only way in.

`Redactor` knows the secrets; `redact_folder` and `redact_paths` clean files, or delete those that cannot be
proven clean (docs/adr/0015). The other modules are private, from the bottom up:

* `encodings`: the bytes that may stand for one character, and how to decode data once
* `patterns`: a secret as a pattern, with a literal that makes the search fast
* `variants`: all patterns of one secret: its encodings, base64, slugs
* `index`: which of many patterns may match a text
* `redactor`: finds and replaces the matches
* `pictures`, `plain_content`, `content`: search and clean one file, zips included
* `masking`: whether a secret can be masked at all
* `folder`: walks files and folders, rewrites or deletes each
* `cookies`: the session cookies in recordings; `names`: the names of people, which are not secrets
"""

from ecfcheck.redaction.cookies import select_session_secrets
from ecfcheck.redaction.folder import Deleted, NotDeleted, RedactionResult, redact_folder, redact_paths
from ecfcheck.redaction.masking import FixedWords, find_masking_fault
from ecfcheck.redaction.names import Pseudonymizer
from ecfcheck.redaction.redactor import Redactor, redact_values

__all__ = [
    "Deleted",
    "FixedWords",
    "NotDeleted",
    "Pseudonymizer",
    "RedactionResult",
    "Redactor",
    "find_masking_fault",
    "redact_folder",
    "redact_paths",
    "redact_values",
    "select_session_secrets",
]
