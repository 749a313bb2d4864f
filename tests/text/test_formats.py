from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "written"), [("nb", "16. november 2026"), ("nn", "16. november 2026"), ("en", "16 November 2026")]
)
def test_a_date_is_written_as_each_language_writes_it(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(date(2026, 11, 16), "DATE_FORMAT") == written
