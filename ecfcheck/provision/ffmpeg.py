"""Lets Playwright make videos with an installed ffmpeg, where its own was not downloaded.

It imports no Playwright: the driver looks for ffmpeg when it starts, so this comes before.
"""

import os
import shutil
from collections.abc import Mapping

from ecfcheck.provision.find import SYSTEM, BrowserFinder, read_revisions

_PROGRAMS: Mapping[str, str] = {"linux": "ffmpeg-linux", "darwin": "ffmpeg-mac"}
"""Playwright's own names for the program. Windows is left out: a link there needs an administrator."""


def link_installed_ffmpeg(environ: Mapping[str, str] = os.environ) -> None:
    """Link an installed ffmpeg to where Playwright looks for its own, if that is missing.

    Does nothing where no ffmpeg is installed: recording a video then says what to do.
    """
    program = _PROGRAMS.get(SYSTEM)
    installed = shutil.which("ffmpeg", path=environ.get("PATH"))
    if program is None or installed is None:
        return
    place = BrowserFinder(environ).own_folder / f"ffmpeg-{read_revisions()['ffmpeg']}" / program
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    # One that was there but leads nowhere: the ffmpeg that it led to was removed.
    place.unlink(missing_ok=True)
    place.symlink_to(installed)
