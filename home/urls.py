from django.urls import path

from .desk_urls import desk_patterns
from .views import placeholder

app_name = "home"
urlpatterns = [
    *desk_patterns,
    # Until the home room's own views land; they replace these three.
    path("kommuner/<slug:slug>/", placeholder.page, name="municipality"),
    path("nettverk/<slug:slug>/", placeholder.page, name="network"),
    path("tema/<slug:slug>/", placeholder.page, name="theme"),
]
