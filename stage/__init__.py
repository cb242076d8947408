"""The staged court: a small PACER and CM/ECF on loopback, for the documented procedures."""
