"""The content of a picture is where the structure of its screen has anything."""

from ecfcheck.browser.picture_areas import Area, find_content


def find(*boxes: Area) -> Area | None:
    return find_content({"width": 1100, "height": 800, "items": [{"box": box} for box in boxes]})


def test_the_content_is_around_all_items() -> None:
    assert find((10, 20, 100, 30), (50, 200, 300, 40)) == (10, 20, 340, 220)


def test_what_is_outside_the_window_does_not_count() -> None:
    assert find((-50, 20, 100, 30), (1000, 700, 300, 400)) == (0, 20, 1100, 780)


def test_a_screen_without_items_has_no_content() -> None:
    assert find() is None
    assert find((0, 900, 100, 20)) is None
