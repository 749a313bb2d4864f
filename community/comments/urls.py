from django.urls import path

from . import views

app_name = "comments"

urlpatterns = [
    path("kommentarer/<slug:kind>/<int:target_id>/", views.create, name="create"),
    path("kommentarer/<int:comment_id>/svar/", views.reply, name="reply"),
    path("kommentarer/<int:comment_id>/rediger/", views.change, name="edit"),
    path("kommentarer/<int:comment_id>/skjul/", views.take_away, name="hide"),
    path("kommentarer/<int:comment_id>/vis/", views.bring_back, name="unhide"),
]
