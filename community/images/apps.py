from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "community.images"
