"""Installs Debian packages where that can be done without asking anybody."""

import os
import shutil
import sys
from collections.abc import Sequence

from ecfcheck.provision.process import Done, run

SECONDS = 900  # a slow mirror is waited for, a dead one not for ever
OPTIONS = ("-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0")


def typed(packages: Sequence[str]) -> str:
    """Return what a person types to install the packages."""
    sudo = "" if is_root() else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install --no-install-recommends {' '.join(packages)}"


def usable() -> bool:
    """Whether packages can be installed here without a password."""
    return shutil.which("apt-get") is not None and as_root() is not None


def install(packages: Sequence[str]) -> Done:
    """Install the packages; a package list that cannot be renewed is no reason to give up."""
    apt = [*(as_root() or ()), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    run([*apt, "-qq", "update"], seconds=SECONDS)
    return run([*apt, "install", *OPTIONS, *packages], seconds=SECONDS)


def as_root() -> tuple[str, ...] | None:
    """Return what to put before a command so that root runs it; None where that takes a password."""
    if is_root():
        return ()
    silent = ("sudo", "-n")
    return silent if run([*silent, "true"], seconds=10).ok else None


def is_root() -> bool:
    """Whether this process may do anything; Windows has no such user."""
    return sys.platform != "win32" and os.geteuid() == 0
