"""Reads courts, personas and accounts from YAML, the environment and the keyring."""
