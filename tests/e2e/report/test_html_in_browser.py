"""The report opens in a browser as a file, without a server."""

from pathlib import Path

from playwright.sync_api import Browser

from ecfcheck.report.html import write_report
from tests.helpers.run_samples import create_run, good_steps, write_records


def test_the_report_opens_as_a_file_without_requests_or_console_messages(
    tmp_path: Path, browser: Browser
) -> None:
    write_report(write_records(tmp_path, *create_run(*good_steps())), tmp_path / "report.html")
    page = browser.new_page()
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto((tmp_path / "report.html").as_uri())
    headings = page.get_by_role("heading").all_inner_texts()
    page.close()
    assert headings[0] == "District of Connecticut (staged)"
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert messages == []
