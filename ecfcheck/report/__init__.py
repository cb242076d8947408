"""Makes what a run recorded readable: in the terminal as it goes, and as one HTML file afterwards."""
