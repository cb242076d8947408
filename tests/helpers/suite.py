"""Creates a suite of flows in a folder of its own, with the project's conftest."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copy_suite(folder: Path, *flows: str) -> Path:
    """Copy flows by name, without the flows that reconcile them; return the folder."""
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n", encoding="utf-8")
    (folder / "flows").mkdir()
    for name in flows:
        flow = (ROOT / "flows" / f"{name}.yaml").read_text(encoding="utf-8")
        flow = flow.replace("reconcile: verify_linked\n", "")
        (folder / "flows" / f"{name}.yaml").write_text(flow, encoding="utf-8")
    return folder
