"""What tests of the translators' editor do like an editor: begin a translation, write sentences, publish."""

from html import unescape

from django.urls import reverse
from wagtail.models import DraftStateMixin, Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

# A German text with a link whose target no translator sees, and bold words.
LINKED = '<p>Lesen Sie <a href="https://stadt.example/plan?a=1&amp;b=2">den <b>Plan</b></a> &amp; mehr.</p>'
LINKED_SENTENCE = 'Lesen Sie <a id="a1">den <b>Plan</b></a> &amp; mehr.'

LOCKED_BY_SOMEBODY = "Somebody has locked this, or it waits for approval. Nothing was changed."


def speak_english(user) -> None:
    """Show this user the admin in English, so that tests read the sentences as they stand in the code."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})


def begin(instance, code="en") -> Translation:
    """Begin the translation of a German page or snippet, as wagtail-localize does when somebody asks for it."""
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=code))
    translation.save_target(publish=not isinstance(instance, DraftStateMixin))
    return translation


def address(name: str, translation: Translation, *ids: int) -> str:
    """The address of something in the translators' editor."""
    return reverse(f"wagtail_localize:{name}", args=[translation.pk, *ids])


def publish(client, translation: Translation, on_commit):
    """Press the editor's "Publish" and return the page; ``on_commit`` is pytest-django's fixture for callbacks."""
    with on_commit(execute=True):
        client.post(reverse("wagtailadmin_pages:edit", args=[page(translation).pk]), {"action": "publish"})
    return page(translation)


def page(translation: Translation):
    """The page or snippet in the other language, as it is now."""
    return translation.get_target_instance()


def segment(translation: Translation, german: str) -> StringSegment:
    """The place of a German sentence."""
    return translation.source.stringsegment_set.get(string__data=german)


def put(client, translation: Translation, german: str, text: str):
    """Save a sentence as the editor's script does."""
    url = address("edit_string_translation", translation, segment(translation, german).pk)
    boundary = "----sentence"
    body = f'--{boundary}\r\nContent-Disposition: form-data; name="value"\r\n\r\n{text}\r\n--{boundary}--\r\n'
    return client.put(url, body.encode(), content_type=f"multipart/form-data; boundary={boundary}")


def write(translation: Translation, german: str, text: str, **fields) -> StringTranslation:
    """Have the translation of a sentence in the database, written by a person unless ``fields`` say otherwise."""
    place = segment(translation, german)
    sentence, _is_new = StringTranslation.objects.update_or_create(
        translation_of=place.string,
        context=place.context,
        locale=translation.target_locale,
        defaults={"data": text, "translation_type": "manual", **fields},
    )
    return sentence


def texts(translation: Translation) -> dict[str, str]:
    """Each German sentence that has a translation, with it."""
    rows = StringTranslation.objects.filter(locale=translation.target_locale).order_by("pk")
    return dict(rows.values_list("translation_of__data", "data"))


def told(response) -> list[str]:
    """What the admin tells the editor after an answer that leads on."""
    return [unescape(str(message)).strip() for message in response.context["messages"]]
