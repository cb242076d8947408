"""Page objects: one class per screen of the court, in its own words, with all locators.

The court's website: court_website. PACER: pacer_login, pacer_prompts (passcode, redaction notice) and
pacer_account. CM/ECF: cmecf (front page, home page), utilities, link_account, cases, motions, error_page;
legacy CM/ECF: legacy_login, maintain_login. What they share: base, decorators, landmark, errors and
safe_typing; cmecf and pacer_screen have base classes for their own screens.
"""
