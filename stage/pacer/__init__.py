"""PACER: its central sign-on, its front page, and its account page."""

from stage.pacer import account_page, front_page, login

SITES = (login.site, front_page.site, account_page.site)
