"""The clock of the site is a setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.time_zone import time_zone


@pytest.mark.parametrize(
    ("given", "name"), [({}, "Europe/Berlin"), ({"TIME_ZONE": " "}, "Europe/Berlin"), ({"TIME_ZONE": "UTC"}, "UTC")]
)
def test_it_is_the_one_of_germany_unless_set(given, name):  # O6
    assert time_zone(given) == name


@pytest.mark.parametrize("name", ["Mars", "Europe", "../etc/passwd", "/etc/localtime"])
def test_what_no_machine_knows_ends_with_one_sentence(name):  # O6
    with pytest.raises(ImproperlyConfigured, match=r"^TIME_ZONE can't be understood: write a name such as Europe/B"):
        time_zone({"TIME_ZONE": name})
