"""The documents of a project are of its own courts or of those that come with ecfcheck."""

from pathlib import Path

import pytest

from config.project import Project, use_project
from config.yaml_file import ProblemsError
from ecfcheck.flowfile.documents import load_documents
from tests.helpers.projects import create_project


@pytest.mark.parametrize(
    ("court", "hint"),
    [("my_cuort", "did you mean 'my_court'?"), ("nowhere", "`ecfcheck courts` lists all courts")],
)
def test_an_unknown_court_of_a_projects_document_is_reported(
    court: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = create_project(tmp_path / "mine")
    monkeypatch.chdir(root)
    use_project(Project(root))
    notice = root / "flows" / "documents" / "example-notice.yaml"
    text = notice.read_text("utf-8").replace("court: my_court", f"court: {court}")
    notice.write_text(text, encoding="utf-8")
    line = text[: text.index("\ncourt:")].count("\n") + 2
    with pytest.raises(ProblemsError) as error:
        load_documents(Path("flows/billing_history.yaml"))
    assert str(error.value) == (
        f"flows/documents/example-notice.yaml:{line}:8: unknown court {court!r}; {hint}"
    )
