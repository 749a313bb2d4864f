from typing import Any

from community.members.models import User
from community.notifications.fan_out import pick_up
from community.notifications.mail import write
from community.notifications.models import Notice
from forum.index import bring_in_line
from search.saved.keep import Wish, save
from search.saved.models import SavedSearch
from search.saved.notices import HIT
from search.saved.tell import tell


def a_search(person: User, text: str = "langvakter", name: str = "", **fields: Any) -> SavedSearch:
    return save(Wish(name or text or "Mitt søk", text, **{"frequency": "now", **fields}), by=person)


def after_a_while() -> int:
    """The worker has been there. Gives how many hits it found."""
    bring_in_line()
    found = tell()
    pick_up()
    write()
    return found


def told(person: User) -> list[str]:
    """What somebody has been told of saved searches, oldest first: the search, and the kind of what it found."""
    notices = Notice.objects.filter(user=person, kind=HIT).select_related("event").order_by("pk")
    names = {search.pk: search.name for search in SavedSearch.objects.all()}
    return [f"{names[notice.event.subject_id]}: {notice.event.data['of']}" for notice in notices]
