"""Audits which people of a firm's roster may file in which courts: read-only, throttled, many at once."""
