"""apt installs a browser where Playwright's download fails; a script stands in for apt-get."""

from pathlib import Path

import pytest

from ecfcheck.provision import BrowserMissingError, install
from ecfcheck.provision.find import BrowserFinder

APT_GET = """#!/bin/sh
case "$*" in
  *update) exit 0;;
  *" {available} "*) ;;
  *) echo "E: Unable to locate package"; exit 100;;
esac
mkdir -p {folder}
echo '#!/bin/sh' > {folder}/{available}
chmod +x {folder}/{available}
"""


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the installer see a machine without browser or network; return its root folder."""
    finder = BrowserFinder({"HOME": str(tmp_path)}, "linux", tmp_path)
    monkeypatch.setattr(install, "find_browser", finder.find)
    monkeypatch.setattr(install, "is_root", lambda: True)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.delenv("ECFCHECK_BROWSER", raising=False)
    return tmp_path


def create_apt_get(root: Path, available: str) -> None:
    """Create an apt-get that can install one package."""
    (root / "bin").mkdir()
    script = APT_GET.format(available=available, folder=root / "usr/lib/chromium")
    (root / "bin/apt-get").write_text(script, encoding="utf-8")
    (root / "bin/apt-get").chmod(0o755)


@pytest.mark.parametrize("package", ["chromium-headless-shell", "chromium"])
def test_the_first_available_package_is_installed(debian: Path, package: str) -> None:
    create_apt_get(debian, package)
    assert install.provide_browser("chromium").executable == debian / "usr/lib/chromium" / package


def test_progress_and_remedies_are_printed_if_nothing_can_be_installed(
    debian: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create_apt_get(debian, "nothing")
    with pytest.raises(BrowserMissingError, match="no browser for chromium; looked for"):
        install.provide_browser("chromium")
    assert capsys.readouterr().err == (
        "browser: downloading Playwright's own chromium\n"
        "browser: Playwright's own cannot be downloaded: Error: connect ECONNREFUSED 127.0.0.1:9\n"
        "browser: installing Debian's chromium-headless-shell and fonts-liberation\n"
        "browser: apt-get failed: E: Unable to locate package\n"
        "browser: installing Debian's chromium and fonts-liberation\n"
        "browser: apt-get failed: E: Unable to locate package\n"
    )
