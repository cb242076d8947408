"""A suite of tests and flows of its own in a folder, with the project's conftest."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]


def copied(folder: Path, *flows: str) -> Path:
    """Make it, with flows of the project by their names, alone: without the flows that reconcile them."""
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n", encoding="utf-8")
    (folder / "flows").mkdir()
    for name in flows:
        flow = (ROOT / "flows" / f"{name}.yaml").read_text(encoding="utf-8")
        alone = flow.replace("reconcile: verify_linked\n", "")
        (folder / "flows" / f"{name}.yaml").write_text(alone, encoding="utf-8")
    return folder
