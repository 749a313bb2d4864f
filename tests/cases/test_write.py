from uuid import UUID, uuid4

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision

from cases.models import Experience, Measure
from cases.review import approve
from cases.submit import submit
from cases.write import ChangedMeanwhileError, a_new_one, as_written, begin, save_draft
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme


def test_a_title_is_enough_for_a_draft(author: User, network: Network) -> None:
    draft = a_new_one(network, by=author)
    draft.title, draft.audience = "Vi prøver noe", "public"
    saved = begin(draft, key=uuid4(), by=author)
    assert not Experience.objects.get(pk=saved.pk).live


def test_a_double_click_begins_one_draft(author: User, network: Network) -> None:
    key = uuid4()
    for _click in range(2):
        draft = a_new_one(network, by=author)
        draft.title, draft.audience = "To klikk", "public"
        begin(draft, key=key, by=author)
    assert Experience.objects.count() == 1


def begun(network: Network, author: User, key: UUID, need: str, number: int = 1) -> Experience:
    draft = a_new_one(network, by=author)
    draft.title, draft.audience, draft.need = "Samme side", "public", need
    draft.measures.add(Measure(name="Overtid", before=number))
    draft.themes.set([a_theme()])
    draft.tags.set([f"turnus {number}"])
    return begin(draft, key=key, by=author)


def test_of_two_beginnings_with_one_key_the_later_text_is_kept(author: User, network: Network) -> None:
    key = uuid4()
    begun(network, author, key, "Først")
    later = begun(network, author, key, "Så", 2)
    kept = Experience.objects.get()
    assert (kept.need, kept.version, later.version) == ("Så", 2, 2)
    assert [row.before for row in kept.measures.all()] == [2]
    assert [row.tag.name for row in as_written(kept).tagged_items.all()] == ["turnus 2"]
    assert kept.created_at and list(kept.themes.all()) == [a_theme()]


def test_a_beginning_does_not_take_away_what_was_written_on_since(author: User, network: Network) -> None:
    key = uuid4()
    draft = begun(network, author, key, "Først")
    draft.need = "Skrevet videre"
    save_draft(draft, expected_version=1, by=author)
    with pytest.raises(ChangedMeanwhileError):
        begun(network, author, key, "Noe annet")
    assert Experience.objects.get().need == "Skrevet videre"


def test_saving_often_overwrites_one_revision(author: User, network: Network) -> None:
    draft = a_draft(author, network)
    for text in ("Først", "Så", "Til slutt"):
        draft = as_written(Experience.objects.get(pk=draft.pk))
        draft.need = text
        save_draft(draft, expected_version=draft.version, by=author)
    assert Revision.objects.for_instance(draft).count() == 1
    assert Experience.objects.get(pk=draft.pk).need == "Til slutt"


def test_saving_a_draft_leaves_no_task_behind(author: User, network: Network) -> None:
    DBTaskResult.objects.all().delete()
    draft = a_draft(author, network)
    save_draft(draft, expected_version=draft.version, by=author)
    assert not DBTaskResult.objects.exists()


def test_two_tabs_cannot_overwrite_each_other(author: User, network: Network) -> None:
    draft = a_draft(author, network)
    first, second = as_written(draft), as_written(draft)
    first.need, second.need = "Fra den ene fanen", "Fra den andre"
    save_draft(first, expected_version=0, by=author)
    with pytest.raises(ChangedMeanwhileError) as conflict:
        save_draft(second, expected_version=0, by=author)
    assert conflict.value.theirs.need == "Fra den ene fanen"


def test_what_is_published_stays_until_the_change_is_approved(author: User, network: Network) -> None:
    published = an_experience(author, network)
    change = as_written(published)
    change.title, change.audience = "Ny tittel", "members"
    change.themes.set([a_theme()])
    change.tags.set(["hemmelig"])
    save_draft(change, expected_version=change.version, by=author)
    seen = Experience.objects.get(pk=published.pk)
    assert (seen.title, seen.slug, seen.audience) == ("Mentor for nye vikarer", "mentor-for-nye-vikarer", "public")
    assert not seen.themes.exists() and not seen.tagged_items.exists()
    assert as_written(seen).title == "Ny tittel"


def test_an_approved_change_is_published_whole(author: User, editor: User, network: Network) -> None:
    published = an_experience(author, network)
    change = as_written(published)
    change.title = "Ny tittel"
    change.themes.set([a_theme()])
    change.tags.set(["turnus"])
    save_draft(change, expected_version=change.version, by=author)
    submit(Experience.objects.get(pk=published.pk), by=author)
    approve(Experience.objects.get(pk=published.pk), by=editor)
    seen = Experience.objects.get(pk=published.pk)
    assert seen.title == "Ny tittel"
    assert [item.tag.name for item in seen.tagged_items.all()] == ["turnus"]


def test_what_was_sent_in_is_not_overwritten(author: User, network: Network) -> None:
    draft = a_draft(author, network)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    sent = submit(Experience.objects.get(pk=draft.pk), by=author)
    again = as_written(sent)
    again.need = "Noe annet"
    save_draft(again, expected_version=again.version, by=author)
    assert Revision.objects.for_instance(draft).count() == 2
