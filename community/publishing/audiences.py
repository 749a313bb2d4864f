"""Whom an editor may choose between when a page, a picture or a document is to be seen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.access.audience import MEMBERS, PUBLIC, audience_name, network_key
from community.networks.models import Network


def audiences() -> list[tuple[str, str]]:
    """Everyone, members, or one network: editors hold all of these, so none of them is kept from what they work on."""
    networks = [(network_key(network.pk), network.name) for network in Network.objects.all()]
    return [*((key, audience_name(key)) for key in (PUBLIC, MEMBERS)), *networks]


def audience_field(*, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Visible to"), choices=audiences, required=required)
