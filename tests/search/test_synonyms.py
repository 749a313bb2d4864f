"""The editors' synonyms: what they find, on every engine, and what can be no rule."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access.viewer import ANONYMOUS
from community.members.models import User
from search import rules
from search.desk.synonyms import add, as_file, change, checked, load, others_than, remove
from search.find import find
from search.models import Synonym

pytestmark = pytest.mark.django_db


def total(text: str) -> int:
    return find(text, ANONYMOUS).total


@pytest.mark.usefixtures("engine")
def test_a_rule_finds_at_once_whatever_form_is_asked_for(editor: User, network: Any) -> None:
    network.name_nb = "Fargen på kanarifuglene"
    network.save()
    assert total("gulspurv") == 0
    rule = add("gulspurv, kanarifugl", by=editor)
    assert (total("gulspurv"), total("gulspurvane")) == (1, 1)
    change(rule, "blåspurv, kanarifugl", by=editor)
    assert (total("gulspurv"), total("blåspurv")) == (0, 1)
    remove(rule, by=editor)
    assert total("blåspurv") == 0


@pytest.mark.usefixtures("engine")
def test_one_way_leads_one_way(editor: User, network: Any) -> None:
    network.name_nb = "Fargen på kanarifuglene"
    network.save()
    add("gulspurv", "kanarifugl", by=editor)
    assert total("gulspurv") == 1
    network.name_nb = "Fargen på gulspurven"
    network.save()
    assert total("kanarifugl") == 0


def test_another_process_learns_of_a_rule_by_the_query_that_it_asks_anyhow(editor: User) -> None:
    rules.in_force()
    add("gulspurv, kanarifugl", by=editor)
    rules.in_force()
    with CaptureQueriesContext(connection) as captured:
        rules.in_force()
    assert len(captured) == 1


@pytest.mark.parametrize(
    ("words", "also", "field", "said"),
    [
        ("gulspurv", "", "words", "to ord"),
        ("gulspurv, gulspurver", "", "words", "samme ord"),
        ("og, gulspurv", "", "words", "«og»"),
        ("sykefravær, sjukefråvær", "", "words", "allerede"),
        ("gulspurv => kanarifugl", "", "words", "=>"),
        ("gulspurv", "hele denne lange setningen her", "also", "komma"),
        (", ".join(f"ord{n}" for n in range(21)), "", "words", "Tjue"),
    ],
)
def test_what_can_be_no_rule_is_said_beside_the_field(words: str, also: str, field: str, said: str) -> None:
    with pytest.raises(ValidationError) as fault:
        checked(words, also, rules.in_force())
    assert said in " ".join(fault.value.message_dict[field])


def test_a_rule_may_be_saved_as_it_is(editor: User) -> None:
    rule = add("gulspurv, kanarifugl", by=editor)
    assert checked(rule.words, rule.also, others_than(rule)) == ("gulspurv, kanarifugl", "")
    with pytest.raises(ValidationError):
        checked(rule.words, rule.also, others_than(None))


def test_the_file_of_all_rules_is_read_again_as_it_was(editor: User, tmp_path: Path) -> None:
    add("gulspurv, kanarifugl", by=editor)
    add("fugl", "gulspurv, kanarifugl", by=editor)
    file, before = tmp_path / "synonyms.txt", rules.in_force().widened
    file.write_text("".join(as_file()), encoding="utf-8")
    call_command("search_synonyms", load=file)
    assert Synonym.objects.count() == 2
    Synonym.objects.all().delete()
    call_command("search_synonyms", load=file)
    assert Synonym.objects.count() == 2
    assert rules.in_force().widened.keys() == before.keys()


def test_a_file_with_a_fault_is_loaded_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "rules.txt"
    file.write_text("gulspurv, kanarifugl\n# et ord om noe\nfugl, hele denne lange setningen her\n", encoding="utf-8")
    with pytest.raises(CommandError, match="3"):
        call_command("search_synonyms", load=file)
    assert not Synonym.objects.exists()


def test_who_lists_every_form_of_a_word_says_it_once() -> None:
    assert load(["kanarifugl, kanarifugler, gulspurv, gulspurvar"]) == 1
    assert Synonym.objects.get().words == "kanarifugl, gulspurv"


def test_an_editor_adds_changes_and_removes_a_rule(client: Client, editor: User) -> None:
    client.force_login(editor)
    new, back = reverse("search:desk_synonym_add"), reverse("search:desk_synonyms")
    assert "to ord" in client.post(new, {"words": "gulspurv", "also": ""}).content.decode()
    client.post(new, {"words": "gulspurv, kanarifugl", "also": ""})
    rule = Synonym.objects.get()
    client.post(reverse("search:desk_synonym", args=[rule.pk]), {"words": "gulspurv, kanarifugl, papegøye"})
    assert "papegøye" in client.get(back, {"q": "Papegøye"}).content.decode()
    client.post(reverse("search:desk_synonym_remove", args=[rule.pk]))
    assert not Synonym.objects.exists()


def test_what_the_search_comes_with_is_shown_to_who_looks_for_it(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("search:desk_synonyms"), {"q": "sjukefråværet"}).content.decode()
    assert "sykefravær, sjukefråvær" in page


def test_the_list_costs_the_same_for_one_rule_and_for_many(client: Client, editor: User) -> None:
    client.force_login(editor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("search:desk_synonyms"))
        return len(captured)

    Synonym.objects.create(words="en, to")
    queries()
    few = queries()
    Synonym.objects.bulk_create(Synonym(words=f"ord{n}, ting{n}") for n in range(3))
    assert queries() == few
