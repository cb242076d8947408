"""Faults: make a running stage fail, through its control interface."""
