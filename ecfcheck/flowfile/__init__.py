"""What a flow's YAML means: the words it may use, and a frozen value made of it."""
