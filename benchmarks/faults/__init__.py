"""Injects faults for real, one run of ecfcheck for each, and writes docs/faults.md."""
