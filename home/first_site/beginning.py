"""Begins a site in an empty database, all or nothing."""

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Page

from cms.consequences.answers import answered_by
from cms.languages.core.ensure_languages import ensure_languages
from cms.models import User

from ..new_site.empty_site import holds_content, make_home_page, welcome_pages
from ..roles import ensure_roles
from .administrator import invite_administrator
from .answers import Answers
from .frame import create_frame
from .pages import HOME, HOME_KEY, create_german_pages, create_simple_pages, prepare_translations
from .texts import read_catalogue, read_texts


class NotEmpty(Exception):
    """There is a site already, and the command doesn't mix with it."""


def is_begun() -> bool:
    """Return whether the command has begun this site."""
    return Page.objects.filter(translation_key=HOME_KEY).exists()


def begin_site(answers: Answers) -> User:
    """Write the first pages and return the administrator who was invited. Raises NotEmpty."""
    if holds_content():
        raise NotEmpty
    with transaction.atomic(), answered_by("manage.py first_site"):
        ensure_languages()
        ensure_roles()
        administrator = invite_administrator(answers)
        replaced = list(welcome_pages())
        german = create_german_pages(read_texts("de.toml", answers), administrator)
        make_home_page(german.pages[HOME], answers.site_name, replaced)
        frame = create_frame(answers, german, administrator)
        prepare_translations(frame, german, read_catalogue(answers), administrator)
        create_simple_pages(read_texts("de_simple.toml", answers), german, administrator)
    cache.clear()
    return administrator
