"""What is printed reaches any stream, and a reader that has gone ends nothing."""

import io
import os

import pytest

from ecfcheck.cli.streams import keep_open


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
