"""Mint requests: every problem is reported, and an invalid request mints nothing."""

from typing import Any

import pytest

from stage.courts import BY_ID
from tests.helpers.stage_fixture_types import CallControl, Post, ReadRows


def test_every_wrong_key_and_value_is_reported_and_nothing_is_minted(
    post_mint: Post, read_rows: ReadRows
) -> None:
    answer = post_mint(
        {
            "court": "nowhere",
            "name": "x",
            "names": ["match"],
            "pacer": {"kind": None, "totp": 1, "skips": True, "statuss": "active"},
            "ecf": {"linked": "yes", "may_fle": False},
            "case": {"counsel": "no", "e_filing": 4},
        }
    )
    assert answer.status_code == 422
    assert {problem.split(":")[0] for problem in answer.get_json()["problems"]} == {
        "court",
        "name",
        "names",
        "pacer.kind",
        "pacer.totp",
        "pacer.skips",
        "pacer.statuss",
        "ecf.linked",
        "ecf.may_fle",
        "case.counsel",
        "case.e_filing",
    }
    assert read_rows("pacer_account") == []


def test_a_problem_lists_the_choices(post_mint: Post) -> None:
    answer = post_mint({"court": "x", "pacer": {"kind": "firm", "skips": 4}, "ecf": {"may_fle": True}})
    assert answer.get_json()["problems"] == [
        f"court: unknown court; known courts are {', '.join(BY_ID)}",
        "pacer.kind: input should be 'individual', 'shared_firm', 'admin' or 'legacy', not \"firm\"",
        "pacer.skips: input should be less than or equal to 3, not 4",
        "ecf.may_fle: unknown key; known keys are linked, may_file, password, locked",
    ]


def test_each_problem_is_reported_once(post_mint: Post) -> None:
    problems = post_mint({"pacer": {"kind": "x"}, "ecf": {"linked": "yes"}}).get_json()["problems"]
    assert sorted(problem.split(":")[0] for problem in problems) == ["ecf.linked", "pacer.kind"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ([], "the body"),
        ("x", "the body"),
        (0, "the body"),
        ({"pacer": None}, "pacer"),
        ({"ecf": 1}, "ecf"),
        ({"case": 0}, "case"),
    ],
)
def test_a_value_that_is_not_an_object_is_reported(post_mint: Post, body: object, where: str) -> None:
    answer = post_mint(body)
    assert answer.status_code == 422
    assert answer.get_json()["problems"][0].startswith(f"{where}: input should be an object")


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000], ids=["cut off", "not UTF-8", "too deep"])
def test_a_body_that_is_not_json_is_refused(call_control: CallControl, body: bytes) -> None:
    answer = call_control("POST", "accounts", data=body)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": ["the body: must be JSON"]})


def test_an_unlinkable_account_cannot_be_minted_linked(post_mint: Post) -> None:
    answer = post_mint({"pacer": {"kind": "admin"}, "ecf": {"linked": True}})
    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [
        "ecf.linked: a PACER account of the kind 'admin' cannot be linked"
    ]


def test_every_contradiction_is_reported(post_mint: Post, read_rows: ReadRows) -> None:
    linked = {"linked": True}
    answer = post_mint(
        {"pacer": {"kind": "admin"}, "ecf": None, "also": {"ctb": linked, "ctd": linked}, "case": {}}
    )
    assert answer.status_code == 422
    assert [problem.split(":")[0] for problem in answer.get_json()["problems"]] == [
        "also.ctb.linked",
        "also.ctd.linked",
        "also.ctd",
        "case.counsel",
    ]
    assert read_rows("pacer_account") == []


def test_counsel_of_record_needs_an_e_filing_account(post_mint: Post, read_rows: ReadRows) -> None:
    answer = post_mint({"ecf": None, "case": {}})
    assert answer.status_code == 422
    assert answer.get_json()["problems"] == [
        "case.counsel: counsel of record needs an e-filing account (ecf)"
    ]
    assert post_mint({"ecf": None, "case": {"counsel": False}}).status_code == 201
    assert read_rows("counsel") == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"also": []}, "also: input should be an object, not []"),
        ({"also": None}, "also: input should be an object, not null"),
        ({"also": {"ctx": {}}}, "also.ctx: unknown court; known courts are " + ", ".join(BY_ID)),
        ({"also": {"ctb": None}}, "also.ctb: input should be an object, not null"),
        (
            {"also": {"ctb": {"link": True}}},
            "also.ctb.link: unknown key; known keys are linked, may_file, password, locked",
        ),
        ({"also": {"ctb": {"linked": 1}}}, "also.ctb.linked: input should be a valid boolean, not 1"),
        (
            {"court": "ctb", "also": {"ctb": {}}},
            "also.ctb: is the request's own court; use ecf for its account",
        ),
        (
            {"pacer": {"kind": "legacy"}, "also": {"ctb": {"linked": True}}},
            "also.ctb.linked: a PACER account of the kind 'legacy' cannot be linked",
        ),
    ],
)
def test_a_problem_with_a_further_court_is_reported_and_nothing_is_minted(
    post_mint: Post, read_rows: ReadRows, body: dict[str, Any], problem: str
) -> None:
    answer = post_mint(body)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": [problem]})
    assert read_rows("pacer_account") == []
