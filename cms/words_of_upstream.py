"""Texts of Wagtail's that its German catalogue lacks, or says in a programmer's words.

Named here, they stand in our own catalogues, which come before Wagtail's. ``tests/home/test_words_of_upstream.py``
holds that Wagtail still has them.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

LISTING = [
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
        "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
    gettext_noop('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
]
QUESTIONS = [
    gettext_noop("Are you sure you want to unpublish this %(model_name)s?"),
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
]
EDITING = [
    gettext_noop(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to view the "
        "last saved version."
    ),
    gettext_noop("View latest version"),
]
LOCALES = [
    gettext_noop("Add a locale"),
    gettext_noop("Add locale"),
    gettext_noop("Are you sure you want to delete this locale?"),
    gettext_noop("Delete locale"),
    gettext_noop("Locale '{0}' created."),
    gettext_noop("Locale '{0}' deleted."),
    gettext_noop("Locale '{0}' updated."),
    gettext_noop("Locales"),
    gettext_noop("The locale could not be saved due to errors."),
    gettext_noop("This locale cannot be deleted because there are pages and/or other objects using it."),
    gettext_noop("locale"),
    gettext_noop("locales"),
]
APPROVAL = [
    gettext_noop("Approve with comment"),
    gettext_noop("%(label)s and Publish"),
]
USAGE = (
    "This %(model_name)s is referenced %(usage_count)s time.",
    "This %(model_name)s is referenced %(usage_count)s times.",
)
# Named once more where makemessages reads it
ngettext_lazy(
    "This %(model_name)s is referenced %(usage_count)s time.",
    "This %(model_name)s is referenced %(usage_count)s times.",
)
