"""The sheet of symbols, and who names one of them."""

import re
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from cms.models.frame import LinkSymbol
from cms.templatetags.icons import SHEET
from home.models.field_icon import FieldIcon
from tests.imports import ROOT

SVG = "{http://www.w3.org/2000/svg}"
NAMED = re.compile(r'{% icon "([^"]*)" %}')
# Drawn for a fact that no template shows yet: editors write phone numbers into texts.
SPARE = {"date", "phone"}


def symbols() -> list[ElementTree.Element]:
    return ElementTree.parse(finders.find(SHEET)).getroot().findall(f"{SVG}symbol")


def test_each_symbol_is_named_by_a_template_or_by_editors_and_each_name_has_a_symbol():  # A1 O3
    templates = [
        path.read_text() for room in ("cms", "downloads", "events", "home") for path in (ROOT / room).rglob("*.html")
    ]
    named = {name for text in templates for name in NAMED.findall(text)}
    assert {one.get("id") for one in symbols()} - SPARE == named | set(FieldIcon.values) | set(LinkSymbol.values)


def test_the_symbols_are_one_family_which_takes_the_colour_of_its_words():  # A1
    assert {one.get("viewBox") for one in symbols()} == {"0 0 24 24"}
    colours = {part.get(name) for one in symbols() for part in one.iter() for name in ("fill", "stroke")}
    assert colours == {None, "currentColor", "none"}


@pytest.mark.parametrize(("name", "shown"), [("", ""), (None, "")])
def test_without_a_name_there_is_no_symbol(name, shown):
    assert Template("{% load icons %}{% icon name %}").render(Context({"name": name})) == shown


def test_a_symbol_is_decorative():  # A1
    html = Template('{% load icons %}{% icon "date" %}').render(Context())
    assert html == (
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="/static/cms/img/icons.svg#date"/></svg>'
    )
