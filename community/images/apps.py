from django.apps import AppConfig
from django.db.models.signals import post_delete


class ImagesConfig(AppConfig):
    name = "community.images"

    def ready(self) -> None:
        from .receivers import remove_files

        post_delete.connect(remove_files, sender="images.Upload", dispatch_uid="upload-files-go-with-the-row")
