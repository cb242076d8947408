"""Makes standard output and standard error safe to write to: no text, and no closed pipe, ends a command."""

import codecs
import io
import os
import sys
from typing import Any, TextIO, cast

_PLAIN = "ecfcheck.plain"
"""The name of the codec error handler that writes plain characters."""


def protect_streams() -> None:
    """Have both streams write plain characters for what they cannot encode, and outlive a closed pipe."""
    codecs.register_error(_PLAIN, _encode_plainly)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        # Only what the process was started with: a test that put another stream there keeps it.
        if stream is not None and stream is getattr(sys, f"__{name}__") and not stream.isatty():
            setattr(sys, name, keep_open(stream))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_PLAIN)


def keep_open(stream: TextIO) -> TextIO:
    """Return a stream to the same file that drops what is written after the reader has gone."""
    codecs.register_error(_PLAIN, _encode_plainly)
    stream.flush()
    # A buffer of its own: Python's would raise the error once more at exit.
    buffer = io.BufferedWriter(_Pipe(stream.fileno(), "wb", closefd=False))
    return io.TextIOWrapper(
        buffer,
        encoding=stream.encoding,
        errors=_PLAIN,
        line_buffering=bool(stream.line_buffering),
        write_through=bool(getattr(stream, "write_through", False)),
    )


class _Pipe(io.FileIO):
    """A file that goes on as /dev/null when its reader has gone, as `head` does after its lines."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self.fileno())
            os.close(null)
            return super().write(data)


def _encode_plainly(error: UnicodeError) -> tuple[str, int]:
    """Return plain characters for what cannot be encoded: quotes and separators, or else an escape."""
    from ecfcheck.report.terminal_lines import to_plain  # noqa: PLC0415 - most commands never need it

    fault = cast("UnicodeEncodeError", error)
    text = to_plain(fault.object[fault.start : fault.end])
    return text.encode("ascii", "backslashreplace").decode("ascii"), fault.end
