"""Blocks of long texts: subheadings, tables, maps and videos that lie elsewhere."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation as languages
from PIL import Image
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import ReferenceIndex
from wagtail_localize.models import StringTranslation

from cms.frame.blocks import StoryBlock
from cms.models import CustomImage
from cms.pictures.public_use import in_public_use
from cms.plain_language.texts import paragraphs
from tests.builders import add_page, make_home, open_language, translate
from tests.builders.locales import locale_of
from tests.cms.languages.translating import begin, page

pytestmark = pytest.mark.django_db

TABLE = {
    "caption": "Ziele bis 2030",
    "columns": [{"type": "text", "heading": "Ziel"}, {"type": "text", "heading": "Stand"}],
    "rows": [{"values": ["Rampen", "begonnen"]}, {"values": ["Leitsystem", "begonnen"]}],
}
VIDEO = {
    "title": "Der Plan",
    "url": "https://video.example/plan?a=1",
    "is_sign_language": True,
    "transcript": "<p>Guten Tag.</p>",
}


def make_picture() -> CustomImage:
    output = io.BytesIO()
    Image.new("RGB", (1500, 900)).save(output, "PNG")
    file = SimpleUploadedFile("karte.png", output.getvalue(), "image/png")
    return CustomImage.objects.create(title="Karte", file=file, width=1500, height=900)


def map_of(picture: CustomImage, **changes: str) -> dict:
    values = {
        "text": "Das Rathaus an der Haltestelle",
        "url": "https://karte.example/",
        "label": "Rathaus im Stadtplan",
    }
    return {"picture": picture.pk, **values, **changes}


@pytest.fixture
def home():
    return make_home()


def story(*blocks: tuple[str, object]):
    block = StoryBlock()
    return block, block.to_python([{"type": kind, "value": value} for kind, value in blocks])


def wrong(*blocks: tuple[str, object]) -> list[int]:
    """The places of the blocks with which an editor can't publish."""
    block, value = story(*blocks)
    try:
        block.clean(value)
    except StreamBlockValidationError as refused:
        return list(refused.block_errors)
    return []


def shown(home, client, *blocks: tuple[str, object]) -> BeautifulSoup:
    """The main part of a published page with these blocks."""
    _block, value = story(*blocks)
    add_page(home, "Lang", slug="lang", body=value)
    return BeautifulSoup(client.get("/de/lang/").content, "html.parser").main


HEADING, SUBHEADING = ("heading", {"text": "Ziele"}), ("subheading", {"text": "Rampen"})


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([HEADING, SUBHEADING, SUBHEADING], []),
        ([("text", "<p>Zuerst.</p>"), HEADING, SUBHEADING], []),
        ([SUBHEADING], [0]),
        ([("text", "<p>Zuerst.</p>"), SUBHEADING, HEADING, SUBHEADING], [1]),
    ],
)
def test_a_subheading_comes_below_a_heading(blocks, expected):
    assert wrong(*blocks) == expected


def test_the_headings_of_a_page_step_down_one_by_one(home, client):
    main = shown(home, client, HEADING, SUBHEADING, SUBHEADING, HEADING)
    assert [heading.name for heading in main.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h3", "h3", "h2"]


def test_a_draft_may_be_kept_before_its_headings_and_tables_are_right():
    block, value = story(SUBHEADING, ("table", {**TABLE, "caption": ""}))
    block.defer_required_validation()
    try:
        kept = block.clean(value)
    finally:
        # The blocks of a class are the same for all.
        block.restore_deferred_validation()
    assert [child.block_type for child in kept] == ["subheading", "table"]


def test_a_table_says_what_it_is_about_and_what_each_cell_belongs_to(home, client):
    region = shown(home, client, ("table", TABLE)).select_one(".table-region")
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Ziele bis 2030")
    assert region.caption.text == "Ziele bis 2030"
    assert [(cell.text, cell.get("scope")) for cell in region.find_all(["th", "td"])] == [
        ("Ziel", "col"),
        ("Stand", "col"),
        ("Rampen", "row"),
        ("begonnen", None),
        ("Leitsystem", "row"),
        ("begonnen", None),
    ]


def test_what_is_typed_into_a_table_stays_text(home, client):
    rows = [{"values": ["<b>Rampen</b>", "eins\nzwei"]}]
    row = shown(home, client, ("table", {**TABLE, "rows": rows})).select_one("tbody tr")
    assert (row.th.text, str(row.td)) == ("<b>Rampen</b>", "<td>eins<br/>zwei</td>")


@pytest.mark.parametrize(
    "change",
    [
        {"caption": ""},
        {"columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": "Stand"}]},
        {"rows": [{"values": ["", "begonnen"]}]},
        {"columns": [], "rows": []},
    ],
)
def test_a_table_without_its_names_is_refused(change):
    assert (wrong(("table", TABLE)), wrong(("table", {**TABLE, **change}))) == ([], [0])


def test_a_video_elsewhere_is_a_plain_link_that_names_the_other_website(home, client):
    block = shown(home, client, ("video_link", VIDEO)).select_one(".video-link")
    assert [(link.text, link["href"]) for link in block.find_all("a")] == [
        ("Der Plan: Video ansehen bei video.example", "https://video.example/plan?a=1")
    ]
    assert block.select_one(".help").text == (
        "Das Video liegt auf einer anderen Website. Erst wenn Sie dem Link folgen, erfährt "
        "video.example von Ihrem Besuch."
    )
    assert block.select_one(".chip").text == "In Gebärdensprache"
    assert [block.summary.text, block.select_one("details .prose").get_text(strip=True)] == [
        "Text des Videos",
        "Guten Tag.",
    ]
    assert block.find_all(["iframe", "video", "img", "script", "object"]) == []


def test_a_video_without_its_text_and_without_signs_says_neither(home, client):
    values = {**VIDEO, "is_sign_language": False, "transcript": ""}
    block = shown(home, client, ("video_link", values)).select_one(".video-link")
    assert (block.find_all("details"), block.select(".chip")) == ([], [])


def test_a_map_is_a_picture_with_a_link_and_asks_nobody(home, client):
    picture = make_picture()
    block = shown(home, client, ("map", map_of(picture))).select_one("figure.map")
    assert (block.img["alt"], block.img["src"].startswith("/media/images/")) == ("Das Rathaus an der Haltestelle", True)
    assert (block.figcaption.a.text, block.figcaption.a["href"]) == ("Rathaus im Stadtplan", "https://karte.example/")
    assert in_public_use([picture.pk]) == {picture.pk}
    assert ReferenceIndex.get_references_to(picture).count() == 1


@pytest.mark.parametrize("change", [{"text": ""}, {"label": ""}, {"label": "hier"}, {"url": "javascript:alert(1)"}])
def test_a_map_without_words_or_with_empty_ones_is_refused(change):
    picture = make_picture()
    assert (wrong(("map", map_of(picture))), wrong(("map", map_of(picture, **change)))) == ([], [0])


def test_no_address_leads_into_a_program():
    assert wrong(("video_link", {**VIDEO, "url": "javascript:alert(1)"})) == [0]


BLOCKS = [HEADING, SUBHEADING, ("table", TABLE), ("video_link", VIDEO)]
GERMAN = [
    *("Ziele", "Rampen", "Ziele bis 2030", "Ziel", "Stand", "begonnen", "Leitsystem", "Der Plan", "Guten Tag."),
    *("Das Rathaus an der Haltestelle", "Rathaus im Stadtplan"),
]


def begun(home):
    """A page with each of these blocks, and its translation, of which nothing is written yet."""
    open_language("en")
    translate(home, "en", "Home")
    picture = make_picture()
    _block, value = story(*BLOCKS, ("map", map_of(picture)))
    return begin(add_page(home, "Lang", slug="lang", body=value)), picture


def write_all(translation) -> None:
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale_of("en"),
            defaults={"data": f"EN {segment.string.data}", "translation_type": "manual"},
        )


def draft(translation):
    """The translated page as it waits for somebody to publish it."""
    return page(translation).get_latest_revision_as_object()


def test_translators_get_each_text_of_the_blocks_and_no_address(home):
    translation, _picture = begun(home)
    segments = translation.source.stringsegment_set.filter(context__path__startswith="body").order_by("order")
    found = [segment.string.data for segment in segments]
    # The first cell says the same as the subheading, in another place.
    assert found == [*GERMAN[:5], "Rampen", *GERMAN[5:]]


def test_what_translators_wrote_stands_in_the_blocks_and_the_rest_is_the_same(home):
    translation, picture = begun(home)
    write_all(translation)
    translation.save_target()
    heading, subheading, table, video, map_block = draft(translation).body
    assert (heading.value["text"], subheading.value["text"]) == ("EN Ziele", "EN Rampen")
    assert table.block.get_prep_value(table.value) == {
        "caption": "EN Ziele bis 2030",
        "columns": [{"type": "text", "heading": "EN Ziel"}, {"type": "text", "heading": "EN Stand"}],
        "rows": [{"values": ["EN Rampen", "EN begonnen"]}, {"values": ["EN Leitsystem", "EN begonnen"]}],
    }
    assert (video.value["title"], video.value["url"], video.value["is_sign_language"]) == (
        "EN Der Plan",
        VIDEO["url"],
        True,
    )
    assert BeautifulSoup(video.value["transcript"].source, "html.parser").text == "EN Guten Tag."
    assert map_block.value["picture"] == picture
    assert (map_block.value["url"], map_block.value["label"]) == ("https://karte.example/", "EN Rathaus im Stadtplan")


def test_a_row_that_is_put_in_between_leaves_the_translations_of_the_others(home):
    translation, _picture = begun(home)
    write_all(translation)
    german = translation.source.get_source_instance()
    rows = [TABLE["rows"][0], {"values": ["Aufzug", "begonnen"]}, TABLE["rows"][1]]
    raw = list(german.body.raw_data)
    raw[2] = {**raw[2], "value": {**TABLE, "rows": rows}}
    german.body = german.body.stream_block.to_python(raw)
    german.save_revision().publish()
    translation.source.update_from_db()
    segments = translation.source.stringsegment_set.annotate_translation(locale_of("en"))
    assert [segment.string.data for segment in segments if segment.translation is None] == ["Aufzug"]


def test_a_special_sign_in_a_table_is_translated_as_it_is(home):
    open_language("en")
    translate(home, "en", "Home")
    _block, value = story(("table", {**TABLE, "caption": "Wege & <Ziele>"}))
    translation = begin(add_page(home, "Lang", slug="lang", body=value))
    write_all(translation)
    translation.save_target()
    assert draft(translation).body[0].value.caption == "EN Wege & <Ziele>"


def test_search_and_hints_read_the_blocks_too(home):
    translation, _picture = begun(home)
    german = translation.source.get_source_instance().specific
    field = german._meta.get_field("body")
    searched = " ".join(map(str, field.get_searchable_content(german.body)))
    assert [text for text in GERMAN if text not in searched] == []
    assert [text for text in GERMAN if text not in paragraphs(german)] == []


def test_the_errors_of_a_table_are_sentences():
    block, value = story(("table", {**TABLE, "caption": ""}))
    with languages.override("de"), pytest.raises(ValidationError) as refused:
        block.child_blocks["table"].clean(value[0].value)
    assert refused.value.as_json_data() == {
        "messages": ["Geben Sie der Tabelle eine Beschriftung. Sie sagt, worum es in der Tabelle geht."]
    }
