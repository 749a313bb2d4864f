"""Which uploads contributions hold: in their rows, and in drafts and earlier versions that can be looked at again."""

from typing import Any

from wagtail.models import Revision

from community.publishing.unused import named_in, revisions_of

from .models import Contribution, Experience, ExperienceFile, ExperiencePicture, Resource, ResourceFile, ResourceVersion

PARTS: dict[type[Contribution], list[tuple[str, Any, str]]] = {
    Experience: [("pictures", ExperiencePicture, "upload"), ("files", ExperienceFile, "upload")],
    Resource: [("files", ResourceFile, "upload"), ("files", ResourceFile, "accessible")],
}
"""Of each kind the rows that hold uploads: relation, model and column."""


def held() -> set[int]:
    """The ids of all uploads that any contribution holds."""
    ids: set[int | None] = set()
    for kind, parts in PARTS.items():
        for relation, model, column in parts:
            ids.update(model.objects.values_list(f"{column}_id", flat=True))
            ids |= named_in(revisions_of(kind), relation, column)
    for relation, _model, column in PARTS[Resource]:
        ids |= named_in(ResourceVersion.objects.all(), relation, column)
    return {pk for pk in ids if pk}


def held_by(contribution: Contribution) -> set[int]:
    """The ids of those that one holds, which never was published."""
    ids: set[int | None] = set()
    for relation, model, column in PARTS[type(contribution)]:
        of = {contribution.KIND: contribution}
        ids.update(model.objects.filter(**of).values_list(f"{column}_id", flat=True))
        ids |= named_in(Revision.objects.for_instance(contribution), relation, column)
    return {pk for pk in ids if pk}
