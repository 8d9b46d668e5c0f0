from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from ...ground.saved_meanwhile import AsksBeforeReplacing
from ..core.opening import why_not
from ..models import LanguageProfile


def unused_languages() -> list[tuple[str, str]]:
    """Return the prepared languages that have no profile yet."""
    used = set(LanguageProfile.objects.values_list("locale__language_code", flat=True))
    return [(code, name) for code, name in settings.LANGUAGES if code not in used]


class LanguageProfileForm(AsksBeforeReplacing, WagtailAdminModelForm):
    """Switch on a prepared language: it begins invisible, and opens once its home page is published."""

    code = forms.ChoiceField(
        label=_("Language"),
        choices=unused_languages,
        help_text=_("Visitors don't see it before you open it. Its texts are then made from the German ones."),
    )

    class Meta:
        model = LanguageProfile
        fields = ["is_public", "sort_order", "older_notice", "machine_notice", "missing_notice", "read_by_native"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]

    def defer_required_fields(self) -> None:
        """Ask for everything in a draft, too: a profile without its language is none."""

    def clean_is_public(self) -> bool:
        is_public = self.cleaned_data["is_public"]
        code = self.instance.code if self.instance.pk else None
        if reason := why_not(code, is_public):
            raise ValidationError(reason)
        return is_public

    def clean_older_notice(self) -> str:
        notice = self.cleaned_data["older_notice"]
        if notice and "{date}" not in notice:
            raise ValidationError(_("Write {date} where the day stands on which the German page was changed."))
        return notice

    def clean_machine_notice(self) -> str:
        notice = self.cleaned_data["machine_notice"]
        if notice and "{machine}" not in notice:
            raise ValidationError(_("Write {machine} where the name of the machine stands."))
        return notice

    @transaction.atomic
    def save(self, commit: bool = True) -> LanguageProfile:
        if not self.instance.pk:
            self.instance.locale = Locale.objects.get_or_create(language_code=self.cleaned_data["code"])[0]
        return super().save(commit=commit)
