"""A mistake in a page object is reported as one, at its line; other errors are not."""

import re
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Error, Page

from config.project import Project, use_project
from ecfcheck.flowfile.page_object_errors import find_page_object_error, page_object_errors_reported
from ecfcheck.flowfile.registry import load_screens
from pages.errors import BrowserLostError, PageObjectError
from tests.helpers.fake_window import COURT

PAGE = """\
from playwright.sync_api import Error
from pages.cmecf import CmecfPage
from pages.decorators import Text, check
from pages.errors import BrowserLostError
from pages.landmark import Landmark

class ClientCode(CmecfPage):
    landmark = Landmark("b")

    @check
    def field(self) -> Text:
        {}
"""


def read_field(text: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Call the check of a project's page object, with this statement in it."""
    monkeypatch.chdir(root)
    project = Project(root)
    project.pages.mkdir()
    project.marker.write_text("courts: [staged]\n", encoding="utf-8")
    (project.pages / "client_code.py").write_text(PAGE.format(text), encoding="utf-8")
    use_project(project)
    page_object = load_screens()["client_code"].page_class(cast(Page, None), COURT)
    page_object.field()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("raise ValueError('x')", "ValueError: x"),
        ("raise Exception('x')", "Exception: x"),
        ("assert self.court is None", "AssertionError"),
        ("self.fil()", "AttributeError: 'ClientCode' object has no attribute 'fil'; did you mean 'fill'?"),
        ("(lambda: {}['key'])()", "KeyError: 'key'"),
        ("self.read_texts()", "TypeError: ScreenReader.read_texts() missing 1 required positional argument"),
    ],
)
def test_an_error_of_a_page_object_is_reported_at_its_line(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PageObjectError) as error, page_object_errors_reported():
        read_field(text, tmp_path, monkeypatch)
    assert str(error.value).startswith(f"pages/client_code.py:12: ClientCode.field: {reason}")


@pytest.mark.parametrize("kind", [Error, BrowserLostError])
def test_an_error_of_playwright_or_of_ecfcheck_stays_what_it_is(
    kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(kind), page_object_errors_reported():
        read_field(f"raise {kind.__name__}('x')", tmp_path, monkeypatch)


def test_an_error_that_no_page_object_is_in_is_not_a_page_objects() -> None:
    with pytest.raises(ZeroDivisionError) as error, page_object_errors_reported():
        _ = 1 / 0
    assert find_page_object_error(error.value) is None


def test_an_error_of_ecfcheck_that_a_page_object_calls_is_not_the_page_objects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "from ecfcheck.shard import read_shard as read; read(None)"
    with pytest.raises(TypeError), page_object_errors_reported():
        read_field(text, tmp_path, monkeypatch)


def test_an_included_page_object_is_reported_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    page_object = load_screens()["utilities"].page_class(cast(Page, None), COURT)
    monkeypatch.setattr(page_object, "_link", None)
    with pytest.raises(PageObjectError) as error, page_object_errors_reported():
        page_object.open_link_account()  # type: ignore[attr-defined]
    assert re.match(r"pages/utilities\.py:\d+: Utilities\.open_link_account: TypeError: ", str(error.value))
