"""Examines a machine and its settings before a run; each finding says what to do."""
