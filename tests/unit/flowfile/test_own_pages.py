"""The pages of a project add screens and verbs, and what is wrong with them is reported at its line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pages.utilities
from config.project import Project, use_project
from config.yaml_file import ProblemsError
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.flowfile.schema import render_schema
from ecfcheck.flowfile.unknown_screen import describe_unknown_screen

OWN_PAGE = "class OwnPage(CmecfPage):\n    landmark = Landmark('b')\n"
HEAD = """\
from pages import cases, utilities
from pages.cmecf import CmecfPage
from pages.decorators import action, check
from pages.landmark import Landmark

"""
WritePage = Callable[[str, str], None]


@pytest.fixture
def write_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WritePage:
    """Return a function that writes a module of the current project's pages, after the usual imports."""
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path)
    project.pages.mkdir()
    project.marker.write_text("courts: [staged]\n", encoding="utf-8")
    use_project(project)

    def write(name: str, text: str) -> None:
        (project.pages / f"{name}.py").write_text(HEAD + text, encoding="utf-8")

    return write


def read_problems() -> list[str]:
    with pytest.raises(ProblemsError) as error:
        load_screens()
    return str(error.value).splitlines()


def test_a_page_object_with_a_landmark_is_a_screen(write_page: WritePage) -> None:
    write_page("own", 'class OwnPage(CmecfPage):\n    """Our page."""\n\n    landmark = Landmark("b")\n')
    assert load_screens()["own_page"].summary == "Our page."
    assert "utilities" in load_screens()


def test_a_page_can_import_another_page_of_the_project(write_page: WritePage) -> None:
    write_page("base_page", "class OurBase(CmecfPage):\n    content = 'main'\n")
    write_page(
        "own",
        "from pages.base_page import OurBase\n\nclass OwnPage(OurBase):\n    landmark = Landmark('b')\n",
    )
    assert load_screens()["own_page"].page_class.content == "main"
    assert "our_base" not in load_screens()


def test_a_class_derived_from_a_screen_of_its_name_extends_it(write_page: WritePage) -> None:
    write_page(
        "ours",
        "class Utilities(utilities.Utilities):\n    @action()\n    def open_ours(self) -> None: ...\n",
    )
    extended = load_screens()["utilities"]
    assert {"open_ours", "open_link_account"} <= extended.actions.keys()
    assert issubclass(extended.page_class, pages.utilities.Utilities)
    use_project(None)
    assert load_screens()["utilities"].page_class is pages.utilities.Utilities


def test_the_schema_has_the_screens_and_verbs_of_the_project(write_page: WritePage) -> None:
    write_page(
        "own",
        OWN_PAGE + "    @action()\n    def go(self) -> None: ...\n",
    )
    schema = render_schema()
    assert "own_page" in json.loads(schema)["$defs"]["Screen"]["enum"]
    assert '"go"' in schema


def test_the_pages_of_another_project_are_forgotten(write_page: WritePage, tmp_path: Path) -> None:
    write_page("own", OWN_PAGE)
    assert "own_page" in load_screens()
    other = Project(tmp_path / "other")
    other.pages.mkdir(parents=True)
    (other.pages / "own.py").write_text(HEAD + "class OtherPage(CmecfPage):\n    landmark = Landmark('b')\n")
    use_project(other)
    assert "other_page" in load_screens()
    assert "own_page" not in load_screens()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("import nonsense\n", "6:1: cannot be imported: ModuleNotFoundError: No module named 'nonsense'"),
        ("value = 1 / 0\n", "6:1: cannot be imported: ZeroDivisionError: division by zero"),
        ("def broken(:\n", "6:12: is not Python: invalid syntax"),
        (
            "class Query(CmecfPage):\n    landmark = Landmark('b')\n",
            (
                "6:1: a screen named query comes with ecfcheck; rename this class, or derive it from"
                " pages.cases.Query to extend that screen"
            ),
        ),
        (
            OWN_PAGE + "    @check\n    def number(self) -> int: ...\n",
            "6:1: OwnPage.number is a check and must return one of the types in pages/decorators.py",
        ),
        (
            OWN_PAGE + "    @action(effect='permanent')\n    def send(self) -> None: ...\n",
            "6:1: OwnPage.send is permanent; declare what sends it in effect_triggers",
        ),
        (
            "class OwnPage(CmecfPage):\n    @action()\n    def go(self) -> None: ...\n",
            "6:1: OwnPage has no landmark, so it is not a screen; add one",
        ),
        (
            "class OwnPage(CmecfPage):\n    landmark = 'Utilities'\n",
            "6:1: the landmark of OwnPage is 'Utilities'; write Landmark(CSS, says=WORDS)",
        ),
        (
            OWN_PAGE + "    @action(effect='reversable')\n    def send(self) -> None: ...\n",
            "8:1: cannot be imported: TypeError: unknown effect 'reversable'; did you mean 'reversible'?",
        ),
        (
            "class OwnPage(CmecfPage):\n    'Ours.'\n",
            "6:1: OwnPage has no landmark, so it is not a screen; add one",
        ),
        (
            OWN_PAGE + "    @action\n    def go(self) -> None: ...\n",
            "8:1: cannot be imported: TypeError: OwnPage.go: write @action(), with parentheses",
        ),
        (
            OWN_PAGE + "    @check\n    def links(self) -> 'Entries': ...\n",
            "6:1: name 'Entries' is not defined",
        ),
    ],
)
def test_a_mistake_in_a_page_is_reported_at_its_line(text: str, problem: str, write_page: WritePage) -> None:
    write_page("own", text)
    assert read_problems() == [f"pages/own.py:{problem}"]


def test_a_base_class_that_is_named_as_a_screen_has_no_landmark(write_page: WritePage) -> None:
    base = "class OurBase(CmecfPage):\n    'Ours.'\n\n\n"
    write_page("own", f"{base}class OwnPage(OurBase):\n    landmark = Landmark('b')\n")
    assert describe_unknown_screen("our_base", load_screens()) == (
        "the class OurBase in pages/own.py has no landmark, so it is not a screen; add one"
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("weekly_bulletin", "the page object WeeklyBulletin"), ("2 screens", "a page object")],
)
def test_a_screen_that_nobody_has_written_is_to_be_written(name: str, wanted: str) -> None:
    assert describe_unknown_screen(name, load_screens()) == (
        f"unknown screen {name!r}; write {wanted} in pages/, or choose one that `ecfcheck verbs` lists"
    )


def test_the_line_of_an_error_is_that_of_the_page_it_is_in(write_page: WritePage) -> None:
    write_page("own", "from pages.helper import VALUE\n")
    write_page("helper", "VALUE = {}['key']\n")
    assert read_problems() == ["pages/helper.py:6:1: cannot be imported: KeyError: 'key'"]


def test_two_screens_of_one_name_are_reported(write_page: WritePage) -> None:
    for name in ("one", "two"):
        write_page(name, OWN_PAGE)
    assert read_problems() == [
        "pages/two.py:6:1: a screen named own_page is already in pages.one; rename one of the two classes"
    ]


def test_a_screen_that_is_extended_twice_is_reported(write_page: WritePage) -> None:
    for name in ("one", "two"):
        write_page(name, "class Query(cases.Query):\n    'Ours.'\n")
    assert read_problems() == [
        "pages/two.py:6:1: the screen query is already extended in pages.one; put both into one class"
    ]


def test_a_module_with_the_name_of_an_included_one_is_reported(write_page: WritePage) -> None:
    write_page("cmecf", "")
    assert read_problems() == [
        "pages/cmecf.py: has the name of a module that comes with ecfcheck (pages.cmecf); rename this file"
    ]


def test_a_package_that_would_hide_ecfchecks_own_is_reported(write_page: WritePage) -> None:
    write_page("__init__", "")
    assert read_problems() == [
        "pages/__init__.py: remove this file: the pages here are modules of ecfcheck's own package `pages`"
    ]


def test_all_mistakes_are_reported_at_once(write_page: WritePage) -> None:
    write_page("one", "import nonsense\n")
    write_page(
        "two",
        "class Query(CmecfPage):\n    landmark = Landmark('b')\n\n"
        "class Docket(CmecfPage):\n    landmark = Landmark('b')\n",
    )
    assert [problem.partition(": ")[0] for problem in read_problems()] == [
        "pages/one.py:6:1",
        "pages/two.py:6:1",
        "pages/two.py:9:1",
    ]
