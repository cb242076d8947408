"""YAML is read by libyaml where that gives the same data, positions and words."""

from pathlib import Path

import pytest
import yaml

from config.yaml_file import ProblemsError, YamlFile, read_yaml

ROOT = Path(__file__).parents[3]
FILES = sorted(
    [*ROOT.glob("flows/**/*.yaml"), *ROOT.glob("config/**/*.yaml"), *ROOT.glob("tests/unit/**/*.yaml")]
)


def read(path: Path) -> YamlFile | str:
    try:
        return read_yaml(path)
    except ProblemsError as error:
        return str(error)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_both_parsers_give_the_same_data_positions_and_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_libyaml = read(path)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert by_libyaml == read(path)


@pytest.mark.parametrize(
    "text",
    ["a:\tb\n", "%YAML 1.3\n---\na: b\n", "a: " + "[" * 2000, "a: " + "[\n" * 2000, "a: {b: ,  c: }\n"],
    ids=["tab", "version", "nested in a line", "nested in lines", "empty values"],
)
def test_what_libyaml_reads_in_another_way_is_read_by_the_parser_in_python(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text)
    found = read(path)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert found == read(path)
