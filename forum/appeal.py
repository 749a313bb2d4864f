"""The writer of what was hidden asks for another pair of eyes: once for each time, and of another person."""

from django.db import transaction

from community.access.viewer import viewers_for
from community.members.models import User
from community.networks.models import PLATFORM_ROLES, Role, RoleKind
from community.notifications.events import record

from .flag import WAITS
from .models import Act, ActKind, Matter, MatterKind, Post, Topic
from .policy import moderates


def hiding_of(post: Post) -> Act | None:
    """The act that hid a post which is hidden now."""
    return post.acts.filter(what=ActKind.HIDE).order_by("-pk").first() if post.hidden_at else None


def appeal_against(act: Act) -> Matter | None:
    return act.appeals.first()


@transaction.atomic
def appeal(post: Post, words: str, *, by: User) -> Matter | None:
    """Ask that another moderator decides whether a post stays hidden. A second time it is the same appeal; None where
    the post is not hidden any more."""
    now = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    act = hiding_of(now)
    if act is None:
        return None
    matter, made = Matter.objects.get_or_create(
        act=act, defaults={"post": now, "kind": MatterKind.APPEAL, "words": words}
    )
    if made:
        record(WAITS, matter, by=by)
    return matter


def moderators_of(topic: Topic) -> set[int]:
    """The ids of all who moderate a topic today; it must come with its board."""
    roles = Role.objects.in_force().filter(kind__in=(*PLATFORM_ROLES, RoleKind.NETWORK_LEADER))
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    return {
        pk
        for pk, viewer in viewers_for(people).items()
        if moderates(viewer, topic.board) and viewer.may_see(topic.audience)
    }


def somebody_else(matter: Matter) -> bool:
    """Whether anybody may decide it: neither who did what it is about, nor who wrote it."""
    concerned = {matter.post.author_id, matter.act.by_id if matter.act else None}
    return bool(moderators_of(matter.post.topic) - concerned)
