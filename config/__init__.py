"""Which court is checked, with which accounts, within which limits."""
