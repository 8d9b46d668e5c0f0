"""The form in which staff say why somebody gets no seat."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import TextField

from .reasons import german_reasons

LONGEST = 1000


class DeclineForm(forms.Form):
    """A ready reason, an own text, or both."""

    reason = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Reason"),
        empty_label=_("No ready reason"),
        help_text=_("People read it in their own language, where it is translated."),
    )
    own_text = TextField(
        required=False,
        max_length=LONGEST,
        label=_("Own text"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands in the mail as you write it here, after the ready reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = german_reasons()

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["reason"] or cleaned["own_text"]):
            raise forms.ValidationError(_("Choose a reason or write one: people want to know why."))
        return cleaned


class BulkDeclineForm(DeclineForm):
    """For several people at once; they may read different languages, so the reason is a translated one."""

    own_text = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].empty_label = _("Please choose")

    def clean(self) -> dict:
        return self.cleaned_data
