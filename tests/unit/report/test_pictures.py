"""Pictures are embedded once, within limits, and shown where something differs."""

from pathlib import Path

from ecfcheck.report.pictures import Gallery, choose_embedded, crop, load_picture
from ecfcheck.runner.records import PartRecord
from tests.helpers.run_samples import SMALLEST_JPEG

PART = PartRecord(screen="menu", url="http://ecf.ctd.localhost/")
SCREEN = (1280, 720)


def write(folder: Path, name: str, content: bytes = SMALLEST_JPEG) -> str:
    (folder / name).write_bytes(content)
    return name


def test_equal_pictures_have_one_id_and_are_embedded_once(tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.jpg"), write(tmp_path, "b.jpg")]
    gallery = Gallery(tmp_path, frozenset(paths))
    assert gallery.get("a.jpg").id == gallery.get("b.jpg").id
    assert len(gallery.unique) == 1


def test_the_size_of_a_picture_is_read(tmp_path: Path) -> None:
    assert load_picture(tmp_path, write(tmp_path, "a.jpg")).size == (1, 1)
    assert load_picture(tmp_path, write(tmp_path, "torn.jpg", SMALLEST_JPEG[:5])).size == (0, 0)


def test_pictures_beyond_the_limit_are_left_out_and_equal_ones_count_once(tmp_path: Path) -> None:
    first, same = write(tmp_path, "a.jpg", b"x" * 60), write(tmp_path, "b.jpg", b"x" * 60)
    other, small = write(tmp_path, "c.jpg", b"y" * 60), write(tmp_path, "d.jpg", b"z" * 40)
    chosen = choose_embedded(tmp_path, [first, same, other, small], total=100, each=60)
    assert chosen == {first, same, small}


def test_a_missing_picture_is_chosen_so_that_the_report_says_so(tmp_path: Path) -> None:
    assert choose_embedded(tmp_path, ["gone.jpg"], total=100, each=60) == {"gone.jpg"}
    assert Gallery(tmp_path, frozenset({"gone.jpg"})).get("gone.jpg").note == "Picture missing: gone.jpg"


def test_the_small_picture_shows_the_content_without_the_empty_rest() -> None:
    part = PART.model_copy(update={"picture_content": (100, 40, 700, 300)})
    assert crop(part, SCREEN) == (88, 28, 724, 324)


def test_the_small_picture_is_around_what_differs() -> None:
    part = PART.model_copy(update={"picture_marks": ((1000, 600, 100, 20),)})
    x, y, width, height = crop(part, SCREEN)
    assert x <= 1000
    assert x + width >= 1100
    assert y + height == 720
    assert y <= 600


def test_the_small_picture_never_reaches_beyond_the_picture() -> None:
    for content in ((0, 0, 1280, 720), (1270, 710, 10, 10), (0, 0, 1, 1)):
        x, y, width, height = crop(PART.model_copy(update={"picture_content": content}), SCREEN)
        assert 0 <= x <= x + width <= 1280
        assert 0 <= y <= y + height <= 720


def test_a_picture_without_known_areas_is_shown_from_its_corner() -> None:
    assert crop(PART, SCREEN)[:2] == (0, 0)
    assert crop(PART, (1, 1)) == (0, 0, 1, 1)
