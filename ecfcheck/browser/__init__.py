"""Drives the browser: windows, screens, pictures, recordings, the network guard."""
