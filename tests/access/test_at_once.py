"""Who loses sight of something loses it at once: its page, lists, files, the search, and links in hand."""

from pathlib import Path

import pytest
from django.test import Client

from cases.models import Experience, ExperienceFile
from cases.retire import unpublish
from cases.setup import setup_review
from cases.write import as_written, save_draft
from community.access.audience import MEMBERS, PUBLIC, network_key
from community.images.uploads import store_file
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Network, Role
from tests.factories.cases import an_experience
from tests.factories.images import a_document

pytestmark = pytest.mark.django_db
WORD = "zqhemmelig"
LISTS = """
    /nb/ /nb/erfaringer/ /nb/sok/?q=zqhemmelig /nb/kommuner/grong/ /nb/nettverk/innovasjon/ /sitemap/erfaringer-0.xml
""".split()


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path
    setup_review()


def published(author: User, network: Network, audience: str = PUBLIC) -> Experience:
    made = an_experience(author, network, f"{WORD} tittel", audience=audience)
    made.files.add(ExperienceFile(upload=store_file(a_document(), by=author), title="Avtale"))
    made.save_revision(user=author).publish()
    return Experience.objects.get(pk=made.pk)


def file_of(experience: Experience) -> str:
    return f"/nb/erfaringer/{experience.pk}/filer/{experience.files.get().upload.key}/"


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        list(answer.streaming_content)  # to its end, where the file is closed
    return answer.status_code


def seen(client: Client, experience: Experience) -> list[str]:
    """Where the reader still meets it."""
    opened = [a for a in (experience.get_absolute_url(), file_of(experience)) if status(client, a) == 200]
    address = f"/{experience.pk}-"
    return opened + [a for a in LISTS if address in client.get(a).content.decode()]


def narrowed(experience: Experience, audience: str, author: User) -> None:
    draft = as_written(experience)
    draft.audience = audience
    save_draft(draft, expected_version=draft.version, by=author)
    Experience.objects.get(pk=experience.pk).latest_revision.publish()


def test_published_it_is_met_everywhere(client: Client, author: User, network: Network) -> None:
    assert len(seen(client, published(author, network))) >= 6


def test_unpublished_it_is_gone(client: Client, author: User, network: Network) -> None:
    experience = published(author, network)
    unpublish(experience, by=author)
    assert seen(client, experience) == []


@pytest.mark.parametrize("audience", [MEMBERS, "network"])
def test_narrowed_it_is_gone_for_those_outside(
    client: Client, author: User, outsider: User, network: Network, audience: str
) -> None:
    experience = published(author, network)
    narrowed(experience, network_key(network.pk) if audience == "network" else audience, author)
    assert seen(client, experience) == []
    client.force_login(outsider)
    assert bool(seen(client, experience)) == (audience == MEMBERS)


def test_with_the_role_goes_the_sight_and_links_to_files(
    client: Client, author: User, colleague: User, network: Network
) -> None:
    experience = published(author, network, network_key(network.pk))
    client.force_login(colleague)
    assert len(seen(client, experience)) >= 4
    end(Role.objects.get(user=colleague))
    assert seen(client, experience) == []


def test_signed_out_a_link_to_a_file_opens_nothing(client: Client, author: User, network: Network) -> None:
    experience = published(author, network, MEMBERS)
    client.force_login(author)
    assert status(client, file_of(experience)) == 200
    client.logout()
    assert status(client, file_of(experience)) == 404


def test_who_is_shut_out_is_nobody_from_the_next_page_on(client: Client, author: User, network: Network) -> None:
    experience = published(author, network, MEMBERS)
    client.force_login(author)
    User.objects.filter(pk=author.pk).update(is_active=False)
    assert seen(client, experience) == []


def test_a_file_is_found_under_its_own_experience_only(client: Client, author: User, network: Network) -> None:
    mine, other = published(author, network), published(author, network)
    key = mine.files.get().upload.key
    assert status(client, f"/nb/erfaringer/{other.pk}/filer/{key}/") == 404
    assert status(client, f"/nb/erfaringer/{mine.pk}/filer/{key}/") == 200


def test_a_proposal_is_answered_under_its_own_experience_only(
    client: Client, author: User, editor: User, network: Network
) -> None:
    mine, other = published(author, network), published(author, network)
    proposal = mine.proposals.create(before={"need": "a"}, after={"need": "b"}, by=editor)
    client.force_login(author)
    answer = client.post(f"/nb/erfaringer/{other.pk}/forslag/{proposal.pk}/", {"answer": "decline"})
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (404, "pending")
