from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("varsler/", views.notices, name="notices"),
    path("varsler/lest/", views.read, name="read"),
    path("varsler/valg/", views.choices, name="choices"),
    path("varsler/meld-av/<str:token>/", views.stop_mail, name="unsubscribe"),
]
