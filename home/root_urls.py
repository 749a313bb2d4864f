"""Addresses without a language: the site's own, and those that machines read."""

from django.urls import path

from .views import health, machines, pages

urlpatterns = [
    path("", pages.root, name="root"),
    path("helse/", health.health, name="health"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap/<slug:kind>-<int:block>.xml", machines.sitemap_part, name="sitemap_part"),
]
