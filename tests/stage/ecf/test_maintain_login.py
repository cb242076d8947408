"""Maintain Your Login/Password: users change the password or the name of a CM/ECF login."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from stage.ecf import wording
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import Enter, LegacyLogIn, Mint, ReadEvents

Maintain = Callable[..., str]
pytestmark = pytest.mark.usefixtures("go_live")
HEADING = "<b>Maintain Your Login/Password</b>"
ASTERISKS = "********"


@pytest.fixture
def maintain(ecf: str) -> Maintain:
    """Return a function that submits the form with some changes and returns the next page."""

    def submit(browser: FlaskClient, **changed: str) -> str:
        page = browser.get(ecf + "MaintainLogin.pl").text
        values = dict(re.findall(r'<input name="(\w+)" type="text"[^>]* value="([^"]*)"', page))
        return browser.post(
            ecf + "MaintainLogin.pl?1-L_1_0-1", data=values | changed, content_type="multipart/form-data"
        ).text

    return submit


@pytest.fixture
def can_log_in(log_in_to_legacy: LegacyLogIn) -> Callable[[str, str], bool]:
    """Return a function that returns whether a login name and password are accepted."""

    def try_login(login: str, password: str) -> bool:
        return "Last login:" in log_in_to_legacy(login, password, redaction="1").text

    return try_login


def read_success(page: str) -> list[str]:
    assert HEADING in page
    return re.findall(r"<p><b>(.*?)</b></p>", page)


def test_the_form_shows_the_login_name_and_asterisks(
    mint: Mint, enter_with_ecf_login: Enter, ecf: str
) -> None:
    accounts = mint()
    page = enter_with_ecf_login(accounts).get(ecf + "MaintainLogin.pl").text
    assert HEADING in page
    assert re.findall(r"<tr><td>(.*?)</td>.*?type=\"(\w+)\".*? value=\"(.*?)\"", page) == [
        ("Login name:", "text", accounts["ecf"]["login"]),
        ("Password:", "text", ASTERISKS),
    ]
    assert 'value="Submit"' in page
    assert 'value="Clear"' in page


def test_a_changed_password_replaces_the_old_one(
    mint: Mint, enter_with_ecf_login: Enter, maintain: Maintain, can_log_in: Callable[[str, str], bool]
) -> None:
    ecf = mint()["ecf"]
    page = maintain(enter_with_ecf_login({"ecf": ecf}), password=ecf["new_password"])
    assert read_success(page) == ["Your password has been changed."]
    assert can_log_in(ecf["login"], ecf["new_password"])
    assert not can_log_in(ecf["login"], ecf["password"])


def test_unchanged_asterisks_change_nothing(
    mint: Mint, enter_with_ecf_login: Enter, maintain: Maintain, can_log_in: Callable[[str, str], bool]
) -> None:
    accounts = mint()
    assert read_success(maintain(enter_with_ecf_login(accounts))) == ["Nothing was changed."]
    assert can_log_in(accounts["ecf"]["login"], accounts["ecf"]["password"])
    assert not can_log_in(accounts["ecf"]["login"], ASTERISKS)


def test_a_changed_login_name_replaces_the_old_one_and_keeps_the_session(
    mint: Mint, enter_with_ecf_login: Enter, maintain: Maintain, can_log_in: Callable[[str, str], bool]
) -> None:
    ecf = mint()["ecf"]
    browser = enter_with_ecf_login({"ecf": ecf})
    page = maintain(browser, login="my-own-name", password=ecf["new_password"])
    assert read_success(page) == [
        "Your login name has been changed to my-own-name.",
        "Your password has been changed.",
    ]
    assert read_success(maintain(browser)) == ["Nothing was changed."]
    assert can_log_in("my-own-name", ecf["new_password"])
    assert not can_log_in(ecf["login"], ecf["new_password"])


@pytest.mark.parametrize("taken", [("ecf", "login"), ("pacer", "user_name")])
def test_a_taken_login_name_is_refused_and_nothing_is_changed(
    mint: Mint,
    enter_with_ecf_login: Enter,
    maintain: Maintain,
    can_log_in: Callable[[str, str], bool],
    taken: tuple[str, str],
) -> None:
    accounts, other = mint(), mint()
    name = other[taken[0]][taken[1]]
    page = maintain(enter_with_ecf_login(accounts), login=name, password=accounts["ecf"]["new_password"])
    assert f"<b>The login name {name} is already in use. Nothing was changed.</b>" in page
    assert can_log_in(accounts["ecf"]["login"], accounts["ecf"]["password"])


@pytest.mark.parametrize("empty", [{"login": " "}, {"password": ""}])
def test_a_name_and_a_password_are_required(
    mint: Mint, enter_with_ecf_login: Enter, maintain: Maintain, empty: dict[str, str]
) -> None:
    page = maintain(enter_with_ecf_login(mint()), **empty)
    assert f"<b>{wording.LOGIN_INCOMPLETE}</b>" in page


def test_only_a_cm_ecf_login_has_the_page(
    mint: Mint, enter_with_pacer_login: Enter, maintain: Maintain
) -> None:
    page = maintain(enter_with_pacer_login(mint()), login="x", password="y")
    assert f"<b>{wording.NO_SUCH_PAGE}</b>" in page


def test_changes_are_logged_and_the_new_password_is_not_stored_in_plain_text(
    mint: Mint,
    enter_with_ecf_login: Enter,
    maintain: Maintain,
    read_events: ReadEvents,
    settings: StageSettings,
) -> None:
    ecf = mint()["ecf"]
    maintain(enter_with_ecf_login({"ecf": ecf}), login="my-own-name", password=ecf["new_password"])
    assert [(event["kind"], event["who"], event["detail"]) for event in read_events()[-2:]] == [
        ("login_renamed", ecf["login"], "now my-own-name"),
        ("password_changed", ecf["login"], ""),
    ]
    kept = b"".join(path.read_bytes() for path in settings.database.parent.glob("stage.sqlite*"))
    assert ecf["login"].encode() in kept
    assert ecf["new_password"].encode() not in kept
