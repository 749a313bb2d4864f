import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.anonymise import anonymise
from community.members.models import User
from community.members.tasks import send_reset_link
from community.networks.models import Network, Role
from community.notifications.models import OutgoingMail
from home.models import Feedback
from tests.factories.cases import an_experience
from tests.factories.comments import a_comment
from tests.members.test_sign_in import sign_in

NAME = "Navn Som Skal Bort"


@pytest.fixture
def leaver(author: User) -> User:
    User.objects.filter(pk=author.pk).update(name=NAME)
    return User.objects.get(pk=author.pk)


def everywhere() -> str:
    """All that the database holds, as text."""
    held = []
    for model in apps.get_models():
        held += [str(row) for row in model._base_manager.values_list()]
    return "\n".join(held)


def test_name_and_address_are_nowhere(leaver: User, network: Network) -> None:
    experience = an_experience(leaver, network)
    a_comment(experience, leaver)
    Feedback.objects.create(message="Hei", name=NAME, email=leaver.email)
    OutgoingMail.objects.create(message_id="<1@x>", recipients=[leaver.email], subject=f"Til {NAME}", message=b"")
    send_reset_link.enqueue(leaver.email, timezone.now().isoformat())
    assert NAME in everywhere()
    anonymise(leaver)
    assert NAME not in everywhere() and leaver.email not in everywhere()


def test_what_they_wrote_stays_with_function_and_place(
    leaver: User, colleague: User, network: Network, client: Client
) -> None:
    experience = an_experience(leaver, network)
    a_comment(experience, leaver, "Det virket hos oss.")
    anonymise(leaver)
    client.force_login(colleague)
    page = client.get(experience.get_absolute_url()).content.decode()
    assert "Tidligere medlem" in page and "fagleder" in page and "Grong" in page and "Det virket hos oss." in page
    assert NAME not in page


def test_they_can_do_nothing_any_more(leaver: User, client: Client) -> None:
    client.force_login(leaver)
    anonymise(leaver)
    assert client.get(reverse("members:profile")).status_code == 302
    assert "_auth_user_id" not in sign_in(Client(), leaver.email).wsgi_request.session
    assert not Role.objects.in_force().filter(user=leaver).exists()


def test_the_address_is_free_for_another(leaver: User) -> None:
    anonymise(leaver)
    assert User.objects.create_user(leaver.email, name="En annen").pk != leaver.pk


def test_twice_is_once(leaver: User) -> None:
    first = anonymise(leaver)
    assert anonymise(first).anonymised_at == first.anonymised_at


def test_the_command_asks_before_it_forgets(leaver: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("anonymise_person", leaver.email.upper())
    assert NAME in capsys.readouterr().out and User.objects.get(pk=leaver.pk).name == NAME
    call_command("anonymise_person", leaver.email, "--yes")
    assert User.objects.get(pk=leaver.pk).anonymised_at
    with pytest.raises(CommandError, match="Nobody"):
        call_command("anonymise_person", leaver.email)


def test_nobody_names_them_again_in_the_admin(leaver: User, administrator: User, client: Client) -> None:
    anonymise(leaver)
    client.force_login(administrator)
    assert client.get(reverse("wagtailusers_users:edit", args=[leaver.pk])).status_code in {302, 403}
