from dataclasses import dataclass

import pytest
from django.utils import translation

from community.text.translated import Translated


@dataclass
class Thing:
    name_nb: str = "Ting"
    name_nn: str = ""
    name_en: str = "Thing"
    name = Translated()


@pytest.mark.parametrize(("language", "read"), [("nb", "Ting"), ("nn", "Ting"), ("en-gb", "Thing"), (None, "Ting")])
def test_a_text_stands_in_the_readers_language_else_in_bokmal(language: str | None, read: str) -> None:
    with translation.override(language):
        assert Thing().name == read
