"""A comparison has new and fixed violations of the screens that both runs tested."""

from pathlib import Path

from ecfcheck.compare.comparison import Comparison, compare_runs
from ecfcheck.compare.model import Difference, Kind
from ecfcheck.compare.read import read_run
from ecfcheck.runner.records import Record, StepRecord
from ecfcheck.runner.violations import ScreenAccessibility, ViolatingElement, Violation
from tests.helpers.accessibility_samples import LABEL, TARGET_SIZE, create_tested_run, screen_with
from tests.helpers.run_samples import write_records
from tests.helpers.snapshot_samples import part, snapshot, step, text

HOME = snapshot(text("Welcome"))
LABEL_LINE = "label (critical, WCAG 4.1.2, Section 508): Form elements must have labels"


def one_step(*tests: ScreenAccessibility) -> StepRecord:
    return step(part(accessibility=tests))


def compare(folder: Path, before: tuple[Record, ...], after: tuple[Record, ...]) -> Comparison:
    for name, records in (("a", before), ("b", after)):
        write_records(folder / name, *records)
        (folder / name / "evidence").mkdir(exist_ok=True)
        (folder / name / "evidence/home.json").write_text(HOME.model_dump_json(), encoding="utf-8")
    return compare_runs(read_run(folder / "a"), read_run(folder / "b"), 1.0)


def find(folder: Path, before: StepRecord, after: StepRecord) -> list[Difference]:
    runs = [create_tested_run(steps=(one,)) for one in (before, after)]
    return [*compare(folder, runs[0], runs[1]).differences]


def test_equal_violations_are_no_difference(tmp_path: Path) -> None:
    home = one_step(screen_with("cmecf_home", LABEL))
    assert find(tmp_path, home, home) == []


def test_a_new_violation_is_a_class_of_its_own_with_its_elements(tmp_path: Path) -> None:
    (found,) = find(tmp_path, one_step(screen_with("cmecf_home")), one_step(screen_with("cmecf_home", LABEL)))
    assert (found.kind, found.before, found.after) == (Kind.ACCESSIBILITY, (), (f"new: {LABEL_LINE}",))
    assert found.details == ('input[name="login"]', 'input[name="key"]')


def test_a_fixed_violation_is_named_as_fixed(tmp_path: Path) -> None:
    (found,) = find(tmp_path, one_step(screen_with("cmecf_home", LABEL)), one_step(screen_with("cmecf_home")))
    assert (found.before, found.after) == ((f"fixed: {LABEL_LINE}",), ())


def test_of_a_rule_that_both_break_the_elements_are_compared(tmp_path: Path) -> None:
    fewer = LABEL.model_copy(update={"count": 1, "elements": LABEL.elements[:1]})
    (found,) = find(
        tmp_path, one_step(screen_with("cmecf_home", LABEL)), one_step(screen_with("cmecf_home", fewer))
    )
    assert (found.before, found.after, found.details) == (
        ('fixed: input[name="key"]',),
        (),
        (LABEL_LINE,),
    )


def test_what_is_wrong_with_an_element_may_be_said_differently(tmp_path: Path) -> None:
    def measure(why: str) -> Violation:
        return TARGET_SIZE.model_copy(update={"elements": (ViolatingElement(selector="a", why=why),)})

    one, other = (one_step(screen_with("cmecf_home", measure(why))) for why in ("15px", "15.4px"))
    assert find(tmp_path, one, other) == []


def test_elements_are_not_compared_if_not_all_are_named(tmp_path: Path) -> None:
    many = LABEL.model_copy(update={"count": 40, "elements": LABEL.elements[:1]})
    assert (
        find(tmp_path, one_step(screen_with("cmecf_home", LABEL)), one_step(screen_with("cmecf_home", many)))
        == []
    )


def test_a_screen_that_only_one_run_tested_is_not_compared(tmp_path: Path) -> None:
    after = one_step(screen_with("cmecf_home"), screen_with("redaction_notice", LABEL))
    assert find(tmp_path, one_step(screen_with("cmecf_home")), after) == []


def test_it_fails_a_comparison_only_on_request(tmp_path: Path) -> None:
    runs = [
        create_tested_run(steps=(one_step(screen_with("cmecf_home", *found)),)) for found in ((), (LABEL,))
    ]
    comparison = compare(tmp_path, runs[0], runs[1])
    assert comparison.verdict == "1 difference in 1 screen of 1 step: 1 accessibility"
    assert [comparison.get_exit_status(kind) for kind in (Kind.VISIBLE, Kind.ACCESSIBILITY)] == [0, 1]


def test_a_run_that_did_not_test_is_noted(tmp_path: Path) -> None:
    head, *rest = create_tested_run(steps=(one_step(),))
    untested = head.model_copy(update={"accessibility": None, "axe_core": ""})
    comparison = compare(tmp_path, (untested, *rest), (head, *rest))
    assert comparison.notes == ("accessibility not compared: the first run was made without --accessibility",)


def test_another_version_of_axe_core_is_noted(tmp_path: Path) -> None:
    steps = (one_step(screen_with("cmecf_home")),)
    runs = [create_tested_run(steps=steps, axe_core=version) for version in ("4.11.0", "4.12.1")]
    assert compare(tmp_path, runs[0], runs[1]).notes == (
        "accessibility compared by different rules: axe-core 4.11.0 and 4.12.1",
    )
