from django.urls import path

from community.ui import views

app_name = "ui"
urlpatterns = [
    path("sprak/<str:code>/", views.language, name="language"),
    path("parts/", views.parts, name="parts"),
]
