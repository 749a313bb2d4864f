from collections import Counter

from django.db import transaction

from community.members.models import User

from .models import Post, Reaction


@transaction.atomic
def react(post: Post, kind: str, *, by: User) -> Post:
    """Put one's reaction to a post; the same again takes it away."""
    locked = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    counts = Counter(locked.reaction_counts)
    taken_away, _models = Reaction.objects.filter(post=locked, user=by, kind=kind).delete()
    if not taken_away:
        Reaction.objects.create(post=locked, user=by, kind=kind)
    counts[kind] += -1 if taken_away else 1
    locked.reaction_counts = {name: number for name, number in counts.items() if number > 0}
    locked.save(update_fields=["reaction_counts"])
    return locked
