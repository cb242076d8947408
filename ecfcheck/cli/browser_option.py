"""The option --browser, which several commands have."""

import click

browser_option = click.option(
    "--browser",
    "engine",
    type=click.Choice(["chromium", "firefox"]),
    default="chromium",
    show_default=True,
    help="Use this engine; its program is found, or the one at the path in ECFCHECK_BROWSER is used.",
)
