"""Proves that checks can fail: changes what the browser receives, and sees which step notices."""
