"""``make guide-pictures``: the pictures of the guide, taken from the running demo as the role whose work they show."""

import io
import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import PROGRAMS, launch_arguments
from tests.databases import ROOT, manage
from tests.servers import run_server

TARGET = ROOT / "home" / "static" / "home" / "guide"
LANGUAGES = ("de", "en")
WIDTH, HEIGHT = 1240, 800
# Names of the demo's rows in the addresses below.
FIND = """
import json
from django.utils import timezone
from cms.models import User
from downloads.models import Publication
from events.models import Event, EventPage, SignupForm
from home.demo.accounts import PASSWORD
from home.models import NewsPage
from wagtail.users.models import UserProfile
for user in User.objects.all():
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "%s"})
events = Event.objects.filter(starts_at__gt=timezone.now()).order_by("starts_at")
print(json.dumps({
    "password": PASSWORD,
    "event": events.first().pk,
    "form": SignupForm.objects.get(locale__language_code="de").pk,
    "news": NewsPage.objects.filter(locale__language_code="de").first().pk,
    "english": EventPage.objects.filter(locale__language_code="en").first().pk,
    "draft": Publication.objects.first().pk,
}))
"""


@dataclass(frozen=True)
class Picture:
    """``width`` in CSS pixels; ``panel`` is the side panel that is open."""

    name: str
    account: str
    path: str
    width: int = WIDTH
    height: int = HEIGHT
    panel: str = ""


PICTURES = (
    Picture("event", "redaktion", "snippets/events/event/edit/{event}/"),
    Picture("form", "redaktion", "snippets/events/signupform/edit/{form}/"),
    Picture("mail", "redaktion", "mail_preview/?event={event}&language=de&kind=confirmed"),
    Picture("page", "redaktion", "pages/{news}/edit/", width=1440, panel="preview"),
    Picture("draft", "redaktion", "snippets/downloads/publication/edit/{draft}/"),
    Picture("board", "uebersetzung", "languages/board/"),
    Picture("sentences", "uebersetzung", "pages/{english}/edit/"),
    Picture("dashboard", "leitung", ""),
    Picture("desk", "anmeldung", "event-desk/{event}/"),
    Picture("check-in", "anmeldung", "event-desk/{event}/check-in/", width=420, height=720),
    Picture("needs", "zugangsbedarf", "event-desk/needs/"),
    Picture("accounts", "verwaltung", "users/"),
)


def main() -> None:
    """Take all pictures in all languages of the guide."""
    with tempfile.TemporaryDirectory(prefix="teilhabe-guide-") as folder, sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=launch_arguments())
        var_dir = Path(folder)
        database_url = f"sqlite:///{var_dir / 'db.sqlite3'}"
        manage(database_url, var_dir, "migrate", "--verbosity", "0")
        manage(database_url, var_dir, "demo")
        with run_server(database_url, var_dir) as server:
            for language in LANGUAGES:
                found = manage(database_url, var_dir, "shell", "--no-imports", "-c", FIND % language).stdout
                rows = json.loads(found)
                for account in dict.fromkeys(picture.account for picture in PICTURES):
                    take(browser, server.url, language, account, rows)
        browser.close()


def take(browser: Browser, url: str, language: str, account: str, rows: dict) -> None:
    """Take the pictures of one account."""
    context = browser.new_context(locale=language, reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    page.goto(f"{url}/admin/login/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", rows["password"])
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/admin/$"))
    for picture in PICTURES:
        if picture.account == account:
            page.set_viewport_size({"width": picture.width, "height": picture.height})
            page.goto(f"{url}/admin/{picture.path.format(**rows)}", wait_until="networkidle")
            arrange(page, picture.panel)
            keep(page.screenshot(), TARGET / f"{picture.name}.{language}.webp")
    context.close()


def arrange(page: Page, panel: str) -> None:
    """Open the side panel that is wanted, and no other; put the cursor nowhere."""
    for toggle in page.locator("[data-side-panel-toggle]").all():
        is_open = toggle.get_attribute("aria-expanded") == "true"
        if is_open != (toggle.get_attribute("data-side-panel-toggle") == panel):
            toggle.click()
    if panel == "preview":
        page.frame_locator("#w-preview-iframe").locator("h1").wait_for()
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")


def keep(png: bytes, target: Path) -> None:
    """Write the picture, small enough for everybody who clones the repository."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(target, "WEBP", quality=80, method=6)


if __name__ == "__main__":
    main()
