"""Builds the one page tree on which the tests stand, and what else several of them need."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Permission
from wagtail.models import Locale, Page, Site

from cms.languages.models import LanguageProfile
from cms.models import BasePage, SiteFrame, User
from events.models import Event, EventIndexPage, EventPage, SignupForm, Venue
from home.models import ContentPage, HomePage

BERLIN = ZoneInfo("Europe/Berlin")
PASSWORD = "a long password for tests"


def make_home(title: str = "Startseite", **fields) -> HomePage:
    """The German home page below the root, shown by the one site; Wagtail's own welcome page goes."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for child in root.get_children():
        child.delete()
    root.refresh_from_db()
    home = HomePage(title=title, slug="home", summary="Worum es geht.", locale=_locale("de"), **fields)
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
    locale = _locale(code)
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


def open_language(code: str, *, is_public: bool = True) -> LanguageProfile:
    """Prepare a language, and open it to visitors unless ``is_public`` is False."""
    profile, _created = LanguageProfile.objects.update_or_create(
        locale=_locale(code), defaults={"is_public": is_public}
    )
    return profile


def make_frame(
    code: str = "de", *, main_menu: list[Page] | None = None, legal_menu: list[Page] | None = None, **fields
) -> SiteFrame:
    """Menus, footer and partners in one language; the menus link to these pages."""
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
        locale=_locale(code), main_menu=_links(main_menu), legal_menu=_links(legal_menu), **values
    )


def make_venue(name: str = "Stadthaus", **fields) -> Venue:
    """A German venue."""
    values = {"street": "Hauptstraße 1", "postal_code": "01067", "city": "Musterstadt", **fields}
    return Venue.objects.create(name=name, locale=_locale("de"), **values)


def make_signup_form(title: str = "Anmeldung", **fields) -> SignupForm:
    """A published German sign-up form without questions of its own."""
    values = {"consent": "Ich bin einverstanden, dass meine Angaben gespeichert werden.", **fields}
    form = SignupForm.objects.create(title=title, locale=_locale("de"), live=True, **values)
    form.save_revision().publish()
    return form


def make_event(name: str = "Werkstatt", *, days_from_now: int = 30, **fields) -> Event:
    """A published event with fifty seats and a sign-up form, a month from now at six in the evening."""
    day = datetime.now(BERLIN).date() + timedelta(days=days_from_now)
    starts_at = fields.pop("starts_at", datetime(day.year, day.month, day.day, 18, tzinfo=BERLIN))
    values = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3), "capacity": 50, **fields}
    values.setdefault("venue", None)
    values["venue"] = values["venue"] or make_venue()
    if "signup_form" not in values:
        values["signup_form"] = make_signup_form()
    event = Event(name=name, live=True, **values)
    event.full_clean()
    event.save()
    event.save_revision().publish()
    event.refresh_from_db()
    return event


def make_event_index(home: HomePage, title: str = "Veranstaltungen", slug: str = "veranstaltungen") -> EventIndexPage:
    """The German list of events."""
    return add_page(home, title, EventIndexPage, slug=slug)


def make_event_page(index: EventIndexPage, event: Event | None = None, title: str = "Werkstatt", **fields) -> EventPage:
    """The German page of an event; without ``event`` a new one."""
    return add_page(index, title, EventPage, event=event or make_event(title), **fields)


def make_admin(username: str = "admin") -> User:
    """A user who may do everything; the password is PASSWORD."""
    return User.objects.create_superuser(username, f"{username}@stadt.example", PASSWORD)


def make_staff(username: str, *permissions: str) -> User:
    """A user of the admin with these permissions only, each named ``app_label.codename``."""
    user = User.objects.create_user(username, f"{username}@stadt.example", PASSWORD)
    for permission in ("wagtailadmin.access_admin", *permissions):
        app_label, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return user


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def _links(pages: list[Page] | None) -> list[tuple[str, dict]]:
    return [("link", {"page": page, "label": ""}) for page in pages or []]
