"""The suite's own promise: silence is an error."""

import logging
import threading

import pytest
from django.template import engines

from tests.silence import ROOT, UndefinedVariables


@pytest.fixture
def noted(monkeypatch):
    """What a detector of its own notes while the test renders."""
    detector = UndefinedVariables()
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", detector)
    return detector.found


def render(source, path, **context):
    from django.template import Context, Origin, Template

    template = Template(source, origin=Origin(name=str(path)), engine=engines["django"].engine)
    return template.render(Context(context))


def test_an_unknown_variable_in_our_template_is_noted(noted):
    assert render("a\n{{ page.titel }}", ROOT / "home/templates/home/x.html", page=object()) == "a\n"
    assert noted == ["home/templates/home/x.html, line 2: {{ page.titel }}"]


def test_an_unknown_variable_inside_a_tag_is_noted(noted):
    assert render("{% with x=nothing|upper %}{{ x }}{% endwith %}", ROOT / "cms/templates/x.html") == ""
    assert noted == ["cms/templates/x.html, line 1: {{ nothing|upper }}"]


def test_a_variable_with_a_default_is_optional(noted):
    assert render("{{ nothing|default:'b' }}{% if nothing %}{% endif %}", ROOT / "cms/templates/x.html") == "b"
    assert noted == []


def test_the_templates_of_others_are_not_judged(noted):
    assert render("{{ nothing }}", ROOT / ".venv/lib/site-packages/wagtail/x.html") == ""
    assert noted == []


def test_an_error_logged_in_another_thread_is_seen(logged_errors):
    thread = threading.Thread(target=logging.getLogger("events").error, args=("lost %s", "it"))
    thread.start()
    thread.join()
    assert [record.getMessage() for record in logged_errors] == ["lost it"]
