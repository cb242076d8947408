"""Where pytest meets the runner: how a flow becomes a module of tests, and how its steps stay in order."""
