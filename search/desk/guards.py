"""The desk is there for editors. For others there is no such page."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from community.access.guards import viewer_of
from community.access.keep import sign_in_first

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    @never_cache
    @sign_in_first
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not viewer_of(request).is_editor:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
