"""CM/ECF, NextGen: what a court's e-filing system shows its users."""

from stage.ecf import desk, entry, link

SITES = (entry.site, desk.site, link.site)
