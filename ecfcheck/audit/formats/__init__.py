"""Renders an audit's results, one module for each format."""
