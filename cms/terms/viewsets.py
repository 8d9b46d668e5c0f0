from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn

from ..languages.core.translation_policy import TranslatedViewSet
from .models import Term


class TermViewSet(TranslatedViewSet):
    """Editors explain hard words once, for all pages."""

    model = Term
    icon = "openquote"
    menu_label = _("Terms")
    list_display = [
        "word",
        "explanation",
        BooleanColumn("stays", label=_("Stays in every language")),
        UpdatedAtColumn(label=_("Updated")),
    ]
    search_fields = ["word", "explanation"]
    copy_view_enabled = False
