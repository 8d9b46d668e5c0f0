"""Every kind of write, one after the other on a fresh database; printed is which of them raised the number.

Run in a process of its own, because the number rises at a commit: ``python -m tests.cms.generation.writes``.
"""

import io
import json
import os
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
django.setup()

from django.core.files.images import ImageFile  # noqa: E402 - Django has to know its apps first
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Locale, PageViewRestriction, Site  # noqa: E402

from cms.consequences.answers import answered_by  # noqa: E402
from cms.languages.models import TranslationState  # noqa: E402
from cms.models import CustomImage  # noqa: E402
from cms.terms.models import Term  # noqa: E402
from downloads.models import DownloadCount, Publication  # noqa: E402
from events.models import Event, EventPage, InvitationCode, SeatBook, Venue  # noqa: E402
from events.signups import save_code  # noqa: E402
from home.models import ContentPage  # noqa: E402
from tests.builders import (  # noqa: E402
    add_page,
    make_event,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    make_staff,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.cms.pictures.corpus import jpeg  # noqa: E402
from tests.downloads.publications import add_file, make_publication  # noqa: E402

rose: dict[str, bool] = {}


def number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM cms_generation")
        return cursor.fetchone()[0]


def write(name: str, action: Callable[[], object]) -> object:
    """Do it in one transaction, and note whether the number is another one then."""
    before = number()
    with transaction.atomic(), answered_by("tests"):
        done = action()
    rose[name] = number() != before
    return done


def alone(name: str, action: Callable[[], object]) -> object:
    """The same for what opens its own transactions."""
    before = number()
    done = action()
    rose[name] = number() != before
    return done


def draft_of(page: ContentPage) -> None:
    page.title = "Neuer Titel"
    page.save_revision()


def pages() -> None:
    home = make_home()
    page = add_page(home, "Seite")
    other = add_page(home, "Andere")
    write("draft of a live page", lambda: draft_of(page))
    write("that draft published", lambda: page.get_latest_revision().publish())
    write("published again as it is", lambda: ContentPage.objects.filter(pk=page.pk).update(title="Neuer Titel"))
    unseen = write("new page as a draft", lambda: add_page(home, "Entwurf", live=False))
    write("draft page saved", lambda: ContentPage.objects.get(pk=unseen.pk).save())
    write("draft page deleted", lambda: ContentPage.objects.get(pk=unseen.pk).delete())
    write("page locked", lambda: ContentPage.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now()))
    write("update() past every save", lambda: ContentPage.objects.filter(pk=page.pk).update(summary="Anders."))
    write("page moved", lambda: ContentPage.objects.get(pk=other.pk).move(ContentPage.objects.get(pk=page.pk)))
    restriction = write(
        "page restricted", lambda: PageViewRestriction.objects.create(page=page, restriction_type="login")
    )
    write("restriction lifted", lambda: restriction.delete())
    write("page unpublished", lambda: ContentPage.objects.get(pk=other.pk).unpublish())
    write("page deleted", lambda: ContentPage.objects.get(pk=page.pk).delete())
    write("translation published", lambda: translate(home, "en"))
    write("state of a translation", lambda: TranslationState.objects.update(outdated_since=timezone.now()))
    write("site renamed", lambda: Site.objects.update(site_name="Anders"))


def frame() -> None:
    write("menus", make_frame)
    write("language opened", lambda: open_language("uk"))
    term = Term(locale=Locale.objects.get(language_code="de"), word="Wort", explanation="Ein Wort.", live=False)
    write("term as a draft", lambda: term.save())
    write("term published", lambda: term.save_revision().publish())
    write("account made", lambda: make_staff("somebody"))
    picture = CustomImage(title="Bild", file=ImageFile(io.BytesIO(jpeg()), "bild.jpg"))
    write("picture uploaded", picture.save)
    rendition = write("rendition made", lambda: picture.get_rendition("max-20x20"))
    write("picture described", lambda: CustomImage.objects.update(description="Ein Platz"))
    write("rendition removed", lambda: rendition.delete())


def events() -> None:
    index = make_event_index(make_home())
    event = make_event()
    make_event_page(index, event)
    write("event as a draft", lambda: event.save_revision())
    write("event published", lambda: (setattr(event, "name", "Anders"), event.save_revision().publish()))
    write("update() of an event", lambda: Event.objects.update(capacity=7))
    write("venue renamed", lambda: Venue.objects.update(name="Anderswo"))
    alone("sign-up, confirmed", lambda: signed_up_and_confirmed(event, 1))
    code = InvitationCode(event=event, organisation="Verein", seats=1, valid_until=event.starts_at)
    alone("code saved", lambda: save_code(code))
    write("seat book written", lambda: SeatBook.objects.update(writes=99, sequence=3))
    write("dates of erasing", lambda: SeatBook.objects.update(signups_erased_at=timezone.now()))
    write("page of an event deleted", lambda: EventPage.objects.get().delete())
    publication = write("publication made", lambda: make_publication("Analyse"))
    write("publication live", lambda: Publication.objects.update(live=True))
    write("file added", lambda: add_file(publication))
    write("release moved", lambda: Publication.objects.update(release_at=timezone.now()))
    counted = DownloadCount(publication=publication, language="de", day=timezone.localdate(), number=1)
    write("download counted", counted.save)


if __name__ == "__main__":
    pages()
    frame()
    events()
    print(json.dumps(rose))
