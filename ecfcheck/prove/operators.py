"""The operators: the ways to change a screen, and which outcomes are right for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from config.problem_collector import ProblemCollector
from config.suggest import did_you_mean
from ecfcheck.runner.outcome import Outcome

Scope = Literal["item", "screen"]
"""What an operator changes: one documented item, or the screen as a whole."""

DRIFT = frozenset({Outcome.DRIFT})


@dataclass(frozen=True)
class Operator:
    """One way to change a screen; a function of `mutations/operators.js`, unless it is a status."""

    name: str
    summary: str
    scope: Scope = "item"
    outcomes: frozenset[Outcome] = DRIFT
    """The outcomes that are right for a step that notices the change."""
    status: int = 0
    """The HTTP status to answer with; 0 for the court's own."""
    is_noticed_by_acting: bool = False
    """Whether only the action can notice it: if that has an effect, it is not known whether it was sent."""
    is_seen_at_once: bool = True
    """Whether it is there as soon as the screen is, so that reading the screen can decide."""


def _describe(scope: Scope, **summaries: str) -> list[Operator]:
    return [Operator(name, summary, scope) for name, summary in summaries.items()]


_WORDS = _describe(
    "item",
    remove="the item is not there",
    remove_row="the row, list entry or paragraph that has it is not there",
    empty="its element is there, without words",
    reword="its longest word is another one",
    misspell="a letter of its longest word is missing",
    truncate="its last word is missing",
    append='"(new)" follows it',
    negate='"not" comes before its last word',
    duplicate="it is there twice",
    swap="it and its neighbor are exchanged",
    retract='"This no longer applies." follows it',
)

_HIDING = _describe(
    "item",
    hide_display="display: none",
    hide_visibility="visibility: hidden",
    hide_opacity="opacity: 0",
    hide_nearly_opaque="opacity: 0.02",
    hide_filter_opacity="filter: opacity(0)",
    hide_parent_opacity="the parent's opacity is 0",
    hide_part_opacity="an element within it has opacity 0",
    hide_font_size_0="font-size: 0",
    hide_font_size_1="font-size: 1px",
    hide_transparent="color: transparent",
    hide_same_color="the color of the background",
    hide_similar_color="nearly the color of the background",
    hide_clip="clip: rect(0 0 0 0)",
    hide_clip_path="clip-path: inset(100%)",
    hide_off_screen="left of the screen",
    hide_text_indent="text-indent: -9999px",
    hide_zero_size="0 by 0, with overflow hidden",
    hide_in_zero_height="in a box of height 0, with overflow hidden",
    hide_scale="transform: scale(0)",
    hide_covered="covered by another element",
    hide_closed_details="in a closed details element",
    hide_content_visibility="content-visibility: hidden",
    hide_struck_out="struck out",
)

_CONTROLS = [
    *_describe(
        "item",
        disable="the button or field is disabled",
        read_only="the field cannot be changed",
        change_type="the field is of another type: a password shown, a text hidden, a box to check",
        fill="the field is filled in already",
        remove_field="the field is not there, its label is",
        exchange_labels="the labels of two fields are exchanged",
        extra_field="the form has one more field",
        link_host="the link leads to another host",
        link_path="the link leads to another path",
        dead_link="the link leads nowhere",
    ),
    Operator("dead_button", "the button does nothing", is_noticed_by_acting=True),
]

_SCREENS = [
    *_describe(
        "screen",
        retract_first="the screen begins with a sentence that takes it back",
        retract_last="the screen ends with a sentence that takes it back",
        retract_link="the screen ends with a link to a replacement",
        other_person="every name of the account's holder is another person's",
        blank="the screen is empty",
        remove_landmarks="none of the words by which the screen is recognized is there",
        cover_all="an opaque layer covers the screen",
        form_host="the form is sent to another host",
        popup="the screen opens a window",
        leave="the screen leads elsewhere by itself after a second",
    ),
    Operator(
        "script_error",
        "a script of the screen fails",
        "screen",
        frozenset({Outcome.COURT_ERROR, Outcome.DRIFT}),
    ),
    Operator(
        "status_404",
        "the same screen, with HTTP status 404",
        "screen",
        frozenset({Outcome.COURT_ERROR, Outcome.DRIFT}),
        status=404,
    ),
    Operator(
        "status_500",
        "the same screen, with HTTP status 500",
        "screen",
        frozenset({Outcome.COURT_ERROR}),
        status=500,
    ),
    Operator(
        "status_503",
        "the same screen, with HTTP status 503",
        "screen",
        frozenset({Outcome.COURT_ERROR, Outcome.UNAVAILABLE}),
        status=503,
    ),
]

_DRIFTS = [
    *_describe(
        "item",
        drift_arrow_in_link='the link\'s name ends in "»"',
        drift_new_tab="the link opens a new tab",
        drift_moved_section="the link is in another section",
    ),
    *_describe(
        "screen",
        drift_renamed_logout='the logout entry is called "Logout"',
        drift_second_submit="the form has a second Submit",
        drift_dialog="a native dialog announces something",
        drift_login_ids="the ids of PACER's login are the ones from before 2019",
    ),
    Operator(
        "drift_disabled_prompt",
        'the prompt to enroll says "PACER Account Disabled"',
        "screen",
        frozenset({Outcome.DRIFT, Outcome.ACCOUNT}),
    ),
    Operator(
        "drift_front_page",
        "CM/ECF's front page comes before PACER's login",
        "screen",
        is_seen_at_once=False,
    ),
    Operator(
        "drift_error_without_back",
        "CM/ECF's error page without Back comes in its place",
        "screen",
        frozenset({Outcome.ACCOUNT, Outcome.COURT_ERROR}),
    ),
]

OPERATORS: Mapping[str, Operator] = {
    operator.name: operator for operator in (*_WORDS, *_HIDING, *_CONTROLS, *_SCREENS, *_DRIFTS)
}
"""All operators by name. Those that begin with `drift_` are changes that courts have really made (facts)."""


def select_operators(patterns: Iterable[str]) -> tuple[Operator, ...]:
    """Return the operators with a name that matches a pattern such as `hide_*`; all without patterns.

    Raises ProblemsError with each pattern that matches none.
    """
    wanted = tuple(patterns)
    problems = ProblemCollector()
    for pattern in wanted:
        if not any(fnmatchcase(name, pattern) for name in OPERATORS):
            problems.add("--operator", f"unknown operator {pattern!r}{did_you_mean(pattern, OPERATORS)}")
    problems.raise_any()
    return tuple(
        operator
        for name, operator in OPERATORS.items()
        if not wanted or any(fnmatchcase(name, pattern) for pattern in wanted)
    )
