"""What stands where in the editor's form of a publication."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from .files_panel import FilesPanel
from .publication_form import PublicationFileInput, PublicationForm

FILE_PANELS = [
    FieldRowPanel([FieldPanel("language"), FieldPanel("title")]),
    FieldPanel("file", widget=PublicationFileInput),
    FieldPanel("what_changed"),
]
PUBLICATION_PANELS = ObjectList(
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("stage"), FieldPanel("version")]),
        MultiFieldPanel(
            [FieldPanel("release_at"), FieldPanel("audience"), FieldPanel("working_groups")],
            _("Who may fetch it, from when"),
        ),
        FieldPanel("supersedes"),
        FilesPanel("files", panels=FILE_PANELS, heading=_("Files, one for each language"), label=_("file")),
        FieldPanel("still_right"),
    ],
    base_form_class=PublicationForm,
)
