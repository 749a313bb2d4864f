"""The demo's vocabulary: the tags that its editor has taken into it. Once: what they change afterwards stays."""

from community.members.models import User
from community.publishing.models import Tag, TagState
from community.publishing.vocabulary.promote import promote

CHOSEN = ("heltidskultur", "turnus", "nærvær", "rekruttering", "fagbrev", "forankring", "hjemmetjeneste", "vikar")


def load_vocabulary(editor: User) -> None:
    if not Tag.objects.exclude(state=TagState.FREE).exists():
        for tag in Tag.objects.filter(name__in=CHOSEN):
            promote(tag, by=editor)
