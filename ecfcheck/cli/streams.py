"""Makes standard output and standard error safe to write to: no text, and no closed pipe, ends a command."""

import codecs
import io
import os
import sys
from pathlib import Path
from typing import TextIO, cast

_PLAIN = "ecfcheck.plain"
"""The name of the codec error handler that writes plain characters."""

_STDERR = 2


def protect_streams() -> None:
    """Have both streams write plain characters for what they cannot encode, and outlive a closed pipe."""
    codecs.register_error(_PLAIN, _encode_plainly)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # the caller closed it
            # With its number, or the next file that is opened gets it, and what is printed besides.
            null = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - it lasts as long as we do
            setattr(sys, name, null)
            continue
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
    buffer = io.BufferedWriter(io.FileIO(stream.fileno(), "wb", closefd=False))
    return _LastingStream(
        buffer,
        encoding=stream.encoding,
        errors=_PLAIN,
        line_buffering=bool(stream.line_buffering),
        write_through=bool(getattr(stream, "write_through", False)),
    )


class _LastingStream(io.TextIOWrapper):
    """A stream that goes on as /dev/null when its reader has gone, as `head` does after its lines.

    The file below it is Python's own: Ctrl-C in a method of ours, after the bytes were written, would have
    the buffer write them again.
    """

    def write(self, text: str, /) -> int:
        """Write text, or drop it."""
        try:
            return super().write(text)
        except OSError as error:
            self._handle(error)
            return len(text)

    def flush(self) -> None:
        """Write what is in the buffer, or drop it."""
        try:
            super().flush()
        except OSError as error:
            self._handle(error)

    def _handle(self, error: OSError) -> None:
        """Drop all output from now on; raise an error that is not a gone reader, such as a full disk."""
        self._drop_output()  # or Python would try once more at exit, and end with a status of its own
        if not isinstance(error, BrokenPipeError):
            name = "standard error" if self.fileno() == _STDERR else "standard output"
            raise OSError(error.errno, error.strerror, name) from None

    def _drop_output(self) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self.fileno())
        os.close(null)
        super().flush()


def _encode_plainly(error: UnicodeError) -> tuple[str, int]:
    """Return plain characters for what cannot be encoded: quotes and separators, or else an escape."""
    from ecfcheck.report.terminal_lines import to_plain  # noqa: PLC0415 - most commands never need it

    fault = cast("UnicodeEncodeError", error)
    text = to_plain(fault.object[fault.start : fault.end])
    return text.encode("ascii", "backslashreplace").decode("ascii"), fault.end
