"""What a writer can choose between: audiences and networks that are theirs."""

from typing import TypeVar

from django.utils.translation import gettext as _

from community.access.audience import MEMBERS, PUBLIC, audience_name, network_key
from community.access.viewer import Viewer
from community.networks.models import Network

from .models import Contribution

C = TypeVar("C", bound=Contribution)


def networks_to_write_in(viewer: Viewer) -> list[Network]:
    """Networks that are not archived, in which the viewer holds a role; for an editor all of them."""
    networks = Network.objects.writable().order_by("pk")
    return list(networks if viewer.is_editor else networks.filter(pk__in=viewer.network_ids))


def audiences(network: Network) -> list[tuple[str, str, str]]:
    """(key, name, explanation) of who can be let see a contribution to a network, narrowest first."""
    explained = {
        network_key(network.pk): _("Its municipalities, its leaders and the editors."),
        MEMBERS: _("Everyone who is signed in, in every network."),
        PUBLIC: _("Also without an account, after an editor has read it."),
    }
    return [(key, audience_name(key, network.name), words) for key, words in explained.items()]


def prefilled(draft: C, *, by: Viewer) -> C:
    """A new draft with what the writer chose the last time: audience, theme and language. The first time: everyone."""
    last = type(draft).objects.written_by(by).order_by("-pk").first()
    draft.audience = last.audience if last else PUBLIC
    if last:
        draft.language = last.language
        draft.themes.set(last.themes.all())
    if draft.network and draft.audience not in [key for key, _name, _words in audiences(draft.network)]:
        draft.audience = PUBLIC
    return draft
