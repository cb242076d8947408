"""Courts of a run: a stage that is started, accounts, permissions, and the ledger of refused logins."""
