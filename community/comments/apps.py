from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "community.comments"

    def ready(self) -> None:
        from community.publishing.registry import changed

        from .receivers import on_changed

        changed.connect(on_changed, dispatch_uid="comments-narrow-with-their-target")
