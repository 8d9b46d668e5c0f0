from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.panels.group import ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import LanguageProfile
from .profile_form import LanguageProfileForm


class LanguageViewSet(SnippetViewSet):
    """Editors prepare a language and open it to visitors, without a deploy."""

    model = LanguageProfile
    icon = "globe"
    menu_label = _("Languages")
    list_display = ["__str__", "code", BooleanColumn("is_public", label=_("open to visitors")), "sort_order"]
    copy_view_enabled = False
    inspect_view_enabled = False

    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("is_public"),
            FieldPanel("sort_order"),
            FieldPanel("read_by_native"),
            MultiFieldPanel(
                [FieldPanel("older_notice"), FieldPanel("machine_notice"), FieldPanel("missing_notice")],
                heading=_("What readers are told"),
            ),
        ],
        base_form_class=LanguageProfileForm,
    )
