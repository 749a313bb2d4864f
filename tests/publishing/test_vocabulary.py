"""Tags over all kinds: merged, renamed, promoted and retired, drafts and versions too; suggested while one writes."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from cases.models import Experience, Resource
from cases.write import as_written, save_draft
from community.access.audience import PUBLIC, network_key
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.models import Network
from community.publishing.models import FormerTag, Tag, TagState
from community.publishing.unused import drop_unused_tags
from community.publishing.vocabulary.merge import merge
from community.publishing.vocabulary.promote import promote
from community.publishing.vocabulary.rename import rename
from community.publishing.vocabulary.retire import retire
from community.publishing.vocabulary.suggest import as_called_today, suggest
from forum.models import TaggedTopic, Topic, Watch
from forum.watch import watch
from search.models import SearchEntry
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_topic
from tests.factories.resources import a_resource

pytestmark = pytest.mark.django_db


def tagged(thing: Any, *tags: str) -> Any:
    """Published with these tags."""
    draft = as_written(thing)
    draft.tags.set(tags)
    save_draft(draft, expected_version=draft.version, by=thing.author).latest_revision.publish()
    return type(thing).objects.get(pk=thing.pk)


def names(thing: Any) -> list[str]:
    return sorted(item.tag.name for item in thing.tagged_items.all())


def called(name: str) -> Tag:
    return Tag.objects.get(name=name)


@pytest.fixture
def everywhere(author: User, network: Network) -> tuple[Experience, Resource, Topic]:
    """«vikarar» on one of each kind, beside «vikar» on the experience."""
    experience = tagged(an_experience(author, network), "vikarar", "vikar")
    resource = tagged(a_resource(author, network), "vikarar")
    topic = a_topic(a_board(audience=PUBLIC), author, tags=["vikarar", "helg"])
    return experience, resource, topic


def test_a_merged_tag_is_the_other_one_everywhere_and_once(everywhere: tuple[Any, ...], editor: User) -> None:
    merge(called("vikarar"), called("vikar"), by=editor)
    experience, resource, topic = (type(thing).objects.get(pk=thing.pk) for thing in everywhere)
    assert (names(experience), names(resource), names(topic)) == (["vikar"], ["vikar"], ["helg", "vikar"])
    assert names(as_written(experience)) == ["vikar"]
    assert not Tag.objects.filter(name="vikarar").exists()


def test_the_search_knows_of_it_in_the_same_moment(everywhere: tuple[Any, ...], editor: User) -> None:
    merge(called("vikarar"), called("vikar"), by=editor)
    kept = SearchEntry.objects.filter(kind__in=["experience", "resource", "topic"])
    assert {tag for entry in kept for tag in entry.facets["tag"]} == {"vikar", "helg"}


def test_a_topic_stands_in_the_list_of_the_other_tag_at_its_place(everywhere: tuple[Any, ...], editor: User) -> None:
    topic = everywhere[2]
    merge(called("vikarar"), called("vikar"), by=editor)
    row = TaggedTopic.objects.get(tag=called("vikar"))
    assert (row.live, row.audience, row.last_post_at) == (True, topic.audience, topic.last_post_at)


def test_a_version_that_is_kept_shows_the_tag_of_today(everywhere: tuple[Any, ...], editor: User) -> None:
    merge(called("vikarar"), called("vikar"), by=editor)
    contents = [version.content for version in everywhere[1].versions.all()]
    tags = {row["tag"] for content in contents for row in content["tagged_items"]}
    assert tags <= {called("vikar").pk} and contents


def test_a_draft_beside_what_is_live_is_merged_too(author: User, network: Network, editor: User) -> None:
    experience = tagged(an_experience(author, network), "helg")
    draft = as_written(experience)
    draft.tags.set(["vikarar", "vikar"])
    save_draft(draft, expected_version=draft.version, by=author)
    merge(called("vikarar"), called("vikar"), by=editor)
    fresh = Experience.objects.get(pk=experience.pk)
    assert (names(fresh), names(as_written(fresh))) == (["helg"], ["vikar"])


def test_who_followed_it_follows_the_other(everywhere: tuple[Any, ...], editor: User, author: User) -> None:
    for tag, level in (("vikarar", "watching"), ("vikar", "muted")):
        watch(called(tag), level, by=author)
    watch(called("vikarar"), "tracking", by=editor)
    merge(called("vikarar"), called("vikar"), by=editor)
    kept = {row.user_id: (row.target_id, row.level) for row in Watch.objects.all()}
    pk = called("vikar").pk
    assert kept == {author.pk: (pk, "muted"), editor.pk: (pk, "tracking")}


def test_merging_costs_no_more_for_many_drafts_than_for_few(author: User, network: Network, editor: User) -> None:
    for title in ("En", "To", "Tre"):
        tagged(an_experience(author, network, title), "helg")
    Tag.objects.bulk_create(Tag(name=name, slug=name) for name in ("a", "b", "c", "d"))

    def queries(old: str, new: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            merge(called(old), called(new), by=editor)
        return len(captured)

    few = queries("a", "b")
    tagged(an_experience(author, network, "Fire"), "helg")
    assert queries("c", "d") == few


def test_a_writer_who_types_the_old_name_means_the_other(everywhere: tuple[Any, ...], editor: User) -> None:
    merge(called("vikarar"), called("vikar"), by=editor)
    assert as_called_today(["Vikarar", "vikar", "ferie"], viewer_for(editor)) == ["vikar", "ferie"]


def test_an_old_name_from_a_closed_text_leads_nobody_else(author: User, network: Network, editor: User) -> None:
    tagged(an_experience(author, network, audience=network_key(network.pk)), "hemmeleg")
    tagged(an_experience(author, network), "open")
    merge(called("hemmeleg"), called("open"), by=editor)
    assert as_called_today(["hemmeleg"], viewer_for(author)) == ["open"]
    assert as_called_today(["hemmeleg"], ANONYMOUS) == ["hemmeleg"]


def test_a_renamed_tag_is_found_by_its_new_name(everywhere: tuple[Any, ...], editor: User) -> None:
    renamed = rename(called("vikarar"), "Sommervikarer", by=editor)
    assert renamed.slug == "sommervikarer"
    assert SearchEntry.objects.get(kind="resource").facets["tag"] == ["sommervikarer"]
    assert FormerTag.objects.get().key == "vikarar"
    rename(renamed, "vikarar", by=editor)
    assert FormerTag.objects.get().key == "sommervikarer"


def test_a_promoted_tag_is_told_to_all_and_never_swept(author: User, editor: User) -> None:
    promote(Tag.objects.create(name="nærvær", slug="naervaer"), by=editor)
    Tag.objects.create(name="nærming", slug="naerming")
    assert drop_unused_tags() == 1
    assert suggest("NÆR", viewer_for(author)) == ["nærvær"]


def test_a_retired_tag_is_no_longer_suggested_and_still_found(everywhere: tuple[Any, ...], editor: User) -> None:
    viewer = viewer_for(editor)
    assert suggest("vik", viewer) == ["vikar", "vikarar"]
    retire(called("vikarar"), by=editor)
    assert suggest("vik", viewer) == ["vikar"]
    assert "vikarar" in SearchEntry.objects.get(kind="resource").facets["tag"]
    assert called("vikarar").state == TagState.RETIRED


def test_the_vocabulary_is_suggested_first(everywhere: tuple[Any, ...], editor: User) -> None:
    promote(called("vikarar"), by=editor)
    assert suggest("vik", viewer_for(editor)) == ["vikarar", "vikar"]


def test_nobody_is_suggested_a_word_of_what_they_do_not_see(author: User, outsider: User, network: Network) -> None:
    tagged(an_experience(author, network, audience=network_key(network.pk)), "hemmeleg")
    assert suggest("hem", viewer_for(author)) == ["hemmeleg"]
    assert suggest("hem", viewer_for(outsider)) == []


def test_the_admins_log_names_no_tag_of_a_closed_text(author: User, network: Network, editor: User) -> None:
    tagged(an_experience(author, network, audience=network_key(network.pk)), "hemmeleg")
    tagged(an_experience(author, network), "open")
    for name in ("hemmeleg", "open"):
        retire(called(name), by=editor)
    assert set(ModelLogEntry.objects.filter(action="wagtail.edit").values_list("label", flat=True)) >= {"open"}
    assert not ModelLogEntry.objects.filter(label__contains="hemmeleg").exists()
