"""The preview beside the editor in Chromium: the page stands in the frame, and the checks look into it."""

from playwright.sync_api import expect

from tests.browser.staff import at_work
from tests.databases import manage
from tests.demo_site import LoadedDemo

ONE_OF_EACH_TYPE = """
from wagtail.models import Page
pages = Page.objects.live().filter(depth__gt=1, locale__language_code="de").order_by("-path")
print(*{page.content_type_id: f"{page.pk} {page.title}" for page in pages}.values(), sep="\\n")
"""
EVENT_IN_ARABIC = """
from events.models import EventPage
page = EventPage.objects.get(locale__language_code="ar")
print(page.event_id, page.pk, page.title)
"""
DRAFT_WITH_FAULTS = """
from cms.models import CustomImage
from home.models import ContentPage
page = ContentPage.objects.filter(locale__language_code="de").first()
draft = page.get_latest_revision_as_object()
draft.body = draft.body.stream_block.to_python([
    {"type": "text", "value": '<p>Mehr steht <a href="https://stadt.example/">hier</a>.</p>'},
    {"type": "picture", "value": {"image": CustomImage.objects.first().pk, "alt_text": "", "decorative": False}},
])
draft.save_revision()
print(page.pk)
"""


def ask(demo: LoadedDemo, code: str) -> str:
    return manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", code).stdout.strip()


def open_panel(page, name: str) -> None:
    toggle = page.locator(f"[data-side-panel-toggle={name}]")
    toggle.wait_for()
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()


def shown_title(page):
    return page.frame_locator("#w-preview-iframe").locator("h1")


def test_each_kind_of_page_stands_in_the_panel_and_is_checked(browser, site, demo):  # E3 E8
    kinds = [line.split(" ", 1) for line in ask(demo, ONE_OF_EACH_TYPE).splitlines()]
    assert len(kinds) > 8
    with at_work(browser, site, "leitung") as page:
        for pk, title in kinds:
            page.goto(f"{site}/admin/pages/{pk}/edit/")
            open_panel(page, "preview")
            expect(shown_title(page)).to_contain_text(title.replace("\xad", ""), timeout=20_000)
            open_panel(page, "checks")
            expect(page.locator("[data-content-word-count]")).not_to_have_text("-", timeout=20_000)
            expect(page.locator("[data-side-panel=checks] [data-content-checker-count]")).to_have_text("0")


def test_an_event_is_shown_in_arabic_while_its_facts_are_typed(browser, site, demo):  # E3 L2
    event, arabic, title = ask(demo, EVENT_IN_ARABIC).split(" ", 2)
    with at_work(browser, site, "leitung") as page:
        page.goto(f"{site}/admin/snippets/events/event/edit/{event}/")
        open_panel(page, "preview")
        frame = page.frame_locator("#w-preview-iframe")
        expect(frame.locator("html")).to_have_attribute("lang", "de", timeout=20_000)
        page.select_option("#id_preview_mode", "ar")
        expect(frame.locator("html[lang=ar][dir=rtl]")).to_be_attached(timeout=20_000)
        expect(shown_title(page)).to_have_text(title)
        page.fill("[name=capacity]", "77")
        expect(frame.locator("main")).to_contain_text("77", timeout=20_000)
        # The translators' editor has no panel; its button opens the preview.
        page.goto("about:blank")
        page.goto(f"{site}/admin/pages/{arabic}/edit/")
        with page.context.expect_page() as opened:
            page.locator("footer").get_by_text("Vorschau").click()
        expect(opened.value.locator("html[lang=ar][dir=rtl] h1")).to_have_text(title)


def test_planted_faults_are_counted_and_named_and_the_new_tab_shows_them_too(browser, site, demo):  # E8
    pk = ask(demo, DRAFT_WITH_FAULTS)
    with at_work(browser, site, "redaktion") as page:
        page.goto(f"{site}/admin/pages/{pk}/edit/")
        open_panel(page, "checks")
        expect(page.locator("[data-side-panel=checks] [data-content-checker-count]")).to_have_text("2", timeout=20_000)
        expect(page.locator("[data-checks-panel]")).to_contain_text("Der Linktext sagt nicht, wohin er führt")
        expect(page.locator("[data-checks-panel]")).to_contain_text("Bild ohne Text")
        open_panel(page, "preview")
        with page.context.expect_page() as opened:
            page.click("[data-w-preview-target=newTab]")
        tab = opened.value
        expect(tab.locator("main a", has_text="hier")).to_be_visible()
        expect(tab.locator("wagtail-userbar [data-content-checker-count]").first).to_have_text("2", timeout=20_000)
        # Staff on the public page see what visitors see.
        tab.goto(f"{site}/de/")
        assert tab.locator("wagtail-userbar").count() == 0
