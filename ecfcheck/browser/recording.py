"""What windows leave beside pictures, if asked to: a trace, which Playwright's viewer opens, and a video."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from playwright.sync_api import Browser, BrowserContext, Page, Video, ViewportSize

from config.yaml_file import Problem, ProblemsError
from pages.errors import BrowserLostError, translate_browser_errors

Kind = Literal["trace", "video"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIZE = ViewportSize(width=1100, height=800)
_ENDINGS: Mapping[Kind, str] = {"trace": "trace.zip", "video": "video.webm"}


@dataclass(frozen=True)
class TraceGroup:
    """Where a step of a flow is written, for the trace to show."""

    title: str
    file: str
    line: int


@dataclass(frozen=True)
class Recorder:
    """Which recordings windows make; their files are named after `name`, relative to the folder."""

    folder: Path = Path()
    name: str = ""
    kinds: frozenset[Kind] = frozenset()

    def create_recording(self, window: str, *, alone: bool) -> "Recording":
        """Return the recording of a window; it bears the window's name unless that one is alone."""
        name = self.name if alone else f"{self.name}-{window}"
        paths = {kind: f"{name}-{_ENDINGS[kind]}" for kind in KINDS if kind in self.kinds}
        return Recording(self.folder, paths)


NO_RECORDINGS = Recorder()


class Recording:
    """The recordings of one window, from its first moment until they are kept or thrown away."""

    def __init__(self, folder: Path, paths: Mapping[Kind, str]) -> None:
        self.paths = paths
        """Where they will be, by their kind, relative to the folder."""
        self._folder = folder

    @property
    def options(self) -> dict[str, Any]:
        """What the browser must be told when it opens the window."""
        return {"record_video_dir": self._films, "record_video_size": SIZE} if "video" in self.paths else {}

    @property
    def _films(self) -> Path:
        """The folder for videos under names of Playwright's own, one for each tab."""
        return (self._folder / self.paths["video"]).with_suffix(".films")

    def begin(self, context: BrowserContext) -> None:
        """Begin with a window that was just opened."""
        if "trace" in self.paths:
            context.tracing.start(screenshots=True, snapshots=True, sources=False)

    def begin_step(self, context: BrowserContext, place: TraceGroup) -> None:
        """Put what comes into a group of its own."""
        if "trace" in self.paths:
            with suppress(BrowserLostError), translate_browser_errors():
                context.tracing.group(
                    place.title, location={"file": place.file, "line": place.line, "column": 1}
                )

    def end_step(self, context: BrowserContext) -> None:
        """End the group."""
        if "trace" in self.paths:
            with suppress(BrowserLostError), translate_browser_errors():
                context.tracing.group_end()

    def end(self, page: Page, *, keep: bool) -> None:
        """Close the window; keep its recordings, if the browser still has them, or throw them away."""
        try:
            with suppress(BrowserLostError), translate_browser_errors():
                if "trace" in self.paths:
                    page.context.tracing.stop(path=self._folder / self.paths["trace"] if keep else None)
            with suppress(BrowserLostError), translate_browser_errors():
                page.context.close()
                if "video" in self.paths and page.video:
                    self._end_film(page.video, keep=keep)
        finally:
            if "video" in self.paths:
                shutil.rmtree(self._films, ignore_errors=True)

    def _end_film(self, film: Video, *, keep: bool) -> None:
        """Keep a copy, or do not; the file itself, which may be elsewhere with the browser, is not left."""
        if keep:
            film.save_as(self._folder / self.paths["video"])
        film.delete()


def require_recording(browser: Browser, kinds: frozenset[Kind], folder: Path) -> None:
    """Make sure that the browser can record so. Raises Problems."""
    if "video" not in kinds:
        return
    films = folder / ".films"
    try:
        with translate_browser_errors():
            page = browser.new_context(record_video_dir=films).new_page()
            page.context.close()
            if page.video:
                page.video.delete()
    except BrowserLostError as error:
        text = (
            f"cannot be done: {error}; a video needs Playwright's own ffmpeg, which"
            " `python -m playwright install ffmpeg` fetches (for a server's browser, there);"
            " or record a trace alone"
        )
        raise ProblemsError([Problem("--record video", None, text)]) from None
    finally:
        shutil.rmtree(films, ignore_errors=True)
