"""Whether the suite knows a court's pages: saved ones, or its public ones as they are now."""
