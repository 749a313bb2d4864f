"""What is findable follows what is changed, in the transaction of the change."""

from typing import Any

from django.db import connection, models
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing.models import BasePage
from community.publishing.registry import changed

from .documents import source_of
from .engines import embedded
from .follow import follow
from .models import SearchEntry
from .record import forget


@receiver(changed, dispatch_uid="search-changed")
def on_changed(instance: models.Model, **_kwargs: Any) -> None:
    """Record what a thing says of itself now; a page's other translations, too, may be shown to others than before."""
    source = source_of(instance)
    if source is None:
        return
    follow(source, [str(instance.pk)])
    if isinstance(instance, BasePage):
        follow(source, [str(pk) for pk in instance.get_translations().values_list("pk", flat=True)])
        _follow_at(instance.url or "")


@receiver(post_save, sender=Municipality, dispatch_uid="search-municipality")
@receiver(post_save, sender=Network, dispatch_uid="search-network")
@receiver(post_save, sender=Theme, dispatch_uid="search-theme")
def on_saved(instance: models.Model, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        on_changed(instance=instance)


@receiver(post_delete, sender=Municipality, dispatch_uid="search-municipality-gone")
@receiver(post_delete, sender=Network, dispatch_uid="search-network-gone")
@receiver(post_delete, sender=Theme, dispatch_uid="search-theme-gone")
def on_deleted(instance: models.Model, **_kwargs: Any) -> None:
    if source := source_of(instance):
        forget(source.name, str(instance.pk))


@receiver(post_migrate, dispatch_uid="search-emptied")
def on_migrated(app_config: Any, **_kwargs: Any) -> None:
    """Emptying a database clears the tables of models only: the index follows."""
    needed = {SearchEntry._meta.db_table, *embedded().tables}
    if app_config.name != "search" or not needed.issubset(connection.introspection.table_names()):
        return
    if not SearchEntry.objects.exists():
        for entry_id in embedded().adrift():
            embedded().remove(entry_id)


def _follow_at(url: str) -> None:
    """A theme gives way to the page that the editors lay at its address, and comes back when that is taken down."""
    themes = SearchEntry.objects.filter(kind="theme", url=url, gone=False).values_list("object_id", flat=True)
    for theme in Theme.objects.filter(pk__in=list(themes)):
        on_changed(instance=theme)
