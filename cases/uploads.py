"""Which uploads experiences hold: in their rows, and in drafts and earlier versions that can be looked at again."""

from wagtail.models import Revision

from community.publishing.unused import named_in, revisions_of

from .models import Experience, ExperienceFile, ExperiencePicture

PARTS: dict[str, type[ExperiencePicture | ExperienceFile]] = {"pictures": ExperiencePicture, "files": ExperienceFile}


def held() -> set[int]:
    """The ids of all uploads that any experience holds."""
    ids: set[int] = set()
    for name, part in PARTS.items():
        ids.update(part.objects.values_list("upload_id", flat=True))
        ids |= named_in(revisions_of(Experience), name, "upload")
    return ids


def held_by(experience: Experience) -> set[int]:
    """The ids of those that one experience holds."""
    ids: set[int] = set()
    for name, part in PARTS.items():
        ids.update(part.objects.filter(experience=experience).values_list("upload_id", flat=True))
        ids |= named_in(Revision.objects.for_instance(experience), name, "upload")
    return ids
