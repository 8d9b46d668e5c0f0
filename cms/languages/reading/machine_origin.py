"""Which pages hold sentences that only a machine has written: readers are told."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from .notices import own_notice

NO_MACHINE = {settings.LANGUAGE_CODE, settings.SIMPLE_LANGUAGE}


def machine_of(page: Page) -> str:
    """Return the machine that wrote at least one sentence of this page which nobody has checked yet, or "".

    Whoever saves a sentence in the translators' editor, changed or not, has checked it. One query; none for German
    and simple German.
    """
    if page.locale.language_code in NO_MACHINE:
        return ""
    still_there = StringSegment.objects.filter(
        string=OuterRef("translation_of"),
        context=OuterRef("context"),
        source__translations__target_locale=page.locale_id,
        source__translations__enabled=True,
    )
    unchecked = StringTranslation.objects.filter(
        Exists(still_there),
        locale=page.locale_id,
        context__object=page.translation_key,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        has_error=False,
    )
    return unchecked.values_list("tool_name", flat=True).first() or ""


def machine_notice(page: Page) -> str:
    """Return what readers of this page are told of the machine, or "" where people have checked every sentence."""
    machine = machine_of(page)
    if not machine:
        return ""
    own = own_notice(page.locale.language_code, "machine_notice", machine=machine)
    text = gettext("This text was translated by a machine (%(tool)s). Nobody has checked it yet.")
    return own or text % {"tool": machine}
