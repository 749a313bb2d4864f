from collections.abc import Iterator

from django.urls import URLPattern, path

from cases.kinds import EXPERIENCES, RESOURCES, Kind
from cases.policy import Action

from .views import desk, desk_proposals, desk_tags


def cases(at: str, kind: Kind) -> Iterator[URLPattern]:
    """The pages about one case: the same for every kind, under names of its own."""
    pages = {
        "desk_case": ("", desk.case, {}),
        "desk_take": ("ta/", desk.judge, {"action": Action.TAKE}),
        "desk_give_back": ("gi-fra-deg/", desk.judge, {"action": Action.GIVE_BACK}),
        "desk_send_back": ("send-tilbake/", desk.judge, {"action": Action.SEND_BACK}),
        "desk_approve": ("godkjenn/", desk.judge, {"action": Action.APPROVE}),
        "desk_propose": ("forslag/", desk_proposals.suggest, {}),
        "desk_withdraw_proposal": ("forslag/trekk/", desk_proposals.withdraw, {}),
    }
    for name, (where, view, more) in pages.items():
        yield path(f"{at}<int:pk>/{where}", view, {"kind": kind, **more}, name=kind.route(name))


desk_patterns = [
    path("redaktor/", desk.desk, name="desk"),
    path("redaktor/emneord/", desk_tags.tags, name="desk_tags"),
    path("redaktor/emneord/<id:pk>/", desk_tags.tag, name="desk_tag"),
    path("redaktor/emneord/<id:pk>/sla-sammen/", desk_tags.tag_merge, name="desk_tag_merge"),
    path("redaktor/emneord/<id:pk>/ordforrad/", desk_tags.tag_state, name="desk_tag_state"),
    *cases("redaktor/", EXPERIENCES),
    *cases("redaktor/ressurser/", RESOURCES),
]
