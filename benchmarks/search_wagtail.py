"""Wagtail's own search as the peer: a model of ours as Wagtail would index it, and its index filled."""

from collections.abc import Iterator, Sequence
from typing import Any

_AT_ONCE = 1_000


def backend(cluster: str = "") -> Any:
    """That of the database, or the one for a cluster at an address."""
    from django.conf import settings
    from wagtail.search.backends import get_search_backend

    if not cluster:
        return get_search_backend()
    settings.WAGTAILSEARCH_BACKENDS["cluster"] = {
        "BACKEND": "wagtail.search.backends.elasticsearch9",
        "URLS": [cluster],
        "INDEX_PREFIX": "wagtail-",
        "TIMEOUT": 60,
    }
    return get_search_backend("cluster")


def told(model: Any, fields: Sequence[Any], *related: str) -> Any:
    """A proxy that tells Wagtail what of a model is searched; `related` rows are read with it."""
    from modelsearch.abstract_models import TextIDGenericRelation
    from wagtail.search import index
    from wagtail.search.models import IndexEntry

    said = {
        "__module__": __name__,
        "Meta": type("Meta", (), {"proxy": True, "app_label": model._meta.app_label}),
        "search_fields": fields,
        "get_indexed_objects": classmethod(lambda cls: cls.objects.prefetch_related(*related)),
    }
    made = type("Told", (index.Indexed, model), said)
    TextIDGenericRelation(IndexEntry).contribute_to_class(made, "index_entries")  # as for the models that it knows
    return made


def fill(model: Any, backend: Any) -> None:
    """What `update_index` does, for the one model."""
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(model))
    index = rebuilder.start()
    index.add_model(model)
    for some in _chunks(model):
        index.add_items(model, some)
    rebuilder.finish()


def _chunks(model: Any) -> Iterator[list[Any]]:
    rows, last = model.get_indexed_objects().order_by("pk"), 0
    while some := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        yield some
        last = some[-1].pk
