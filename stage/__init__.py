"""The staged court: a small PACER and CM/ECF on loopback, to run the documented procedures against."""
