"""The entry point of every server."""

from wsgiref.util import setup_testing_defaults

import pytest

from cms.wsgi import application


@pytest.mark.parametrize("codec", ["hex", "rot13", "idna", "undefined", "utf-16", "nonsense"])
def test_an_address_is_read_whatever_charset_the_request_names(codec):  # X6
    environ = {"QUERY_STRING": "a=%41%ff", "CONTENT_TYPE": f"text/plain; charset={codec}"}
    setup_testing_defaults(environ)
    assert application.request_class(environ).GET["a"] == "A\ufffd"
