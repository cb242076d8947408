"""The court a run is against, ready to be used: a staged one started, accounts at hand."""
