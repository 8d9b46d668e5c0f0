"""Run by ``manage.py shell``: a small site that is German only, for editors who begin another language."""

from django.contrib.auth.models import Group

from home.demo.accounts import PASSWORD
from home.roles import CHIEF_EDITORS
from tests.builders import (
    add_page,
    make_event,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    make_staff,
)


def build() -> None:
    """Make the pages, the frame with a menu, an event with its form, and a chief editor."""
    home = make_home()
    index = make_event_index(home)
    event = make_event("Werkstatt", days_from_now=30)
    make_event_page(
        index, event, "Werkstatt", slug="werkstatt", summary="Wir reden am Stadthaus, Telefon 0351 488 20 00."
    )
    add_page(home, "Impressum", slug="impressum", summary="Wer hier schreibt.")
    make_frame(main_menu=[index])
    user = make_staff("leitung")
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
