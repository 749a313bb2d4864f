import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Lock
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.images import pictures
from community.images.pictures import prepare_picture
from community.images.presets import ORIGINAL_SIDE, WIDTHS
from tests.factories.images import a_phones_photo, a_picture


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_loses_the_place_and_stands_upright_in_every_size() -> None:
    picture = prepare_picture(a_phones_photo())
    for content in (picture.original, *picture.presets.values()):
        image = opened(content)
        assert dict(image.getexif()) == {}
        assert b"Exif" not in content
        assert b"Telefon" not in content
        assert image.height > image.width


def test_presets_are_no_wider_than_they_say_and_small_pictures_are_not_blown_up() -> None:
    large = prepare_picture(a_picture(size=(3000, 2000)))
    assert {name: opened(content).width for name, content in large.presets.items()} == WIDTHS
    assert max(large.width, large.height) == ORIGINAL_SIDE
    small = prepare_picture(a_picture(size=(100, 50)))
    assert {opened(content).size for content in small.presets.values()} == {(100, 50)}


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "RGB"])
def test_every_kind_of_png_is_drawn(mode: str) -> None:
    picture = prepare_picture(a_picture("a.png", "PNG", mode=mode))
    assert opened(picture.presets["small"]).format == "WEBP"
    assert picture.extension == ("webp" if mode == "RGBA" else "jpg")


def test_a_transparent_picture_stays_transparent() -> None:
    picture = prepare_picture(a_picture("a.png", "PNG", mode="RGBA"))
    assert opened(picture.presets["small"]).mode == "RGBA"


def test_of_an_animation_the_first_image_is_kept() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    out = a_picture("a.gif", "GIF", size=(40, 40), save_all=True, append_images=frames)
    assert getattr(opened(prepare_picture(out).presets["small"]), "n_frames", 1) == 1


@pytest.mark.parametrize(("image_format", "mode"), [("PNG", "P"), ("GIF", "P"), ("PNG", "1")])
def test_thin_lines_are_still_there_when_it_is_drawn_smaller(image_format: str, mode: str) -> None:
    plan = Image.new("RGB", (4100, 100), "white")
    for x in range(0, plan.width, 50):
        plan.paste("black", (x, 0, x + 1, 100))
    out = BytesIO()
    plan.convert(mode).save(out, image_format)
    drawn = opened(prepare_picture(SimpleUploadedFile(f"plan.{image_format.lower()}", out.getvalue())).original)
    row = drawn.convert("L").crop((0, 20, drawn.width, 21)).tobytes()
    assert all(min(row[at : at + 30]) < 220 for at in range(0, drawn.width - 30, 30))


def test_one_picture_is_drawn_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, seen, draw = Lock(), [], pictures._drawn

    def watched(*parts: Any) -> Any:
        seen.append(busy.acquire(blocking=False))
        time.sleep(0.01)
        busy.release()
        return draw(*parts)

    monkeypatch.setattr(pictures, "_drawn", watched)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(prepare_picture, [a_picture() for _ in range(8)]))
    assert seen == [True] * 8


def test_a_phones_photo_of_64_megapixels_is_taken_in_good_time() -> None:
    photo = a_picture("stort.jpg", size=(9248, 6936))
    started = time.process_time()
    assert prepare_picture(photo).width == ORIGINAL_SIDE
    assert time.process_time() - started < 4
