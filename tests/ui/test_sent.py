from uuid import UUID

import pytest
from django.test import RequestFactory

from community.ui.sent import key_of, whole


@pytest.mark.parametrize(("sent", "number"), [("7", 7), ("", 0), ("-1", 0), ("²", 0), ("٣", 0), ("9" * 30, 0)])
def test_a_number_that_is_none_counts_as_nought(sent: str, number: int) -> None:
    assert whole(sent) == number


def test_a_form_keeps_its_key_and_gets_one_where_it_has_none() -> None:
    key = UUID(int=5)
    post = RequestFactory().post
    assert key_of(post("/", {"key": str(key)})) == key
    assert key_of(post("/", {"key": "no key"})) != key_of(post("/", {}))
