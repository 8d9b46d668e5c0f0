"""Addresses that belong to no language."""

from django.urls import path

from .robots import robots
from .security import security_txt
from .sitemap import sitemap

urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
