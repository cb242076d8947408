"""Compares two runs: what a court's screens show, how the steps ended, and how long it took."""
