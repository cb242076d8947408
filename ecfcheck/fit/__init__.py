"""Checks whether the suite's page objects fit a court's pages, saved or live."""
