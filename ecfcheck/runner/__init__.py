"""How a flow runs: the runner and what it needs, knowing nothing of who hosts it."""
