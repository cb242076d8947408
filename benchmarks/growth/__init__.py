"""How the cost of ecfcheck grows: with flows, runs, roster rows, workers, steps, and a report's runs."""
