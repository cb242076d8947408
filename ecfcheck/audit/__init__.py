"""Audits which people of a roster may file in which courts: read-only and throttled."""
