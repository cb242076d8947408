"""Examines the settings: `.env`, the keyring, and what the chosen courts' accounts need."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from config.court_selection import Courts
from config.environ import read_environment
from config.settings import SERVICE, Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.court_session import require_settings
from ecfcheck.courts.permissions import parse_permissions
from ecfcheck.doctor.diagnosis import Diagnosis, accept, note, report_problem
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.fixed_words import collect_fixed_words


def examine_env_file(folder: Path) -> Diagnosis:
    """Return what was found about the folder's `.env`: its lines and who can read it."""
    path = folder / ".env"
    if not path.exists():
        return accept(".env", f"none in {folder}; the staged court needs no settings")
    try:
        read_environment(folder)
    except ProblemsError as error:
        return report_problem(".env", str(error), "correct these lines; a run checks them in the same way")
    return accept(".env", f"{path}, for this user only")


def examine_keyring(settings: Settings) -> Diagnosis:
    """Return whether the system keyring answers. It is asked for a name that is never set."""
    settings.keyring.get("ECFCHECK_DOCTOR")
    if settings.keyring.trouble:
        return note(
            "keyring",
            settings.keyring.trouble,
            "nothing, if your settings are in the environment or in .env",
        )
    return accept("keyring", f"answers; `python -m keyring set {SERVICE} VARIABLE` stores a setting")


def examine_accounts(courts: Courts, flows: Sequence[Flow], settings: Settings) -> Iterator[Diagnosis]:
    """Yield what was found about each court's settings, for all flows of its release."""
    for release, court in courts.items():
        at_court = [flow for flow in flows if flow.release == release]
        if not at_court:
            continue
        subject = f"accounts of {court.id}"
        try:
            require_settings(
                {release: court},
                at_court,
                settings,
                parse_permissions((), {release: court}),
                collect_fixed_words(at_court),
            )
        except ProblemsError as error:
            missing = sum(problem.path.startswith("ECFCHECK_") for problem in error.problems)
            settings_are = "1 setting is" if missing == 1 else f"{missing} settings are"
            yield note(
                subject,
                f"{settings_are} missing or not valid for all {len(at_court)} flows",
                f"`ecfcheck settings --court {court.option} FLOW` lists what a flow needs",
            )
        else:
            yield accept(subject, f"complete for all {len(at_court)} flows")
