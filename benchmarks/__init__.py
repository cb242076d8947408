"""Benchmarks of ecfcheck: one procedure compared with plain Playwright, and a whole audit."""
