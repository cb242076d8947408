"""A flow of tests that has an effect on its second screen: it looks for a case."""

from pathlib import Path

_FLOW = """
flow: looks_for_a_case
title: A search that costs a fee
document: ctd-link-pacer-account
release: nextgen
persona: {persona}
steps:
  - step: "2"
    says: Log in and look for a case.
    open: pacer_login
    do: log_in
    then:
      - screen: cmecf_home
        do: open_query
      - screen: query
        do: {action}
      - screen: case_page
"""


def write_case_search(folder: Path, persona: str = "counsel_of_record", number: str = "") -> Path:
    """Write a flow that looks for a case, of that number or the account's own; return its path."""
    action = f'{{find_case: "{number}"}}' if number else "find_case"
    file = folder / "looks_for_a_case.yaml"
    file.write_text(_FLOW.format(persona=persona, action=action), encoding="utf-8")
    return file
