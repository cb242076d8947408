"""Recognizes files that are not rosters by their content, and says how to make rosters of them."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

WORKBOOKS = (".xlsx", ".xlsm")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
"""How both old and encrypted workbooks begin."""
_SAVE_AS = "open it in Excel or LibreOffice, and save it as 'Excel Workbook (*.xlsx)'"
_NEITHER = "is not a CSV file or an .xlsx workbook"
_PARTS = {
    "xl/workbook.bin": f"is a binary workbook (.xlsb); {_SAVE_AS}",
    "word/document.xml": "is a Word document; copy its table into an .xlsx workbook",
    "Index/Document.iwa": "is a Numbers spreadsheet; export it to Excel (File, Export To, Excel)",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<?xml")


def find_format_fault(path: Path, content: bytes) -> str | None:
    """Return why a file cannot be read as its name says, and what to do; None if it may be."""
    is_workbook = path.suffix.lower() in WORKBOOKS
    if content.startswith(_OLE):
        return _explain_ole(content)
    if content.startswith(_ZIP):
        return _explain_zip(content, is_workbook=is_workbook)
    if content.startswith(b"%PDF"):
        return "is a PDF; copy its table into an .xlsx workbook"
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_WEB_PAGE):
        return f"is a web page or XML, which some programs export with the name of a workbook; {_SAVE_AS}"
    if is_workbook and content and b"\0" not in content[:1000]:
        return "is a text file with the name of a workbook; rename it to end in .csv"
    return None


def _explain_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "is protected with a password; in Excel, save it without one (File, Info, Protect Workbook)"
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return f"is a workbook of Excel 97-2003 (.xls); {_SAVE_AS}"
    return "is a workbook with a password, or older than Excel 2007; save it as .xlsx without a password"


def _explain_zip(content: bytes, *, is_workbook: bool) -> str | None:
    with suppress(BadZipFile), ZipFile(BytesIO(content)) as archive:
        names = {*archive.namelist()}
        if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
            return f"is an OpenDocument spreadsheet (.ods); {_SAVE_AS}"
        if found := next((text for name, text in _PARTS.items() if name in names), None):
            return found
        if "xl/workbook.xml" not in names:
            return f"{_NEITHER}; it is an archive with other files"
    return None if is_workbook else "is an Excel workbook; give it a name that ends in .xlsx"
