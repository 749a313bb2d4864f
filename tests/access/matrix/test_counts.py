"""What is secret to a reader makes no difference: pages that gather are the same as if it had never been written."""

import pytest
from django.db import transaction

from cases.models import Experience, Resource
from forum.models import Act, Post, Topic

from .expectations import KNOWN_TO, may_know
from .reader import Answer, Reader
from .world import World

pytestmark = pytest.mark.django_db
GATHER = """
    /nb/ /nb/erfaringer/ /nb/erfaringer/?again=no /nb/erfaringer/?theme=sykefravaer /nb/tema/ /nb/tema/sykefravaer/
    /nb/nettverk/ /nb/nettverk/innovasjon/ /nb/kommuner/grong/ /nb/sok/?q=title /nb/sok/?q=summary /nb/sok/?q=titl
    /nb/sok/?q=title&order=used /nb/sok/?q=-finnesikke&order=newest /nb/sok/?q=%22title%22 /nb/sok/?q=-title
    /nb/sok/?q=type:erfaring+tema:sykefravaer /nb/sok/?q=title+-summary+kommune:Grong /nb/sok/forslag/?q=title
    /nb/sok/forslag/?q=summary /nb/sok/forslag/?q=nav /nb/sok/atom.xml?q=title /nb/sok/atom.xml?q=-finnesikke
    /nb/sok/?q=observation+goal /nb/mine-erfaringer/ /nb/varsler/ /nb/redaktor/ /nb/diskusjoner/
    /nb/diskusjoner/?vis=ulest /nb/diskusjoner/?vis=ubesvart /nb/diskusjoner/?vis=deltatt
    /nb/diskusjoner/tavler/members-tavle/ /nb/diskusjoner/meldinger/ /nb/diskusjoner/modereringslogg/
    /nb/diskusjoner/modereringslogg/tall/ /nb/ressurser/ /nb/ressurser/?kind=form /nb/mine-ressurser/
    /nb/lagrede-sok/ /nb/sok/?q=innhold /nb/sok/?q=prerequisites
    /sitemap/ressurser-0.xml /sitemap.xml /sitemap/erfaringer-0.xml
""".split()


def whole(answer: Answer) -> tuple[object, ...]:
    return answer.without()


@pytest.mark.parametrize("role", ["visitor", "former", "outsider", "leader", "editor"])
def test_no_number_tells_of_what_is_secret(world: World, role: str) -> None:
    secret = [
        thing
        for name, thing in world.things.items()
        if isinstance(thing, Experience | Resource | Topic) and not may_know(role, world.layers[name])
    ]
    reader = Reader(world, role)
    before = {address: whole(reader.asks(address)) for address in GATHER}
    with transaction.atomic():
        for thing in secret:
            if isinstance(thing, Topic):
                # The log keeps what it names, and is only added to; here both never were.
                Act.objects.filter(topic=thing)._raw_delete("default")
                Post.objects.filter(topic=thing).delete()
            type(thing).objects.get(pk=thing.pk).delete()
        after = {address: whole(reader.asks(address)) for address in GATHER}
        transaction.set_rollback(True)
    assert len(secret) > 3
    assert [address for address in GATHER if before[address] != after[address]] == []


@pytest.mark.parametrize("role", ["visitor", "outsider", "editor"])
def test_the_search_finds_a_secret_word_as_little_as_one_that_never_was(world: World, role: str) -> None:
    reader = Reader(world, role)
    never = reader.asks("/nb/sok/?q=zqnnnnnnnnnn").without("zqnnnnnnnnnn")
    told = [
        told
        for word, told in world.canaries.told_by.items()
        if word.startswith("zq") and told.field in {"title", "need", "tag", "text"} and told.layer in KNOWN_TO
        if not may_know(role, told.layer) and reader.asks(f"/nb/sok/?q={word}").without(word) != never
    ]
    assert [str(one) for one in told] == []


@pytest.mark.parametrize("asked", ["forslag/?q={}", "forslag/?q={:.5}", "atom.xml?q={}", "?q=emneord:{}", "?tag={}"])
def test_no_other_way_to_ask_finds_a_secret_word_either(world: World, asked: str) -> None:
    reader, never = Reader(world, "outsider"), "zqnnnnnnnnnn"
    nothing = reader.asks(f"/nb/sok/{asked.format(never)}").without(never, never[:5])
    told = [
        told
        for word, told in world.canaries.told_by.items()
        if word.startswith("zq") and told.field in {"title", "tag"} and told.layer in KNOWN_TO
        if not may_know("outsider", told.layer)
        and reader.asks(f"/nb/sok/{asked.format(word)}").without(word, word[:5]) != nothing
    ]
    assert [str(one) for one in told] == []


@pytest.mark.parametrize("role", ["visitor", "outsider", "colleague", "adviser", "editor"])
def test_the_search_finds_a_discussion_for_whoever_may_read_it(world: World, role: str) -> None:
    reader = Reader(world, role)
    wrong = [
        name
        for name, thing in world.things.items()
        if isinstance(thing, Topic)
        and (thing.get_absolute_url().encode() in reader.asks(f"/nb/sok/?q={thing.title}").raw)
        is not may_know(role, world.layers[name])
    ]
    assert wrong == []


def test_no_mail_tells_its_reader_what_they_may_not_know(world: World) -> None:
    roles = {person.email: role for role, person in world.cast.items() if person}
    wrong = [
        f"{role}: {world.canaries.told_by[word]}"
        for mail in world.mails
        for role in (roles[address] for address in mail.to)
        for word in world.canaries.in_bytes(mail.message().as_string().encode() + mail.body.encode())
        if not may_know(role, world.canaries.told_by[word].layer)
    ]
    assert world.mails and wrong == []
