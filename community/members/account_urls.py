"""Only those of allauth's views that are needed, under our paths and its names. No sign-up, no e-mail addresses."""

from allauth.account import views
from django.urls import path, re_path

from . import sign_in

urlpatterns = [
    path("logg-inn/", sign_in.SignInView.as_view(), name="account_login"),
    path("logg-ut/", sign_in.SignOutView.as_view(), name="account_logout"),
    path("stengt/", views.account_inactive, name="account_inactive"),
    path("glemt-passord/", views.password_reset, name="account_reset_password"),
    path("glemt-passord/sendt/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^nytt-passord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("nytt-passord/ferdig/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("bytt-passord/", views.password_change, name="account_change_password"),
]
