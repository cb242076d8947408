"""What is printed reaches any stream, and a reader that has gone ends nothing."""

import io
import os
import sys
from pathlib import Path

import pytest

from ecfcheck.cli.streams import keep_open, protect_streams


def test_what_is_printed_after_the_reader_has_gone_is_dropped() -> None:
    reader, writer = os.pipe()
    with open(writer, "w", encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor
        stream = keep_open(pipe)
        print("first", file=stream, flush=True)
        assert os.read(reader, 100) == b"first\n"
        os.close(reader)
        print("second", file=stream, flush=True)
        print("third", file=stream, flush=True)


@pytest.mark.parametrize(
    ("encoding", "expected"), [("latin-1", b'"a" \\u017b x'), ("utf-8", "“a” Ż ✗".encode())]
)
def test_a_stream_gets_plain_characters_for_those_it_cannot_encode(encoding: str, expected: bytes) -> None:
    reader, writer = os.pipe()
    with open(writer, "w", encoding=encoding) as pipe, open(reader, "rb") as result:  # noqa: PTH123
        stream = keep_open(pipe)
        stream.write("“a” Ż ✗")
        stream.flush()
        assert isinstance(result, io.BufferedReader)
        assert result.read1() == expected


def test_ctrl_c_cannot_come_between_writing_and_noting_what_was_written() -> None:
    reader, writer = os.pipe()
    with open(writer, "w", encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor
        buffer = keep_open(pipe).buffer
        assert type(buffer) is io.BufferedWriter
        assert type(buffer.raw) is io.FileIO  # a method of ours could be interrupted after the write
    os.close(reader)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_reported_once_with_the_name_of_the_stream() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - as a shell opens it
        stream = keep_open(full)
        with pytest.raises(OSError, match="No space left on device: 'standard output'"):
            print("first", file=stream, flush=True)
        print("second", file=stream, flush=True)
        stream.close()


def test_a_stream_that_the_caller_closed_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    protect_streams()
    assert sys.stdout is not None
    with sys.stdout as stream:
        print("dropped", file=stream)
        assert not stream.isatty()
