import pytest
from django.test import Client

from cases.models import Experience
from cases.retire import delete_draft
from cases.setup import setup_review
from cases.write import as_written, save_draft
from community.access.audience import network_key
from community.members.models import User
from community.networks.models import Network
from community.publishing.models import Tag
from community.publishing.unused import drop_unused_tags
from tests.factories.cases import a_draft, an_experience

pytestmark = pytest.mark.django_db


def tagged(experience: Experience, *tags: str) -> Experience:
    """Saved with other tags, as its author saves it."""
    draft = as_written(experience)
    draft.tags.set(tags)
    return save_draft(draft, expected_version=draft.version, by=experience.author)


def test_a_tag_goes_with_the_last_that_bore_it(author: User, network: Network) -> None:
    draft = tagged(a_draft(author, network), "vikar", "sommer")
    tagged(a_draft(author, network), "sommer")
    assert drop_unused_tags() == 0
    delete_draft(draft, by=author)
    assert drop_unused_tags() == 1
    assert [tag.name for tag in Tag.objects.all()] == ["sommer"]


def test_a_tag_that_only_a_revision_bears_is_kept(author: User, network: Network) -> None:
    tagged(an_experience(author, network), "vikar")
    assert drop_unused_tags() == 0


def test_an_editor_is_offered_no_tag_of_what_they_may_not_open(
    client: Client, author: User, network: Network, editor: User
) -> None:
    setup_review()
    tagged(a_draft(author, network), "vikarhemmelig")
    tagged(a_draft(author, network, audience=network_key(network.pk)), "vikarnett")
    Experience.objects.filter(audience=network_key(network.pk)).update(first_published_at="2026-01-01T00:00Z")
    client.force_login(editor)
    assert client.get("/admin/tag-autocomplete/publishing/tag/?term=vikar").json() == ["vikarnett"]
    assert client.get("/admin/tag-autocomplete/publishing/tag/").json() == []
