"""The same procedure written by hand for other tools, measured side by side with ecfcheck."""
