"""A cache between the site and its readers, such as a proxy of the city: it keeps what it is told to keep."""

import re
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone


class SharedCache:
    """Asks the site through ``client`` only for what it doesn't have; ``asked`` counts that."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.asked = 0
        self._kept: dict[str, tuple[datetime, HttpResponse]] = {}

    def get(self, address: str) -> HttpResponse:
        until, response = self._kept.get(address, (None, None))
        if until is None or timezone.now() >= until:
            self.asked += 1
            response = self.client.get(address)
            self._keep(address, response)
        return response

    def _keep(self, address: str, response: HttpResponse) -> None:
        self._kept.pop(address, None)
        told = re.search(r"s-maxage=(\d+)", response.headers.get("Cache-Control", ""))
        if told and "Cookie" not in response.headers.get("Vary", ""):
            self._kept[address] = (timezone.now() + timedelta(seconds=int(told.group(1))), response)
