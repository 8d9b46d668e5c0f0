"""Arabic: a language that editors switched on later, with what matters most to those who come first."""

from wagtail.models import Locale, TranslatableMixin

from cms.languages.models import LanguageProfile
from cms.models import User

from ..new_site.stream import References
from .translations import translate

LANGUAGE = "ar"
# The rest is missing on purpose, as it is while a translation is being made: its addresses say where to read it.
PAGES = ["home", "events", "event open-1", "page impressum", "page datenschutz", "page barrierefreiheit"]


def switch_on_arabic(
    snippets: list[TranslatableMixin], references: References, catalogue: dict[str, str], editor: User
) -> None:
    """Prepare the language unseen, translate, and open it, as the editor's way goes."""
    locale, _ = Locale.objects.get_or_create(language_code=LANGUAGE)
    profile = LanguageProfile.objects.create(locale=locale, is_public=False)
    *before, frame = snippets
    translate([*before, *(references.pages[key] for key in PAGES), frame], catalogue, editor, LANGUAGE)
    profile.is_public = True
    profile.save()
