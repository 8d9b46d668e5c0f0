"""Names, menus, contact and partners around every page."""

from wagtail.models import Locale

from cms.models import CustomImage, SiteFrame, User
from cms.models.frame import LinkSymbol

from ..new_site.stream import Entry, References, block, rich_text

MAIN_MENU = ["concept", "process", "events", "action_plan", "downloads", "news"]
LEGAL_MENU = [
    "page impressum",
    "page datenschutz",
    "page barrierefreiheit",
    "page einfache-sprache",
    "page gebaerdensprache",
]
SYMBOLS = {
    "page einfache-sprache": LinkSymbol.SIMPLE_LANGUAGE.value,
    "page gebaerdensprache": LinkSymbol.SIGN_LANGUAGE.value,
}


def create_frame(texts: Entry, logos: list[CustomImage], references: References, editor: User) -> SiteFrame:
    """Create the German row; the other languages are translated from it."""
    frame = SiteFrame(locale=Locale.objects.get(language_code="de"))
    write_frame(frame, texts, logos, references, editor)
    return frame


def write_frame(frame: SiteFrame, texts: Entry, logos: list[CustomImage], references: References, editor: User) -> None:
    """Write texts and menus into a row and publish it."""
    entry = texts["frame"]
    for name in ("city_name", "site_name", "contact_email", "contact_phone", "phone_hours"):
        setattr(frame, name, entry[name])
    frame.contact = rich_text(entry["contact"])
    frame.main_menu = [_link(key, references, entry["short"].get(key, "")) for key in MAIN_MENU]
    frame.privacy_page = references.pages["page datenschutz"]
    frame.legal_menu = [_link(key, references, entry["short"].get(key, "")) for key in LEGAL_MENU]
    frame.partners = [
        block("partner", {"name": partner["name"], "url": partner["url"], "logo": logo.pk})
        for partner, logo in zip(entry["partners"], logos, strict=True)
    ]
    frame.full_clean()
    frame.save()
    frame.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)


def _link(key: str, references: References, label: str = "") -> Entry:
    return block("link", {"page": references.pages[key].pk, "label": label, "symbol": SYMBOLS.get(key)})
