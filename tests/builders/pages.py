"""The one page tree on which the tests stand."""

from wagtail.models import Page, Site

from cms.models import BasePage
from home.models import ContentPage, HomePage

from .locales import locale_of


def make_home(title: str = "Startseite", **fields) -> HomePage:
    """The German home page below the root, shown by the one site; Wagtail's own welcome page goes."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for child in root.get_children():
        child.delete()
    root.refresh_from_db()
    home = HomePage(title=title, slug="home", summary="Worum es geht.", locale=locale_of("de"), **fields)
    root.add_child(instance=home)
    home.save_revision().publish()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Teilhabe")
    home.refresh_from_db()
    return home


def add_page(
    parent: Page, title: str, model: type[BasePage] = ContentPage, *, slug: str = "", live: bool = True, **fields
) -> BasePage:
    """A page below ``parent``, in its language, published unless ``live`` is False."""
    page = model(title=title, locale=parent.locale, live=live, **{"summary": f"Über {title}.", **fields})
    if slug:
        page.slug = slug
    parent.refresh_from_db()
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def translate(page: BasePage, code: str, title: str = "", *, live: bool = True, **fields) -> BasePage:
    """The page's version in another language, made without wagtail-localize; missing parents are made too."""
    locale = locale_of(code)
    parent = page.get_parent()
    if not parent.is_root() and not parent.has_translation(locale):
        translate(parent.specific, code)
    copy = page.copy_for_translation(locale)
    copy.title = copy.draft_title = title or f"{page.title} ({code})"
    for name, value in fields.items():
        setattr(copy, name, value)
    revision = copy.save_revision()
    if live:
        revision.publish()
    copy.refresh_from_db()
    return copy
