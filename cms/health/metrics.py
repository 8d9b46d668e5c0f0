"""``/metrics`` for Prometheus: closed unless METRICS_TOKEN is set, and open to who brings it only."""

import os
from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from .measures import all_measures

PREFIX = "teilhabe_"


class SiteCollector(Collector):
    """The numbers of the site, which all its processes share."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield a family for each name."""
        families: dict[str, GaugeMetricFamily] = {}
        with translation.override(settings.LANGUAGE_CODE):
            for one in all_measures(timezone.now()):
                name = PREFIX + one.name
                if name not in families:
                    families[name] = GaugeMetricFamily(name, one.meaning, labels=list(one.labels))
                families[name].add_metric(list(one.labels.values()), one.value)
        return families.values()


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with all numbers; 404 for whoever has no token, as for an address that isn't there."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(status=404)
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        # The library's own way to add up the processes of gunicorn, see gunicorn.conf.py.
        MultiProcessCollector(registry)
        body = generate_latest(registry)
    else:
        body = generate_latest(REGISTRY)
    sites = CollectorRegistry()
    sites.register(SiteCollector())
    try:
        body += generate_latest(sites)
    finally:
        connection.close_if_unusable_or_obsolete()
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)
