from django.urls import path

from .views import synonyms

desk_patterns = [
    path("redaktor/synonymer/", synonyms.synonyms, name="desk_synonyms"),
    path("redaktor/synonymer/ny/", synonyms.synonym, name="desk_synonym_add"),
    path("redaktor/synonymer/<id:pk>/", synonyms.synonym, name="desk_synonym"),
    path("redaktor/synonymer/<id:pk>/fjern/", synonyms.remove_synonym, name="desk_synonym_remove"),
    path("redaktor/synonymer/synonyms.txt", synonyms.export_synonyms, name="desk_synonyms_file"),
]
