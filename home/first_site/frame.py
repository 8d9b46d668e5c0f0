"""Names, menus and contact around every page, public from the first moment: a site that is being built has them too."""

from django.conf import settings
from wagtail.models import Locale

from cms.models import SiteFrame, User
from cms.models.frame import LinkSymbol

from ..new_site.stream import Entry, References, block
from .answers import Answers
from .pages import MAIN_PAGES, legal_key

PRIVACY = legal_key("datenschutz")
SYMBOLS = {
    legal_key("einfache-sprache"): LinkSymbol.SIMPLE_LANGUAGE.value,
    legal_key("gebaerdensprache"): LinkSymbol.SIGN_LANGUAGE.value,
}


def create_frame(answers: Answers, references: References, editor: User) -> SiteFrame:
    """Create the German row; a menu shows each of its pages once it is published.

    The contact at the foot stays empty, because visitors would read a placeholder there.
    """
    legal = [key for key in references.pages if key.startswith(legal_key(""))]
    frame = SiteFrame(
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        city_name=answers.city_name,
        site_name=answers.site_name,
        contact_email=answers.contact_email,
        contact_phone=answers.contact_phone,
        main_menu=[_link(key, references) for key in MAIN_PAGES],
        legal_menu=[_link(key, references) for key in legal],
        privacy_page=references.pages[PRIVACY],
    )
    frame.full_clean()
    frame.save()
    frame.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    return frame


def _link(key: str, references: References) -> Entry:
    return block("link", {"page": references.pages[key].pk, "label": "", "symbol": SYMBOLS.get(key)})
