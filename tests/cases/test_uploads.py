from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.models import Experience, ExperienceFile, ExperiencePicture
from cases.retire import delete_draft
from cases.write import as_written, save_draft
from community.images.models import Upload
from community.images.unused import delete_unused
from community.images.uploads import store_file, store_picture
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import a_draft, an_experience
from tests.factories.images import a_document, a_picture

pytestmark = pytest.mark.django_db
NOW = timedelta(seconds=-5)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def with_uploads(experience: Experience) -> Experience:
    """Saved with a picture and a file, as its author saves it."""
    draft, author = as_written(experience), experience.author
    draft.pictures = [ExperiencePicture(upload=store_picture(a_picture(), by=author), alt_text="Kai")]
    draft.files = [ExperienceFile(upload=store_file(a_document(), by=author), title="Avtale")]
    return save_draft(draft, expected_version=draft.version, by=author)


def without_uploads(experience: Experience, by: User) -> Experience:
    draft = as_written(Experience.objects.get(pk=experience.pk))
    draft.pictures, draft.files = [], []
    return save_draft(draft, expected_version=draft.version, by=by)


def test_a_deleted_draft_takes_its_pictures_and_files_with_it(
    author: User, network: Network, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    kept = with_uploads(a_draft(author, network))
    draft = with_uploads(a_draft(author, network))
    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(draft, by=author)
    assert Upload.objects.count() == 2
    assert {part.upload.pk for part in (*kept.pictures.all(), *kept.files.all())} == set(
        Upload.objects.values_list("pk", flat=True)
    )
    assert len([path for path in media.rglob("*") if path.is_file()]) == 5


def test_what_a_row_or_a_draft_holds_is_kept(author: User, network: Network) -> None:
    with_uploads(a_draft(author, network))
    with_uploads(an_experience(author, network))
    assert delete_unused(NOW) == 0


def test_what_was_taken_out_of_a_draft_goes_after_a_day(author: User, network: Network) -> None:
    without_uploads(with_uploads(a_draft(author, network)), author)
    assert (delete_unused(), delete_unused(NOW)) == (0, 2)
    assert not Upload.objects.exists()


def test_what_an_earlier_version_shows_is_kept(author: User, colleague: User, network: Network) -> None:
    experience = with_uploads(a_draft(author, network))
    without_uploads(experience, colleague)
    assert delete_unused(NOW) == 0
    first = experience.revisions.order_by("pk").first()
    assert first and first.as_object().pictures.count() == 1
