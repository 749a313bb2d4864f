from django.urls import path

from . import views
from .desk.urls import desk_patterns

app_name = "search"
urlpatterns = [path("sok/", views.results, name="results"), *desk_patterns]
