"""The screens on which editors keep videos and their captions."""

from django.forms import Textarea
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from ..ground.as_read import TellsOfChanges
from ..ground.chooser import OfferingChooserViewSet
from ..ground.storing_screen import TellsWhenNothingIsStored
from ..models.video import Video


class VideoForm(TellsOfChanges, WagtailAdminModelForm):
    """The file comes in once; what pages show is never replaced under their hands."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]


class CaptionsInput(Textarea):
    """Captions to correct in place, or to choose as a file."""

    template_name = "cms/admin/captions_input.html"
    needs_multipart_form = True
    most_bytes = 1_000_000

    def value_from_datadict(self, data, files, name):
        """Return what stands in the chosen file, or else what was typed."""
        chosen = files.get(f"{name}-file")
        if chosen is None:
            return super().value_from_datadict(data, files, name)
        # A form asks for the value more than once.
        chosen.seek(0)
        return chosen.read(self.most_bytes).decode("utf-8", "replace")


class VideoCreateView(TellsWhenNothingIsStored, CreateView):
    pass


class VideoViewSet(SnippetViewSet):
    model = Video
    add_view_class = VideoCreateView
    chooser_viewset_class = OfferingChooserViewSet
    icon = "media"
    menu_label = _("Videos")
    menu_name = "videos"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["title", Column("facts", label=_("file")), "uploaded_at"]
    search_fields = ["title"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("file"),
            HelpPanel(template="cms/admin/video_file.html"),
            InlinePanel(
                "captions",
                panels=[FieldPanel("language"), FieldPanel("text", widget=CaptionsInput)],
                heading=_("Captions, one for each language"),
                label=_("captions"),
                help_text=_("Whatever is spoken needs captions, for people who don't hear it."),
            ),
        ],
        base_form_class=VideoForm,
    )
