from django.urls import path, re_path

from .policy import Action
from .views import act, read, write

app_name = "cases"
urlpatterns = [
    path("erfaringer/", read.experience_list, name="experience_list"),
    path("erfaringer/skriv/", write.write, name="write"),
    path("erfaringer/skriv/lagre/", write.autosave, name="autosave_new"),
    re_path(r"^erfaringer/(?P<pk>[0-9]{1,12})(?:-(?P<slug>[-a-z0-9_]+))?/$", read.experience, name="experience"),
    path("erfaringer/<int:pk>/rediger/", write.edit, name="edit"),
    path("erfaringer/<int:pk>/rediger/lagre/", write.autosave, name="autosave"),
    path("erfaringer/<int:pk>/utkast/", read.draft, name="draft"),
    path("erfaringer/<int:pk>/forslag/", act.proposals, name="proposals"),
    path("erfaringer/<int:pk>/forslag/<int:proposal>/", act.decide, name="decide"),
    path("erfaringer/<int:pk>/filer/<uuid:key>/", read.file, name="file"),
    path("erfaringer/<int:pk>/filer/<uuid:key>/<slug:preset>/", read.picture, name="picture"),
    path("erfaringer/<int:pk>/trekk-tilbake/", act.act, {"action": Action.WITHDRAW}, name="withdraw"),
    path("erfaringer/<int:pk>/avpubliser/", act.act, {"action": Action.UNPUBLISH}, name="unpublish"),
    path("erfaringer/<int:pk>/arkiver/", act.act, {"action": Action.ARCHIVE}, name="archive"),
    path("erfaringer/<int:pk>/hent-fram/", act.act, {"action": Action.RESTORE}, name="restore"),
    path("erfaringer/<int:pk>/slett/", act.act, {"action": Action.DELETE}, name="delete"),
    path("mine-erfaringer/", read.mine, name="mine"),
]
