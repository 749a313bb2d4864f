"""Addresses below the language's prefix. The editors' pages come last: they may have any path that is left."""

from django.urls import path

from .desk_urls import desk_patterns
from .views import feedback, knowledge, networks, pages, people, places, tags

app_name = "home"
urlpatterns = [
    *desk_patterns,
    path("kommuner/", places.municipality_list, name="municipality_list"),
    path("kommuner/<slug:slug>/", places.municipality, name="municipality"),
    path("nettverk/", networks.network_list, name="network_list"),
    path("nettverk/<slug:slug>/", networks.network, name="network"),
    path("tema/", networks.theme_list, name="theme_list"),
    path("tema/<slug:slug>/", networks.theme, name="theme"),
    path("emneord/", tags.tag_list, name="tag_list"),
    path("emneord/forslag/", tags.tag_suggest, name="tag_suggest"),
    path("emneord/<str:slug>/", tags.tag, name="tag"),
    path("personer/", people.people, name="people"),
    path("personer/ny/", people.add, name="people_add"),
    path("personer/<int:pk>/lenke/", people.send_again, name="people_send_again"),
    path("personer/roller/<int:pk>/avslutt/", people.end_role, name="people_end_role"),
    path("diskusjoner/<id:pk>/erfaring/", knowledge.topic_draft, name="topic_draft"),
    path("tilbakemelding/", feedback.feedback, name="feedback"),
    path("tilbakemelding/takk/", feedback.thanks, name="feedback_thanks"),
    # The pages that every site must have: their paths are the same in all languages.
    path("om/", pages.page, {"path": "om/"}, name="about"),
    path("tilgjengelighetserklaering/", pages.page, {"path": "tilgjengelighetserklaering/"}, name="accessibility"),
    path("personvern/", pages.page, {"path": "personvern/"}, name="privacy"),
    path("bruk-det-som-ligger-her/", pages.page, {"path": "bruk-det-som-ligger-her/"}, name="licence"),
    path("nyheter/", pages.page, {"path": "nyheter/"}, name="news"),
]
