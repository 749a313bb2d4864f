"""Addresses without a language."""

from django.urls import path

from . import views

urlpatterns = [path("demo/mail/", views.demo_mail, name="demo_mail")]
