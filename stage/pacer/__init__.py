"""PACER: its Central Sign-On, and the account page of its own."""

from stage.pacer import account, login

SITES = (login.site, account.site)
