from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from ...ground.saved_meanwhile import AsksBeforeReplacing
from ...texts.link_texts import SpeakingLinksForm
from ..core.shared_fields import shared_field_names, source_of
from .minor_change import ask_whether_minor


class SharedFieldsForm(AsksBeforeReplacing, SpeakingLinksForm, WagtailAdminPageForm):
    """The editor's form of a page: what German rules is shown in the other languages, but can't be changed there.

    Each change of a published German page is a new one: whether it is minor is asked anew each time.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        source = source_of(self.instance)
        ask_whether_minor(self, self.instance)
        if source is None:
            return
        for name in shared_field_names(self.instance):
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("The same in all languages: change it on the German page.")
