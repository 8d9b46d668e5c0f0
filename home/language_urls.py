"""Addresses below a language."""

from django.urls import path

from .barrier_report import barrier_report, barrier_report_sent
from .news_feed import NewsFeed
from .search import search
from .security import security

urlpatterns = [
    path("news.xml", NewsFeed(), name="news_feed"),
    path("search/", search, name="search"),
    path("barrier-report/", barrier_report, name="barrier_report"),
    path("barrier-report/sent/", barrier_report_sent, name="barrier_report_sent"),
    path("security/", security, name="security"),
]
