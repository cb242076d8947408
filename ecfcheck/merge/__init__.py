"""Merges the folders of a run's or an audit's shards; refuses folders that do not match."""
