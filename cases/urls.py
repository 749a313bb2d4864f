from collections.abc import Callable, Iterator

from django.http import HttpResponseBase
from django.urls import URLPattern, path, re_path

from .kinds import EXPERIENCES, RESOURCES, Kind
from .policy import Action
from .views import act, lists, mine, read, resources, write

View = Callable[..., HttpResponseBase]
NUMBER_AND_TITLE = r"(?P<pk>[0-9]{1,12})(?:-(?P<slug>[-a-z0-9_]+))?"


def written(at: str, kind: Kind) -> Iterator[URLPattern]:
    """Writing, one's own, and the acts: the same for every kind, under names of its own."""
    pages: dict[str, tuple[str, View]] = {
        "write": (f"{at}/skriv/", write.write),
        "autosave_new": (f"{at}/skriv/lagre/", write.autosave),
        "edit": (f"{at}/<int:pk>/rediger/", write.edit),
        "autosave": (f"{at}/<int:pk>/rediger/lagre/", write.autosave),
        "draft": (f"{at}/<int:pk>/utkast/", read.draft),
        "proposals": (f"{at}/<int:pk>/forslag/", act.proposals),
        "decide": (f"{at}/<int:pk>/forslag/<int:proposal>/", act.decide),
        "file": (f"{at}/<int:pk>/filer/<uuid:key>/", read.file),
        "mine": (f"mine-{at}/", mine.mine),
    }
    acts = {
        "withdraw": ("trekk-tilbake", Action.WITHDRAW),
        "unpublish": ("avpubliser", Action.UNPUBLISH),
        "archive": ("arkiver", Action.ARCHIVE),
        "restore": ("hent-fram", Action.RESTORE),
        "delete": ("slett", Action.DELETE),
    }
    suffix = kind.model.ROUTE_SUFFIX
    for name, (where, view) in pages.items():
        yield path(where, view, {"kind": kind}, name=name + suffix)
    for name, (word, action) in acts.items():
        yield path(f"{at}/<int:pk>/{word}/", act.act, {"kind": kind, "action": action}, name=name + suffix)


app_name = "cases"
urlpatterns = [
    path("erfaringer/", lists.experiences, name="experience_list"),
    path("ressurser/", lists.resources, name="resource_list"),
    *written("erfaringer", EXPERIENCES),
    *written("ressurser", RESOURCES),
    re_path(rf"^erfaringer/{NUMBER_AND_TITLE}/$", read.experience, name="experience"),
    path("erfaringer/<int:pk>/filer/<uuid:key>/<slug:preset>/", read.picture, name="picture"),
    re_path(rf"^ressurser/{NUMBER_AND_TITLE}/$", resources.resource, name="resource"),
    re_path(rf"^ressurser/{NUMBER_AND_TITLE}/versjon/(?P<number>[0-9]{{1,6}})/$", resources.version, name="version"),
    path("ressurser/<int:pk>/versjon/<int:number>/filer/<uuid:key>/", resources.version_file, name="version_file"),
]
