"""Faults: how a running stage is made to fail, through its control interface."""
