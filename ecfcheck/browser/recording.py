"""Records windows on request: as a trace for Playwright's viewer, or as a video."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from config.yaml_file import Problem, ProblemsError
from pages.errors import BrowserLostError, translate_browser_errors

Kind = Literal["trace", "video"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIZE = ViewportSize(width=1100, height=800)
_ENDINGS: Mapping[Kind, str] = {"trace": "trace.zip", "video": "video.webm"}


@dataclass(frozen=True)
class TraceGroup:
    """A step of a flow and where it is written, to show in the trace."""

    title: str
    file: str
    line: int


@dataclass(frozen=True)
class Recorder:
    """Which recordings to make; the files are named after `name`, relative to the folder."""

    folder: Path = Path()
    name: str = ""
    kinds: frozenset[Kind] = frozenset()

    def create_recording(self, window: str, *, is_only: bool) -> "Recording":
        """Return a window's recording, named after the window unless it is the only one."""
        name = self.name if is_only else f"{self.name}-{window}"
        paths = {kind: f"{name}-{_ENDINGS[kind]}" for kind in KINDS if kind in self.kinds}
        return Recording(self.folder, paths)


NO_RECORDINGS = Recorder()


class Recording:
    """The recordings of one window, from its start until they are kept or deleted."""

    def __init__(self, folder: Path, paths: Mapping[Kind, str]) -> None:
        self.paths = paths
        """Where they will be, by kind, relative to the folder."""
        self._folder = folder
        self._tabs: list[Page] = []

    @property
    def options(self) -> dict[str, Any]:
        """Playwright's options for a new browser context."""
        return (
            {"record_video_dir": self._video_folder, "record_video_size": SIZE}
            if "video" in self.paths
            else {}
        )

    @property
    def _video_folder(self) -> Path:
        """The folder where Playwright writes a video of each tab, with names of its own."""
        return (self._folder / self.paths["video"]).with_suffix(".films")

    def begin(self, context: BrowserContext) -> None:
        """Start to record a window that was just opened."""
        if "video" in self.paths:
            # A tab that was closed is no longer one of the context's, and its video is still there.
            context.on("page", self._note_tab)
        if "trace" in self.paths:
            context.tracing.start(screenshots=True, snapshots=True, sources=False)

    def _note_tab(self, tab: Page) -> None:
        self._tabs.append(tab)

    def begin_step(self, context: BrowserContext, group: TraceGroup) -> None:
        """Start a group in the trace."""
        if "trace" in self.paths:
            with suppress(BrowserLostError), translate_browser_errors():
                context.tracing.group(
                    group.title, location={"file": group.file, "line": group.line, "column": 1}
                )

    def end_step(self, context: BrowserContext) -> None:
        """End the group in the trace."""
        if "trace" in self.paths:
            with suppress(BrowserLostError), translate_browser_errors():
                context.tracing.group_end()

    def end(self, page: Page, *, keep: bool) -> None:
        """Close the window; keep its recordings, if the browser still has them, or delete them."""
        try:
            with suppress(BrowserLostError), translate_browser_errors():
                if "trace" in self.paths:
                    page.context.tracing.stop(path=self._folder / self.paths["trace"] if keep else None)
            with suppress(BrowserLostError), translate_browser_errors():
                page.context.close()
                self._end_videos(page, keep=keep)
        finally:
            if "video" in self.paths:
                shutil.rmtree(self._video_folder, ignore_errors=True)

    def _end_videos(self, page: Page, *, keep: bool) -> None:
        """Save a copy of the page's video if wanted; delete all tabs' originals, also on a remote machine."""
        for tab in self._tabs:
            if tab.video is None:
                continue
            if keep and tab is page:
                tab.video.save_as(self._folder / self.paths["video"])
            tab.video.delete()


def require_recording(browser: Browser, kinds: frozenset[Kind], folder: Path) -> None:
    """Make sure that the browser can make these recordings. Raises ProblemsError."""
    if "video" not in kinds:
        return
    video_folder = folder / ".films"
    try:
        with translate_browser_errors():
            page = browser.new_context(record_video_dir=video_folder).new_page()
            page.context.close()
            if page.video:
                page.video.delete()
    except BrowserLostError as error:
        text = (
            f"cannot be done: {error}; a video needs ffmpeg: install it (Debian: apt-get install ffmpeg)"
            " or run `python -m playwright install ffmpeg` (on the server, for a server's browser),"
            " or record only a trace"
        )
        raise ProblemsError([Problem("--record video", None, text)]) from None
    finally:
        shutil.rmtree(video_folder, ignore_errors=True)
