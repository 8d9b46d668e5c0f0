"""The translators' editor behind our guards: sentences, links, PO files and machines.

wagtail-localize lets anybody in who has any right on a kind of snippet, takes any markup and any address, and ends in
an error page where a machine, a file or another translator does what it does not expect.
"""

from collections.abc import Callable
from functools import wraps
from html import unescape
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import strip_tags
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from ..core.admin_addresses import edit_url
from ..core.permissions import is_locked_for, may_edit, may_publish
from . import po_files
from .machine_translation import translate_missing

MOST_EXAMPLES = 3
LOCKED = gettext_lazy("Somebody has locked this, or it waits for approval. Nothing was changed.")


def open_translation(request: HttpRequest, translation_id: int) -> Translation:
    """Return a translation that goes on and that this user may edit. Raises Http404 and PermissionDenied."""
    going_on = Translation.objects.filter(enabled=True).exclude(target_locale__language_code=settings.SIMPLE_LANGUAGE)
    translation = get_object_or_404(going_on.select_related("source", "target_locale"), pk=translation_id)
    try:
        instance = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not may_edit(instance, request.user):
        raise PermissionDenied
    return translation


def is_locked(translation: Translation, user) -> bool:
    """Return whether somebody else has locked the page or snippet, or it waits for approval."""
    return is_locked_for(translation.get_target_instance(), user)


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only those to one of wagtail-localize's views who may edit the translation."""

    @wraps(view)
    def guard(request: HttpRequest, translation_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        open_translation(request, translation_id)
        return view(request, translation_id, *args, **kwargs)

    return guard


preview = guarded(edit_translation.preview_translation)


def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Make an ordinary page or snippet of the translation; only for those who publish it."""
    translation = open_translation(request, translation_id)
    if not may_publish(translation.get_target_instance(), request.user):
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation_id)


def refuse_to_publish_what_is_locked(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Leave a translation as it is while somebody else has locked it (hook of both editors)."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    going_on = Translation.objects.filter(
        source__object_id=getattr(instance, "translation_key", None),
        target_locale_id=getattr(instance, "locale_id", None),
    )
    translation = going_on.filter(enabled=True).first()
    if translation is None or not is_locked(translation, request.user):
        return None
    messages.error(request, LOCKED)
    return redirect(edit_url(instance))


def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer with the PO file of a translation."""
    translation = open_translation(request, translation_id)
    name = f"{slugify(translation.source.object_repr) or 'text'}-{translation.target_locale.language_code}.po"
    return HttpResponse(
        po_files.export(translation),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take in a PO file and say what of it was taken."""
    translation = open_translation(request, translation_id)
    back = _back(request, translation)
    file = request.FILES.get("file")
    if is_locked(translation, request.user):
        messages.error(request, LOCKED)
        return back
    if file is None:
        messages.error(request, _("Choose a PO file."))
        return back
    try:
        po = po_files.read(file.read(po_files.MOST_BYTES + 1), translation)
    except po_files.UnusableFile as error:
        messages.error(request, str(error))
        return back
    _tell(request, po_files.take_in(po, translation, request.user))
    return back


@require_POST
def translate_by_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let the machine translate what is missing and say what came of it."""
    translation = open_translation(request, translation_id)
    machine = get_machine_translator()
    if machine is None or not machine.can_translate(translation.source.locale, translation.target_locale):
        raise Http404
    if is_locked(translation, request.user):
        messages.error(request, LOCKED)
        return _back(request, translation)
    outcome = translate_missing(translation, request.user, machine)
    if outcome.done:
        text = ngettext(
            "%(tool)s has translated %(number)d sentence. Read it, then save it: that says that it is checked.",
            "%(tool)s has translated %(number)d sentences. Read and save each of them: that says that it is checked.",
            outcome.done,
        )
        messages.success(request, text % {"tool": machine.display_name, "number": outcome.done})
    if outcome.failure:
        messages.error(request, outcome.failure)
    elif outcome.left:
        text = ngettext(
            "%(number)d sentence is still missing. Ask again, or translate it yourself.",
            "%(number)d sentences are still missing. Ask again, or translate them yourself.",
            outcome.left,
        )
        messages.warning(request, text % {"number": outcome.left})
    elif not outcome.done:
        messages.warning(request, _("Everything is translated already."))
    return _back(request, translation)


def _tell(request: HttpRequest, result: po_files.Import) -> None:
    if result.taken:
        text = ngettext(
            "%(number)d sentence was taken from the file.",
            "%(number)d sentences were taken from the file.",
            result.taken,
        )
        messages.success(request, text % {"number": result.taken})
    elif not result.refused:
        messages.warning(request, _("The file holds nothing that is not here already."))
    for reason, sentences in result.refused.items():
        names = {"number": len(sentences), "reason": reason, "examples": _examples(sentences)}
        text = ngettext(
            "%(number)d sentence was not taken. %(reason)s %(examples)s",
            "%(number)d sentences were not taken. %(reason)s %(examples)s",
            len(sentences),
        )
        messages.warning(request, text % names)


def _examples(sentences: list[str]) -> str:
    texts = [unescape(strip_tags(sentence)) for sentence in sentences[:MOST_EXAMPLES]]
    quoted = [f"“{Truncator(text).chars(60)}”" for text in texts]
    return ", ".join(quoted) + (" ..." if len(sentences) > MOST_EXAMPLES else "")


def _back(request: HttpRequest, translation: Translation) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or edit_url(translation.get_target_instance()))
