"""What Wagtail takes from elsewhere is German too."""

from datetime import timedelta

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone


def test_when_something_was_asked_for_is_told_in_german():  # E6
    assert naturaltime(timezone.now() - timedelta(hours=2, minutes=1)).replace("\xa0", " ") == "vor 2 Stunden"
