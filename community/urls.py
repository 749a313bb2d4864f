from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from home.views.pages import page

# Paths are bokmål in all three languages of the interface; the prefix says which of them the reader uses.
urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("home.root_urls")),
    path("", include("community.ui.urls")),
]
urlpatterns += i18n_patterns(
    path("", include("cases.urls")),
    path("", include("community.comments.urls")),
    path("", include("home.urls")),
    path("", include("search.urls")),
    re_path(r"^((?:[\w\-]+/)*)$", page, name="wagtail_serve"),
)
