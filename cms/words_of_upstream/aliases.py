"""Pages that show what another page says, which Wagtail calls aliases."""

from django.utils.translation import gettext_noop

TEXTS = [
    gettext_noop("Alias"),
    gettext_noop("Convert alias %(title)s"),
    gettext_noop("Convert alias"),
    gettext_noop("Are you sure you want to convert this alias into an ordinary page?"),
    gettext_noop("No, leave it as an alias"),
    gettext_noop("This page is an alias of another page."),
    gettext_noop("Convert this alias into an ordinary page"),
    gettext_noop("Create alias"),
    gettext_noop("Created an alias of %(title)s"),
    gettext_noop("Created an alias"),
    gettext_noop("Convert alias into ordinary page"),
    gettext_noop("Converted the alias '%(title)s' into an ordinary page"),
    gettext_noop("Converted an alias into an ordinary page"),
    gettext_noop("Convert to alias %(title)s"),
    gettext_noop("Convert to alias"),
    gettext_noop(
        "Are you sure you want to convert this page into an alias? This will overwrite the content of"
        " the page with the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    gettext_noop("Page '{}' has been converted into an alias."),
    gettext_noop("Convert to alias page"),
    gettext_noop("Convert page to alias"),
    gettext_noop("Converted page '%(title)s' to an alias of the translation source page '%(source_title)s'"),
    gettext_noop("Converted page to an alias of the translation source page"),
]
