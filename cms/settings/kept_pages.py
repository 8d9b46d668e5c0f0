"""Which pages each process keeps (``cms.page_cache``); PAGE_CACHE=0 in the environment keeps none."""

import os

# Only answers of these views are kept: names of addresses.
PAGE_CACHE_VIEWS = [
    *("wagtail_serve", "news_feed", "downloads_feed", "events:calendar", "events:event_calendar"),
    "events:facts",
    *("sitemap", "sitemap_part", "robots"),
]
# They read nothing of a query but these; in this order they stand in the addresses of the parts of a list.
PAGE_CACHE_PARAMETERS = ["year", "page"]
# Development tells in a header of each answer whether it was kept.
PAGE_CACHE_SHOWS_STATE = False
PAGE_CACHE = os.environ.get("PAGE_CACHE") != "0"
PAGE_CACHE_BYTES = int(os.environ.get("PAGE_CACHE_MEGABYTES") or 64) * 1024 * 1024
# What stands around a page is built once in each process and between two publishes: ``cms.ground.standing``.
SHARED_STANDING = True
