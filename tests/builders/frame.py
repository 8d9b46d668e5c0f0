"""Languages, and what stands around every page."""

from wagtail.models import Page

from cms.languages.models import LanguageProfile
from cms.models import SiteFrame

from .locales import locale_of


def open_language(code: str, *, is_public: bool = True) -> LanguageProfile:
    """Prepare a language, and open it to visitors unless ``is_public`` is False."""
    profile, _created = LanguageProfile.objects.update_or_create(
        locale=locale_of(code), defaults={"is_public": is_public}
    )
    return profile


def make_frame(
    code: str = "de", *, main_menu: list[Page] | None = None, legal_menu: list[Page] | None = None, **fields
) -> SiteFrame:
    """Header, footer and colours in one language; the menus link to these pages."""
    values = {
        "city_name": "Landeshauptstadt",
        "site_name": "Teilhabe",
        "contact": "<p>Rathaus</p>",
        "contact_email": "teilhabe@stadt.example",
        **fields,
    }
    key = SiteFrame.objects.values_list("translation_key", flat=True).first()
    if key:
        values["translation_key"] = key
    return SiteFrame.objects.create(
        locale=locale_of(code), main_menu=_links(main_menu), legal_menu=_links(legal_menu), **values
    )


def _links(pages: list[Page] | None) -> list[tuple[str, dict]]:
    return [("link", {"page": page, "label": ""}) for page in pages or []]
