"""Where to look and click: one class a screen, named with the court's own words; all locators live here."""
