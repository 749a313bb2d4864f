from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save

from community.worker import periodic


class ImagesConfig(AppConfig):
    name = "community.images"

    def ready(self) -> None:
        from .receivers import draw_new_picture, remove_files
        from .text import read_waiting

        post_delete.connect(remove_files, sender="images.Upload", dispatch_uid="upload-files-go-with-the-row")
        post_save.connect(draw_new_picture, sender="images.Picture", dispatch_uid="new-pictures-are-drawn")
        periodic.register("read the text of files", 5, read_waiting)
