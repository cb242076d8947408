"""What a run leaves: nothing of it is passed on with a secret inside."""
