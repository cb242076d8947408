"""Loads flow files: validates the YAML against the page objects and builds a frozen Flow."""
