"""The procedure as a feature of pytest-bdd."""
