from django.urls import path

from . import views

urlpatterns = [
    path("", views.searches, name="saved_searches"),
    path("nytt/", views.new, name="saved_search_new"),
    path("<int:pk>/", views.hits, name="saved_search"),
    path("<int:pk>/endre/", views.edit, name="saved_search_edit"),
    path("<int:pk>/lest/", views.read, name="saved_search_read"),
    path("<int:pk>/slett/", views.delete, name="saved_search_delete"),
]
