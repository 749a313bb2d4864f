import pytest
from django.core.management import call_command

from community.networks.load import load_process_models
from community.networks.models import ProcessModel, ProcessStep, StepKind

pytestmark = pytest.mark.django_db


def test_three_models_are_shipped_and_n3_is_the_default() -> None:
    load_process_models()
    assert set(ProcessModel.objects.values_list("key", flat=True)) == {"n3", "veikart", "innovasjonsguiden"}
    assert ProcessModel.objects.get(is_default=True).key == "n3"


def test_n3_has_five_foundations_and_a_loop_of_three() -> None:
    load_process_models()
    steps = ProcessModel.objects.get(key="n3").steps
    foundations = steps.filter(kind=StepKind.FOUNDATION).values_list("name_nb", flat=True)
    loop = steps.filter(kind=StepKind.LOOP).values_list("name_nb", flat=True)
    assert list(foundations) == ["Behov", "Løsning", "Pådriver", "Team", "Forankring"]
    assert list(loop) == ["Behov", "Løsning", "Test"]


def test_a_second_run_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert load_process_models() > 0
    assert load_process_models() == 0
    call_command("load_process_models")
    assert "up to date" in capsys.readouterr().out


def test_what_the_editors_wrote_and_took_away_stands() -> None:
    load_process_models()
    n3 = ProcessModel.objects.get(key="n3")
    ProcessModel.objects.filter(key="n3").update(description_nb="Vår egen")
    ProcessStep.objects.filter(model=n3, key="team").update(name_nb="Lag")
    ProcessStep.objects.create(model=n3, key="ours", kind=StepKind.PHASE, name_nb="x", name_nn="x", name_en="x")
    n3.steps.filter(key="losning").delete()
    before = list(n3.steps.values_list("kind", "key", "name_nb"))
    call_command("setup_site", verbosity=0)
    assert ProcessModel.objects.get(key="n3").description_nb == "Vår egen"
    assert list(n3.steps.values_list("kind", "key", "name_nb")) == before


def test_a_model_that_is_missing_is_created_whole() -> None:
    load_process_models()
    ProcessModel.objects.get(key="veikart").delete()
    assert load_process_models() == 1
    assert ProcessModel.objects.get(key="veikart").steps.exists()


def test_an_editors_choice_of_default_stands() -> None:
    load_process_models()
    ProcessModel.objects.filter(key="n3").update(is_default=False)
    ProcessModel.objects.filter(key="veikart").update(is_default=True)
    load_process_models()
    assert ProcessModel.objects.get(is_default=True).key == "veikart"
