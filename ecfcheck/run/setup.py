"""Sets up runs: what they share, and for each a fresh account, windows of its own, and the runner."""



