"""One thing has one name: no two public classes share one, and exceptions are called errors."""

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "ecfcheck", "pages", "stage")


def public_classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    yield path.relative_to(ROOT).as_posix(), node


def is_error(node: ast.ClassDef) -> bool:
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    return any(name.endswith("Error") or (hasattr(builtins, name) and "Exception" in name) for name in bases)


def test_no_two_public_classes_share_a_name() -> None:
    files: dict[str, list[str]] = defaultdict(list)
    for path, node in public_classes():
        files[node.name].append(path)
    assert {name: paths for name, paths in files.items() if len(paths) > 1} == {}


def test_every_exception_is_called_an_error() -> None:
    errors = [node.name for _, node in public_classes() if is_error(node)]
    assert errors
    assert [name for name in errors if not name.endswith("Error")] == []


def test_every_exception_outside_the_stage_has_one_base() -> None:
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path, node in public_classes()
        if node.name.endswith("Error") and not path.startswith("stage/")
    }
    reached = {"EcfcheckError"}
    while more := {name for name, own in bases.items() if own & reached} - reached:
        reached |= more
    assert bases.keys() == reached


@pytest.mark.parametrize("package", PACKAGES)
def test_no_naming_rule_is_silenced(package: str) -> None:
    silenced = [
        path.name for path in (ROOT / package).rglob("*.py") if "N818" in path.read_text(encoding="utf-8")
    ]
    assert silenced == []
