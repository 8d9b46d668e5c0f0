from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from .shared_fields import shared_field_names, source_of


class SharedFieldsForm(WagtailAdminPageForm):
    """The editor's form of a page: what German rules is shown in the other languages, but can't be changed there."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        source = source_of(self.instance)
        if source is None:
            return
        for name in shared_field_names(self.instance):
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("The same in all languages: change it on the German page.")
