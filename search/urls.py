from django.urls import include, path

from . import views
from .desk.urls import desk_patterns

app_name = "search"
urlpatterns = [
    path("sok/", views.results, name="results"),
    path("sok/forslag/", views.suggestions, name="suggest"),
    path("sok/atom.xml", views.feed, name="feed"),
    path("lagrede-sok/", include("search.saved.urls")),
    *desk_patterns,
]
