"""What stands in an address leads to pages of this site only."""

import pytest

from cms.ground.local_path import local_path


@pytest.mark.parametrize("address", ["/", "/de/", "/de/events/?page=2#list"])
def test_a_path_stays_as_it_is(address):  # X8
    assert local_path(address) == address


ELSEWHERE = ["", "de/", "//evil.example/", "/\\evil.example/", "https://evil.example/", "http://testserver/", "data:,x"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_any_other_address_is_none(address):  # X8
    assert local_path(address) == ""
