"""Lists, choosers and what is asked before something is deleted."""

from django.utils.translation import gettext_noop

from .plurals import ngettext

TEXTS = [
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in '<span class=\"w-title-"
        "ellipsis\">%(title)s</span>'."
    ),
    gettext_noop('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    gettext_noop("Are you sure you want to unpublish this %(model_name)s?"),
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
    gettext_noop("Home"),
    gettext_noop("Show in Explorer"),
    gettext_noop("%(classname)s object (%(id)s)"),
    gettext_noop("One or more references to this %(model_name)s prevent it from being deleted."),
    gettext_noop("Select images in choosers"),
    gettext_noop("Select documents in choosers"),
    gettext_noop("Uploading…"),
    gettext_noop("Wagtail snippets"),
    gettext_noop("Snippets"),
    gettext_noop("Delete %(snippet_type_name)s"),
    gettext_noop("Are you sure you want to delete this %(snippet_type_name)s?"),
    gettext_noop("You don't have permission to delete this %(snippet_type_name)s"),
    gettext_noop(
        "You haven't created any %(snippet_type_name)s snippets. Why not <a "
        'href="%(wagtailsnippets_create_snippet_url)s" target="_blank" rel="noreferrer">create one '
        "now</a>?"
    ),
    gettext_noop("Choose another %(object)s"),
    gettext_noop("the %(model_name)s will also be deleted"),
    gettext_noop("will be set to the default %(model_name)s"),
    gettext_noop("will be set to a %(model_name)s specified by the system"),
    gettext_noop("Dashboard"),
    gettext_noop("URL Generator"),
    gettext_noop("Wagtail embeds"),
]
PLURALS = [
    ngettext(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
    ),
    ngettext("%(count)d %(model_name)s deleted.", "%(count)d %(model_name)s deleted."),
    ngettext(
        "The following page cannot be moved due to duplicate slug",
        "The following pages cannot be moved due to duplicate slugs",
    ),
]
