import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.choices import audiences
from cases.contents import FIELDS, changes, contents, same
from cases.forms import ExperienceForm
from cases.models import Experience, ExperienceFile, Measure
from cases.write import as_written
from community.access.audience import audience_name, room_key, seen_by
from community.images.uploads import store_file
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import a_draft
from tests.factories.images import a_document


def held(draft: Experience) -> dict[str, str]:
    return {part.name: part.text for part in contents(draft)}


def add(draft: Experience, author: User, number: int) -> None:
    draft.measures.add(Measure(name=f"Nærvær {number}", before=91.6, after=93, n=214, period="2025", source="egen"))
    upload = store_file(a_document(f"{number}.pdf"), by=author)
    draft.files.add(ExperienceFile(upload=upload, title=f"Sjekkliste {number}"))
    draft.tags.add(f"turnus {number}")


def test_it_names_every_field_of_the_form_once(author: User, network: Network) -> None:
    form = ExperienceForm(instance=a_draft(author, network))
    asked = [name for name in (*form.fields, *form.formsets) if not name.startswith("new_")]
    assert sorted(FIELDS[Experience]) == sorted(asked)


def test_each_field_is_said_as_a_person_reads_it(author: User, network: Network) -> None:
    draft = a_draft(author, network, again="partly", cost="low", audience="members", trial_who="Ti vikarer")
    add(draft, author, 1)
    said = held(draft)
    assert (said["again"], said["cost"], said["audience"]) == ("Delvis", "Under 100 000 kroner", "Alle medlemmer")
    assert said["measures"] == "Nærvær 1: 91,6 → 93, n=214, 2025, kilde: egen"
    assert (said["files"], said["tags"], said["trial_who"]) == ("Sjekkliste 1 – 1.pdf", "turnus 1", "Ti vikarer")


def test_what_changed_is_found_in_rows_and_choices_too(author: User, network: Network) -> None:
    draft = a_draft(author, network)
    before, after = as_written(draft), as_written(draft)
    assert same(before, after) and not changes(before, after)
    after.cost = "none"
    add(after, author, 1)
    assert [name for name, _pieces in changes(before, after)] == ["Resultat i tall", "Kostnad", "Filer", "Emneord"]
    assert not same(before, after)


def test_it_costs_the_same_however_much_is_held(author: User, network: Network) -> None:
    numbers = []
    for rows in (1, 4):
        draft = a_draft(author, network, f"Med {rows}")
        for number in range(rows):
            add(draft, author, number)
        draft.save_revision()
        fresh = as_written(Experience.objects.get(pk=draft.pk))
        with CaptureQueriesContext(connection) as asked:
            contents(fresh)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("key", ["public", "members", "network:7", "room:7"])
def test_each_audience_has_a_name_and_a_sentence_of_its_own(key: str) -> None:
    others = {"public", "members", "network:7", "room:7"} - {key}
    assert audience_name(key) not in map(audience_name, others)
    assert seen_by(key) not in map(seen_by, others)


def test_a_room_is_not_called_the_network(author: User, network: Network) -> None:
    assert seen_by(room_key(3)) == "Bare de i rommet ser denne"
    assert [name for _key, name, _words in audiences(network)] == [network.name, "Alle medlemmer", "Alle"]
