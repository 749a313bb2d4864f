import time
from io import BytesIO

import pytest
from PIL import Image

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


def test_a_phones_photo_of_64_megapixels_is_taken_in_good_time() -> None:
    photo = a_picture("stort.jpg", size=(9248, 6936))
    started = time.process_time()
    assert prepare_picture(photo).width == ORIGINAL_SIDE
    assert time.process_time() - started < 4
