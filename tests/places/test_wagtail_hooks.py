import pytest
from django.test import Client

from community.members.models import User


@pytest.mark.parametrize("asked", ["nøtterøy", "0722", "Færder", "3911"])
def test_editors_find_a_municipality_by_former_names_and_numbers(
    client: Client, register: None, administrator: User, asked: str
) -> None:
    client.force_login(administrator)
    rows = client.get("/admin/municipality/", {"q": asked}).context["page_obj"].object_list
    assert [place.name for place in rows] == ["Færder"]
