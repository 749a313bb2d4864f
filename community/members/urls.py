from django.urls import path

from . import views

app_name = "members"
urlpatterns = [
    path("profil/", views.profile, name="profile"),
    path("velkommen/<str:token>/", views.welcome, name="welcome"),
]
