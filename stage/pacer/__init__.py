"""PACER: its Central Sign-On, its front page, and the account page of its own."""

from stage.pacer import account, front, login

SITES = (login.site, front.site, account.site)
