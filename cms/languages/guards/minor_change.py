from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin

from ...texts.link_texts import SpeakingLinksForm
from ..core.shared_fields import is_source

FIELD = "minor_change"


class MinorChange(models.Model):
    """Knows whether its last change was too small to make its translations old."""

    minor_change = models.BooleanField(
        _("minor change"),
        default=False,
        help_text=_(
            "Tick it when what changes in the published text is small, such as a comma: the other languages then count "
            "as up to date."
        ),
    )

    class Meta:
        abstract = True


def ask_whether_minor(form, instance: TranslatableMixin) -> None:
    """Let the editor's form ask anew each time, and only where others translate what readers have already."""
    if FIELD not in form.fields:
        return
    form.initial[FIELD] = False
    is_german = instance.locale_id is None or is_source(instance)
    if not instance.pk or not getattr(instance, "live", True) or not is_german:
        del form.fields[FIELD]
        # What was ticked for an earlier change is over.
        instance.minor_change = False


class TranslatedForm(SpeakingLinksForm):
    """The editor's form of a snippet that is translated."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ask_whether_minor(self, self.instance)
