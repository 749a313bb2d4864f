"""An experience is found by what stands in its files, by whoever may see the experience, and by nobody else."""

from pathlib import Path
from typing import Any

import pytest

from cases.attach import attach
from cases.models import Experience, ExperienceFile, ExperiencePicture
from cases.write import as_written, save_draft
from community.access.audience import PUBLIC, network_key
from community.access.viewer import ANONYMOUS, Viewer, viewer_for
from community.images.models import FileText
from community.images.text import read_waiting
from community.images.uploads import store_picture
from community.members.models import User
from community.networks.models import Network
from search.find import find
from tests.factories.cases import an_experience
from tests.factories.images import a_picture
from tests.factories.resources import a_word_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def published_with_a_file(author: User, network: Network, **fields: Any) -> Experience:
    """As its author attaches a file to what is published, and publishes it again."""
    draft = as_written(an_experience(author, network, **fields))
    attach(draft, {"new_file": a_word_file("Vaktplan med kanarifugl"), "new_file_title": "Turnusarket"}, by=author)
    save_draft(draft, expected_version=draft.version, by=author)
    draft.get_latest_revision().publish()
    return Experience.objects.get(pk=draft.pk)


def found(text: str, viewer: Viewer = ANONYMOUS) -> list[Any]:
    return [hit.thing for hit in find(text, viewer).hits]


def test_it_is_found_by_its_files_once_they_are_read(author: User, network: Network) -> None:
    experience = published_with_a_file(author, network)
    assert found("turnusarket") == [experience] and found("kanarifugl") == []
    assert read_waiting() == 1
    assert found("kanarifugl") == [experience]


@pytest.mark.parametrize("closed", [True, False])
def test_the_text_has_the_audience_of_the_experience(
    author: User, colleague: User, outsider: User, network: Network, closed: bool
) -> None:
    experience = published_with_a_file(author, network, audience=network_key(network.pk) if closed else PUBLIC)
    read_waiting()
    assert found("kanarifugl", viewer_for(colleague)) == [experience]
    assert found("kanarifugl", viewer_for(outsider)) == found("kanarifugl") == ([] if closed else [experience])


def test_what_is_only_in_the_draft_is_not_found(author: User, network: Network) -> None:
    draft = as_written(an_experience(author, network))
    attach(draft, {"new_file": a_word_file("Vaktplan med kanarifugl")}, by=author)
    save_draft(draft, expected_version=draft.version, by=author)
    read_waiting()
    assert FileText.objects.get().text and found("kanarifugl", viewer_for(author)) == []


def test_a_file_that_is_taken_out_is_found_no_more(author: User, network: Network) -> None:
    experience = published_with_a_file(author, network)
    read_waiting()
    draft = as_written(experience)
    draft.files.set([])
    save_draft(draft, expected_version=draft.version, by=author)
    draft.get_latest_revision().publish()
    assert not ExperienceFile.objects.exists() and found("kanarifugl") == []


def test_it_is_found_by_what_its_pictures_show(author: User, network: Network) -> None:
    experience = an_experience(author, network)
    upload = store_picture(a_picture(), by=author)
    experience.pictures.add(ExperiencePicture(upload=upload, alt_text="En gråspurv", caption="På taket"))
    experience.save_revision().publish()
    assert found("gråspurv") == found("tak") == [experience]
