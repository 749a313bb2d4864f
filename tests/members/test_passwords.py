"""Passwords that anybody would guess are refused; a few words in a row are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

WORTHLESS = [
    "123456789012", "passordpassord", "aaaaaaaaaaaa", "sommer2026!!", "qwerty123456", "Velkommen2024!", "abcabcabcabc",
    "kommune-saman-passord", "lkjhgfdsa321", "q" * 500,
]  # fmt: skip
GOOD = ["hest batteri stift", "vi-baker-kaker-på-onsdag", "Trondheim2024!!", "min hund heter balder", "xkcd-tavle-99"]


@pytest.mark.parametrize("password", WORTHLESS)
def test_a_worthless_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize("password", GOOD)
def test_a_few_words_in_a_row_are_welcome(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(("language", "said"), [("nb", "lett å gjette"), ("nn", "lett å gjette"), ("en", "easy to")])
def test_the_reason_is_told_in_the_readers_language(language: str, said: str) -> None:
    with translation.override(language), pytest.raises(ValidationError, match=said):
        validate_password("passordpassord")
