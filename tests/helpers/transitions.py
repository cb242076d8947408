"""Transitions of flows, as the runner has them when an error is raised."""

from ecfcheck.runner.transition import Transition

READING = Transition("utilities", "open_utilities", "cmecf_home")
LINKING = Transition("link_success", "confirm", "link_confirmation", "permanent")
SUBMITTING = Transition("link_confirmation", "submit", "link_account", refusal_outcome="ACCOUNT")
CHANGING = Transition("login_maintained", "change_password", "maintain_login", "reversible", "ACCOUNT")
