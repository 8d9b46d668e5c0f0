"""Addresses below a language."""

from django.urls import include, path

from .pages.feed import DownloadsFeed

urlpatterns = [
    path("working-groups/", include("downloads.members.urls")),
    path("downloads.xml", DownloadsFeed(), name="downloads_feed"),
]
