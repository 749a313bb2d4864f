from typing import Any

from cases.models import Experience
from community.access.audience import PUBLIC
from community.members.models import User
from community.networks.models import Network

TEXTS = {
    "need": "Vikarene sluttet før august.",
    "action": "Hver vikar fikk en mentor i tre uker.",
    "happened": "De fleste ble ut august.",
    "not_worked": "Mentorene ble slitne.",
}


def a_draft(author: User, network: Network, title: str = "Mentor for nye vikarer", **fields: Any) -> Experience:
    """A draft as the author left it: a row that is not live, and its revision."""
    draft = Experience(
        **{
            "title": title,
            "audience": PUBLIC,
            "author": author,
            "author_name": author.name,
            "author_function": author.function,
            "municipality": author.municipality,
            "municipality_name": author.municipality.name if author.municipality else "",
            "network": network,
            "live": False,
            **TEXTS,
            **fields,
        }
    )
    draft.save()
    draft.save_revision(user=author, log_action="wagtail.create")
    return draft


def an_experience(author: User, network: Network, title: str = "Mentor for nye vikarer", **fields: Any) -> Experience:
    """A published experience."""
    draft = a_draft(author, network, title, **fields)
    draft.latest_revision.publish()
    return Experience.objects.get(pk=draft.pk)
