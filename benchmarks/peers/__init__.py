"""The link procedure carried out by other tools, with the same actions and assertions."""
