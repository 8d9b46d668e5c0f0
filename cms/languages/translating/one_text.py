"""Changes one text of a live page from elsewhere than its editor, and leaves its unpublished draft a draft."""

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue


def publish_text(page: Page, field: str, text: str, user: AbstractBaseUser) -> None:
    """Publish ``text`` as this field of a live page; what else waits in its draft goes on waiting, with the new text.

    Where the page is translated by sentences, translators find the text as a translation of the German one.
    Raises PublishRefused, and Unanswered.
    """
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    by_sentence = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if by_sentence is not None and text:
        _note_sentence(by_sentence, field, text, user)
    setattr(page, field, text)
    page.save_revision(user=user, clean=False).publish(user=user)
    if draft is not None:
        setattr(draft, field, text)
        draft.save_revision(user=user, clean=False)


def _note_sentence(by_sentence: Translation, field: str, text: str, user: AbstractBaseUser) -> None:
    segments = StringSegment.objects.filter(source=by_sentence.source_id, context__path=field)
    for segment in segments:
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=by_sentence.target_locale_id,
            defaults={
                "data": StringValue.from_plaintext(text).data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": user,
                "has_error": False,
            },
        )
