"""What every form of CM/ECF has in its address."""

import secrets


def new_suffix() -> str:
    """Return what follows the script's name: other digits each time (facts B4)."""
    return f"{secrets.randbelow(10**15):015}-L_1_0-1"
