"""Addresses that belong to no language."""

from django.urls import path

from .robots import robots
from .security import security_txt
from .sitemap import sitemap_index, sitemap_part

urlpatterns = [
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
