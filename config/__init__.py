"""Defines courts, accounts, personas and settings, and reads them from YAML and the environment."""
