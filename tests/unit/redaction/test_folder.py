"""Files in a run's folder are redacted, or deleted with a message that names them."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
import zlib
from base64 import b64encode
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from slugify import slugify

from config.secret import Secret
from ecfcheck.atomic_write import HALF_WRITTEN
from ecfcheck.redaction import Deleted, RedactionResult, Redactor, redact_folder, redact_paths
from tests.helpers.secret_searcher import count_occurrences

SECRET = 'Q7"w&kd%Lm 3x<Zq>é\\9'
PNG = b"\x89PNG\r\n\x1a\n"


def redact(folder: Path, *secrets: str) -> RedactionResult:
    redactor = Redactor()
    redactor.learn(map(Secret, secrets or (SECRET,)))
    return redact_folder(folder, redactor)


def build_zip(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def build_png_chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


TEXTS = {
    "records.jsonl": json.dumps({"step": "2", "note": f"typed {SECRET}"}).encode() + b'\n{"step": "3"}\n',
    "report.html": f"<p>{SECRET.replace('&', '&amp;').replace('<', '&lt;')}</p>".encode(),
    "junit.xml": f"<testcase name={quoteattr(SECRET)}/>".encode(),
    "net.har": json.dumps({"log": {"entries": [{SECRET: SECRET, "size": 20}]}}, indent=2).encode(),
    "western.log": b"caf\xe9 " + SECRET.encode("latin-1") + b"\r\nnext\r\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_redacted_and_keeps_its_format(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(TEXTS[name])
    assert redact(tmp_path) == RedactionResult(files=1, redacted=1, deleted=(), not_deleted=())
    assert not count_occurrences(tmp_path, SECRET)[0]
    clean = (tmp_path / name).read_bytes()
    assert b"***" in clean
    if name == "records.jsonl":
        assert [json.loads(line)["step"] for line in clean.splitlines()] == ["2", "3"]
    if name == "net.har":
        assert json.loads(clean) == {"log": {"entries": [{"***": "***", "size": 20}]}}
    if name == "western.log":
        assert clean == b"caf\xe9 ***\r\nnext\r\n"


def test_json_stays_json_where_the_secret_ends_before_an_escape(tmp_path: Path) -> None:
    line = json.dumps({"said": 'it is "Zz9-backslash\\" and no more', "size": 493817, "time": 1.493817})
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    redact(tmp_path, "Zz9-backslash\\", "493817")
    clean = json.loads((tmp_path / "a.jsonl").read_bytes())
    assert clean == {"said": 'it is "***" and no more', "size": 0, "time": 1.493817}


def test_files_without_a_secret_are_not_changed(tmp_path: Path) -> None:
    files = {
        "a.json": b'{"b" :  1.50, "b": 2}\r\n',
        "a.png": PNG + bytes(99),
        "a.zip": build_zip({"x": b"y"}, b"comment"),
        "a.bin": bytes(range(256)),
        "empty": b"",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert redact(tmp_path) == RedactionResult(files=5, redacted=0, deleted=(), not_deleted=())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


OPAQUE = {
    "picture.png": (
        PNG + bytes(8) + SECRET.encode(),
        "it is a binary file that contains a secret",
    ),
    "titled.png": (
        PNG
        + build_png_chunk(b"zTXt", b"extra\0\0" + zlib.compress(SECRET.encode()))
        + build_png_chunk(b"IEND", b""),
        "it is a binary file that contains a secret",
    ),
    "wide.txt": (f"it is {SECRET}".encode("utf-16"), "it is a binary file that contains a secret"),
    "broken.zip": (build_zip({"x": b"y"})[:-9], "it cannot be unpacked (File is not a zip file)"),
    "log.gz": (gzip.compress(b"anything"), "it is compressed (gzip) and cannot be searched"),
}


@pytest.mark.parametrize("name", OPAQUE)
def test_a_file_that_cannot_be_proven_clean_is_deleted_and_named(name: str, tmp_path: Path) -> None:
    content, reason = OPAQUE[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "other.txt").write_text("stays", encoding="utf-8")
    (deleted,) = redact(tmp_path).deleted
    assert str(deleted) == f"{name} was deleted: {reason}. The rest is complete; run again if you need it."
    assert list(tmp_path.iterdir()) == [tmp_path / "other.txt"]


def test_a_zip_is_redacted_member_by_member(tmp_path: Path) -> None:
    inner = build_zip({"deep.txt": f"deep {SECRET}".encode(), "deep.bin": b"\0" + SECRET.encode()})
    members = {
        "trace.trace": json.dumps({"type": "before", "params": {"value": SECRET}}).encode() + b"\n",
        "resources/1f.dat": b"password=" + SECRET.encode(),
        "resources/2e.jpeg": b"\xff\xd8\xff\0pixels",
        f"src/{SECRET}.py": b"pass",
        "resources/3d.jpeg": b"\xff\xd8\xff\0" + SECRET.encode(),
        "inner.zip": inner,
    }
    (tmp_path / "trace.zip").write_bytes(build_zip(members, comment=SECRET.encode()))
    assert sum(count_occurrences(tmp_path, SECRET)[0].values()) > 5
    result = redact(tmp_path)
    assert result.redacted == 1
    assert result.deleted == (
        Deleted("trace.zip!src/***.py", "its name contains a secret"),
        Deleted("trace.zip!resources/3d.jpeg", "it is a binary file that contains a secret"),
        Deleted("trace.zip!inner.zip!deep.bin", "it is a binary file that contains a secret"),
    )
    assert not count_occurrences(tmp_path, SECRET)[0]
    with zipfile.ZipFile(tmp_path / "trace.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("resources/1f.dat") == b"password=***"
        assert archive.read("resources/2e.jpeg") == members["resources/2e.jpeg"]
        assert json.loads(archive.read("trace.trace"))["params"] == {"value": "***"}


def test_a_zip_member_that_cannot_be_unpacked_is_removed(tmp_path: Path) -> None:
    content = bytearray(build_zip({"good.txt": b"good", "encrypted.txt": b"encrypted"}))
    # Bit 0 of the flags in the central directory's entry: encrypted.
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    (deleted,) = redact(tmp_path).deleted
    assert deleted.path == "a.zip!encrypted.txt"
    assert "is encrypted, password required for extraction" in deleted.reason
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["good.txt"]


def test_a_file_or_folder_with_a_secret_in_its_name_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / slugify(f"test_login.py::test_log_in[{SECRET}]")
    folder.mkdir()
    (folder / "trace.txt").write_text("nothing", encoding="utf-8")
    (tmp_path / f"{SECRET}.txt").write_text("nothing", encoding="utf-8")
    result = redact(tmp_path)
    assert sorted(result.deleted, key=lambda deleted: deleted.path) == [
        Deleted("***.txt", "its name contains a secret"),
        Deleted("test-login-py-test-log-in-***", "its name contains a secret"),
    ]
    assert not list(tmp_path.iterdir())


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(SECRET, encoding="utf-8")
    run = tmp_path / "run"
    run.mkdir()
    (run / "link").symlink_to(outside)
    (run / "named").symlink_to(f"/nowhere/{SECRET}")
    result = redact(run)
    assert result.deleted == (Deleted("named", "it is a link to a path that contains a secret"),)
    assert outside.read_text(encoding="utf-8") == SECRET


def test_a_file_that_can_neither_be_cleaned_nor_deleted_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{SECRET}.png").write_bytes(b"anything")

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    redactor = Redactor()
    redactor.learn([Secret(SECRET)])
    (not_deleted,) = redact_folder(tmp_path, redactor).not_deleted
    assert str(not_deleted) == (
        "***.png may contain a secret and could not be deleted: its name contains a secret; Permission"
        " denied. Delete it by hand before you pass anything on."
    )


def test_a_text_too_long_for_memory_is_redacted_line_by_line(tmp_path: Path) -> None:
    lines = [json.dumps({"n": number, "filler": "x" * 1000}) for number in range(20_000)]
    lines[17_000] = json.dumps({"n": 17_000, "typed": SECRET})
    (tmp_path / "long.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert redact(tmp_path).redacted == 1
    clean = (tmp_path / "long.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(clean[17_000]) == {"n": 17_000, "typed": "***"}
    assert clean[:17_000] == lines[:17_000]


CHILD = """
import sys
from pathlib import Path
from config.secret import Secret
from ecfcheck.redaction import Redactor, redact_folder
redactor = Redactor()
redactor.learn([Secret(sys.argv[2])])
redact_folder(Path(sys.argv[1]), redactor)
"""


def test_a_killed_redaction_does_not_leave_half_written_files(tmp_path: Path) -> None:
    before = f"password={SECRET}\n".encode() * 1_000
    files = [tmp_path / f"{number:03}.txt" for number in range(60)]
    for file in files:
        file.write_bytes(before)
    with subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), SECRET]) as child:
        while files[3].read_bytes() == before:
            assert child.poll() is None
        child.kill()
    states = {file.read_bytes() for file in files}
    assert states == {before, b"password=***\n" * 1_000}
    assert redact(tmp_path).deleted == ()
    assert sorted(tmp_path.iterdir()) == files
    assert {file.read_bytes() for file in files} == {b"password=***\n" * 1_000}


def test_a_half_written_file_of_a_killed_writer_is_removed(tmp_path: Path) -> None:
    (tmp_path / f"{HALF_WRITTEN}0123").write_text(f"typed {SECRET[:9]}", encoding="utf-8")
    assert redact(tmp_path) == RedactionResult(files=0, redacted=0, deleted=(), not_deleted=())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permissions for a group")
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o666])
def test_a_redacted_file_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SECRET, encoding="utf-8")
    file.chmod(mode)
    assert redact(tmp_path).redacted == 1
    assert file.stat().st_mode & 0o777 == mode


def build_jpeg(pixels: bytes, comment: bytes = b"", after: bytes = b"") -> bytes:
    metadata = b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment
    return b"\xff\xd8" + metadata + b"\xff\xda\x00\x02" + pixels + b"\xff\xd9" + after


@pytest.mark.parametrize(
    "picture",
    [build_jpeg(b"\0", comment=SECRET.encode()), build_jpeg(b"\0", after=SECRET.encode())],
    ids=["in its metadata", "after its end"],
)
def test_a_secret_in_a_picture_outside_its_pixels_is_found(picture: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture)
    embedded = f'<img src="data:image/jpeg;base64,{b64encode(picture).decode()}">'
    (tmp_path / "report.html").write_text(embedded, encoding="utf-8")
    result = redact(tmp_path)
    assert result.deleted == (Deleted("a.jpg", "it is a binary file that contains a secret"),)
    assert result.redacted == 1
    assert not count_occurrences(tmp_path, SECRET)[0]


def test_pixels_are_not_searched(tmp_path: Path) -> None:
    secrets = [f"Zz{number}" for number in range(10, 40)]
    pixels = " ".join(secrets).encode()
    (tmp_path / "a.jpg").write_bytes(build_jpeg(pixels))
    embedded = f"data:image/jpeg;base64,{b64encode(build_jpeg(pixels)).decode()}"
    (tmp_path / "report.html").write_text(f"{embedded} {SECRET}", encoding="utf-8")
    assert redact(tmp_path, SECRET, *secrets) == RedactionResult(
        files=2, redacted=1, deleted=(), not_deleted=()
    )
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == f"{embedded} ***"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
def test_pipes_and_devices_are_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    redactor = Redactor()
    redactor.learn([Secret(SECRET)])
    for result in (redact_folder(tmp_path, redactor), redact_paths([pipe, tmp_path], redactor)):
        assert (result.deleted, result.not_deleted) == ((), ())
    assert pipe.is_fifo()


class BrokenRedactor(Redactor):
    """A redactor that finds a secret and does not remove it."""

    def clean_bytes(self, data: bytes) -> bytes:
        return data


@pytest.mark.parametrize("content", [f"typed {SECRET}".encode(), build_zip({"a.txt": SECRET.encode()})])
def test_the_redacted_file_is_searched_again(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    redactor = BrokenRedactor()
    redactor.learn([Secret(SECRET)])
    (deleted, *_) = redact_folder(tmp_path, redactor).deleted
    assert deleted.reason == "it still contains a secret after it was redacted"
    assert not count_occurrences(tmp_path, SECRET)[0]
