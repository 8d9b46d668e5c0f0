"""One sentence or one link of a translation, as the translators' editor saves it; answered as its script expects.

The script shows ``error`` beside the text that was typed, which then isn't saved, and ``comment`` where it was.
"""

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.log_actions import LogActionRegistry, log
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views.edit_translation import SegmentOverrideSerializer, StringTranslationSerializer

from cms.texts.schemes import is_harmless

from ..state.facts_check import facts_missing_in
from .sentence_check import problem
from .sentence_remarks import remarks_of
from .translator_views import LOCKED, is_locked, open_translation

REPLACED = "languages.replace_sentence"
REPLACED_LABELS = (gettext_lazy("Translated sentence replaced"), gettext_lazy("Replaced another translator's sentence"))
NOT_A_LINK = gettext_lazy("A link leads to a page, a web address, an e-mail address or a phone number. This does not.")


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_sentence(request: Request, translation_id: int, string_segment_id: int) -> Response:
    """Save or remove the translation of a sentence; whoever replaces another person's text is shown it."""
    translation = open_translation(request, translation_id)
    segments = StringSegment.objects.select_related("string", "context")
    segment = get_object_or_404(segments, pk=string_segment_id, source=translation.source)
    text = request.POST.get("value", "") if request.method == "PUT" else ""
    if request.method == "PUT" and not text.strip():
        return Response(status=400)
    if error := _reason_against(translation, request.user, segment, text):
        return Response({"string_id": segment.string_id, "segment_id": segment.pk, "data": text, "error": error})
    key = {"translation_of": segment.string, "context": segment.context, "locale": translation.target_locale}
    with transaction.atomic():
        before = StringTranslation.objects.select_for_update().filter(**key).first()
        row = _write(key, text, request.user)
        comment = _note_replacement(translation, before, text, request.user) if before else ""
    answer = _answer(translation, row) if row else {}
    return Response(answer | ({"comment": comment} if comment else {}), status=200 if before or not row else 201)


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_override(request: Request, translation_id: int, overridable_segment_id: int) -> Response:
    """Save or remove what stands in this language in the place of a German link, picture or page."""
    translation = open_translation(request, translation_id)
    segment = get_object_or_404(OverridableSegment, pk=overridable_segment_id, source=translation.source)
    value = request.POST.get("value", "")
    error = LOCKED if is_locked(translation, request.user) else "" if is_harmless(value) else NOT_A_LINK
    if error:
        return Response({"segment_id": segment.pk, "data": value, "error": str(error)})
    key = {"context": segment.context, "locale": translation.target_locale}
    if request.method == "DELETE":
        SegmentOverride.objects.filter(**key).delete()
        return Response({"segment_id": segment.pk})
    values = {"data_json": json.dumps(value), "last_translated_by": request.user}
    row, created = SegmentOverride.objects.update_or_create(**key, defaults=values)
    answer = SegmentOverrideSerializer(row, context={"translation_source": translation.source}).data
    return Response(answer, status=201 if created else 200)


@require_safe
def remarks(request: HttpRequest, translation_id: int, string_segment_id: int) -> JsonResponse:
    """Answer what is to be looked at in a sentence as it is saved, and the facts that the whole text still lacks."""
    translation = open_translation(request, translation_id)
    segment = get_object_or_404(StringSegment, pk=string_segment_id, source=translation.source)
    found = remarks_of(translation, StringSegment.objects.filter(pk=segment.pk))
    written = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return JsonResponse(
        {"remarks": found.get(segment.pk, []), "facts": [str(fact) for fact in facts_missing_in(written)]}
    )


def register_actions(actions: LogActionRegistry) -> None:
    """Name our action for the reports of the admin (hook ``register_log_actions``)."""
    actions.register_action(REPLACED, *REPLACED_LABELS)


def _reason_against(translation: Translation, user, segment: StringSegment, text: str) -> str:
    if is_locked(translation, user):
        return str(LOCKED)
    return problem(segment.string.data, text, segment.context.path) if text else ""


def _write(key: dict[str, Any], text: str, user) -> StringTranslation | None:
    """Save the text as a person's; without a text remove what is there."""
    if not text:
        for row in StringTranslation.objects.filter(**key):
            row.delete()
        return None
    values = {
        "data": text,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": "",
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }
    row, _created = StringTranslation.objects.update_or_create(**key, defaults=values)
    return row


def _note_replacement(translation: Translation, before: StringTranslation, text: str, user) -> str:
    """Keep another person's text in the page's history and return a sentence that shows it; "" where there is none."""
    author = before.last_translated_by
    is_machine = before.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    if author is None or author == user or is_machine or before.data == text:
        return ""
    data = {"german": before.translation_of.data, "before": before.data, "after": text}
    log(instance=translation.get_target_instance(), action=REPLACED, user=user, data=data)
    return _("This replaces what %(name)s wrote on %(date)s: “%(text)s”") % {
        "name": author.get_full_name() or author.get_username(),
        "date": date_format(localtime(before.updated_at), "SHORT_DATETIME_FORMAT"),
        "text": before.data,
    }


def _answer(translation: Translation, row: StringTranslation) -> dict[str, Any]:
    return dict(StringTranslationSerializer(row, context={"translation_source": translation.source}).data)
