"""Writes a template of `.env` with the settings that flows need at a court."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from config.court import Court
from config.court_selection import Courts
from config.persona import load_personas
from ecfcheck.courts.court_session import TOKEN
from ecfcheck.courts.persona_settings import (
    Field,
    format_same_as,
    format_variable,
    list_fields,
    list_needed_fields,
    list_optional_fields,
)
from ecfcheck.courts.shared_accounts import find_sharing_fault
from ecfcheck.flowfile.flow import Flow

_HEAD = """\
# Settings for ecfcheck at {courts}.
# Save this as .env in the folder in which you run ecfcheck, readable for you alone (chmod 600 .env).
# Write each value between the straight single quotes after its name. Comments have lines of their own.
# Instead of in this file, a value can be in the environment or in the system's keyring
# (`python -m keyring set ecfcheck NAME`). Never pass this file on.
"""
_ASKED: Field = ("pacer", "totp_secret")
_DESCRIPTIONS: Mapping[Field, str] = {
    ("pacer", "user_name"): "PACER user name",
    ("pacer", "password"): "PACER password",
    ("pacer", "name"): "the holder's name as PACER has it, as screens of the court show it",
    (
        "pacer",
        "totp_secret",
    ): "the TOTP secret, which one-time passcodes are computed from, as PACER shows it",
    ("pacer", "client_code"): "the client code for the login; some firms' accounts need one",
    ("ecf", "login"): "CM/ECF login at this court; to be linked, it must not contain & @ $ or *",
    ("ecf", "password"): "CM/ECF password",
    ("ecf", "name"): "the holder's name as CM/ECF has it, as screens of the court show it",
    ("ecf", "new_password"): "the new password, for a flow that changes it",
    ("case", "number"): "the number of a case of this user, as CM/ECF writes it",
    ("case", "title"): "the title of that case, as CM/ECF writes it",
}


def render_settings_template(courts: Courts, flows: Sequence[Flow]) -> str:
    """Return a `.env` with every setting that the flows need at the courts, each with a comment."""
    needed = [court for release, court in courts.items() if any(flow.release == release for flow in flows)]
    names = " and ".join(f"{court.name} ({court.id})" for court in needed)
    of_persona: defaultdict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        if not courts[flow.release].staged:
            of_persona[flow.persona].append(flow)
    blocks = [_HEAD.format(courts=names), *_describe_stages(needed)]
    for number, (persona, acting) in enumerate(of_persona.items()):
        block = list(_describe_persona(persona, acting, [*of_persona][:number]))
        blocks += ["\n".join(block) + "\n"] if block else []
    if len(blocks) == 1:
        blocks.append("# These flows need no settings.\n")
    return "\n".join(blocks)


def _describe_stages(courts: Sequence[Court]) -> Iterator[str]:
    if any(court.staged and court.port is not None for court in courts):
        yield f"# The token that `ecfcheck stage` printed when it started\n{TOKEN}=''\n"


def _describe_persona(persona: str, flows: Sequence[Flow], before: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a persona: who it is, which flows act as it, and its settings."""
    needed = {field for flow in flows for field in list_needed_fields(flow, can_ask=True)}
    optional = {field for flow in flows for field in list_optional_fields(flow, can_ask=True)} - needed
    if not needed:
        return
    yield f"# {persona}: {load_personas()[persona].title}"
    yield f"# Flows: {', '.join(flow.name for flow in flows)}"
    lender = next((one for one in before if not any(find_sharing_fault(flow, one) for flow in flows)), None)
    if lender:
        own = " (the case is its own)" if any(field[0] == "case" for field in needed) else ""
        yield f"# If its account is that of {lender}, leave the logins empty and remove this #{own}:"
        yield f"# {format_same_as(persona)}={lender}"
    for field in list_fields(persona):
        if field in needed or field in optional:
            yield f"# {_describe_field(persona, field, is_needed=field in needed)}"
            yield f"{'' if field in needed else '# '}{format_variable(persona, *field)}=''"


def _describe_field(persona: str, field: Field, *, is_needed: bool) -> str:
    is_wrong = ".".join(field) in load_personas()[persona].wrong_passwords
    text = _DESCRIPTIONS[field] + (", an outdated one that is refused" if is_wrong else "")
    if is_needed:
        return text
    asked = "; without it, you are asked for passcodes in the terminal" if field == _ASKED else ""
    return f"optional: {text}{asked}"
