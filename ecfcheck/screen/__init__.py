"""Reads what a screen shows now, for the author of a flow."""
