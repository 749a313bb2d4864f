from django.urls import path

from . import files
from .preview import preview

# Outside the languages: a file has none. Wagtail prints these addresses (MEDIA_URL, and its own name for documents).
urlpatterns = [
    path("forhandsvis/", preview, name="preview"),
    path("filer/dokument/<int:pk>/<str:name>", files.document, name="wagtaildocs_serve"),
    path("filer/<path:path>", files.picture, name="library_picture"),
]
