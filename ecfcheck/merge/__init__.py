"""Joins what the shards of a run, or of an audit, left: refuses what does not belong together."""
