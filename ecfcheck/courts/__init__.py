"""Courts of a run: stages, accounts, permissions, and the ledger of refused logins."""
