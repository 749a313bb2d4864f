from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access

from community.members.admin_account import AdminAccountView
from community.members.sign_in import SignOutView, admin_sign_in
from home.views.pages import page

# Paths are bokmål in all three languages of the interface; the prefix says which of them the reader uses.
urlpatterns: list[URLPattern | URLResolver] = [
    # Before the admin's own: people sign in, sign out and keep their profile in one place.
    path("admin/login/", admin_sign_in),
    path("admin/logout/", SignOutView.as_view()),
    path("admin/account/", require_admin_access(AdminAccountView.as_view())),
    path("admin/", include("community.publishing.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("home.root_urls")),
    path("", include("community.publishing.urls")),
    path("", include("community.ui.urls")),
    path("", include("community.notifications.root_urls")),
]
urlpatterns += i18n_patterns(
    path("konto/", include("community.members.account_urls")),
    path("konto/", include("community.members.urls")),
    path("", include("community.notifications.urls")),
    path("", include("cases.urls")),
    path("", include("community.comments.urls")),
    path("", include("forum.urls")),
    path("", include("home.urls")),
    path("", include("search.urls")),
    re_path(r"^((?:[\w\-]+/)*)$", page, name="wagtail_serve"),
)
