"""The frame's own screens: languages and translations, plain language, menus and words."""

from .objects import PAGES, TEXTS
from .rights import BEGINNERS, ON_PAGES, WRITERS, of_model
from .rules import CLOSED, STAFF, Rule, any_of, either
from .snippet_rows import snippet_rows

SUBMIT = any_of("wagtail_localize.submit_translation")
SIMPLIFIERS = either(BEGINNERS, SUBMIT)
# wagtail-localize's own views, behind ours at the same addresses.
BEHIND = (
    *("submit_page_translation", "submit_snippet_translation", "update_translations", "edit_string_translation"),
    *("edit_override", "download_pofile", "upload_pofile", "machine_translate", "preview_translation"),
    *("stop_translation", "convert_to_alias", "snippets_api_listing", "snippets_api_detail"),
)

RULES = [
    # Languages. What is translated may be a page or a snippet, so whoever may edit the text has the right.
    Rule("board of languages", ("translation_board",), get=ON_PAGES),
    Rule("state of a translation", ("translation_state",), get=STAFF, post=STAFF, objects=TEXTS),
    # Says in a sentence who may publish what.
    Rule("publish all languages", ("publish_all_languages",), get=STAFF, post=STAFF, objects=TEXTS),
    Rule("translate a page", ("translate_page",), get=SUBMIT, post=SUBMIT, objects=PAGES),
    Rule("translate a snippet", ("translate_snippet", "sync_translations"), get=SUBMIT, post=SUBMIT),
    Rule("simple German of a page", ("create_simple_german_page",), get=SIMPLIFIERS, post=SIMPLIFIERS, objects=PAGES),
    Rule("simple German of a snippet", ("create_simple_german_snippet",), get=SUBMIT, post=SUBMIT),
    Rule(
        "translator's sentences",
        ("translation_sentence", "translation_override"),
        get=STAFF,
        post=STAFF,
        objects=TEXTS,
    ),
    Rule("remarks beside a sentence", ("translation_remarks",), get=STAFF, objects=TEXTS),
    Rule("translator's file", ("translation_po_download",), get=STAFF, objects=TEXTS),
    Rule("translator's preview", ("translation_preview", "translation_preview_mode"), get=STAFF, objects=TEXTS),
    Rule(
        "translator's file, machine, stop",
        ("translation_po_upload", "translation_machine", "translation_stop"),
        get=STAFF,
        post=STAFF,
        objects=TEXTS,
    ),
    # Asks for a right on the model.
    Rule("translator's choosers", ("translation_snippets", "translation_snippet"), get=STAFF),
    # Says in a sentence why not.
    Rule("no page that mirrors another", ("page_to_alias",), get=WRITERS, post=WRITERS, objects=PAGES),
    Rule("words of the translator's editor", ("wagtail_localize:javascript_catalog",), get=STAFF),
    Rule(
        "wagtail-localize's own views",
        tuple(f"wagtail_localize:{name}" for name in BEHIND),
        CLOSED,
        CLOSED,
    ),
    # The board says more, and asks whose pages they are.
    Rule(
        "report on translations",
        ("wagtail_localize:translations_report", "wagtail_localize:translations_report_results"),
        CLOSED,
        CLOSED,
    ),
    # The view asks who may publish, or approve, what it is about.
    Rule("question before a publish", ("consequences_question",), get=STAFF, post=STAFF),
    # Plain language
    Rule("hints while editing", ("plain_language:edit",), post=WRITERS, objects=PAGES),
    Rule("hints while editing a snippet", ("plain_language:snippet",), post=STAFF, objects=TEXTS),
    Rule("hints on a new page", ("plain_language:add",), post=BEGINNERS, objects=PAGES),
    # Those who see what the nightly check found see how the site is.
    Rule("operation", ("health",), get=of_model("cms.invariantrun", "view")),
    # Menus, words, languages and videos
    *snippet_rows("cms.siteframe", drafts=True, workflow=True, previews=True, translated=True),
    *snippet_rows("terms.term", drafts=True, workflow=True, previews=True, translated=True),
    *snippet_rows("languages.languageprofile", drafts=True, workflow=True),
    *snippet_rows("cms.video", chooser=of_model("cms.video", "view")),
]
