"""Shows a run's records to people: in the terminal as it runs, and in one HTML file."""
