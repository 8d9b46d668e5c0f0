"""Addresses that belong to no language."""

from django.urls import path

from .robots import robots
from .sitemap import sitemap

urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]
