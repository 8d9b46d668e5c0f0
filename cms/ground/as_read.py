"""A form of something without drafts knows what it was filled in from: two windows overwrite nothing unasked.

Where there are drafts, Wagtail tells of the other window itself.
"""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

FIELD = "as_read"
CHANGED_MEANWHILE = _(
    "This was changed in another window or by somebody else while you wrote. What you typed is still here. Open this "
    "screen in a second tab to compare; whoever saves once more puts their own words in the place of the new ones."
)


class TellsOfChanges:
    """Mixed into the form of a model: refuses once to save over what its writer has not seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stands_now = _mark_of(self.initial)
        if self.instance.pk:
            widget = forms.HiddenInput
            self.fields[FIELD] = forms.CharField(required=False, widget=widget, initial=self._stands_now)

    def clean(self) -> dict:
        """Refuse what was filled in from older values, and show the form as one that was filled in from these."""
        cleaned = super().clean()
        was_read = cleaned.pop(FIELD, "")
        if was_read and was_read != self._stands_now:
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = self._stands_now
            self.add_error(None, ValidationError(CHANGED_MEANWHILE))
        return cleaned


class FormThatTellsOfChanges(TellsOfChanges, WagtailAdminModelForm):
    """For models whose form needs nothing else."""


def _mark_of(values: dict[str, Any]) -> str:
    written = repr(sorted((name, str(value)) for name, value in values.items()))
    return hashlib.sha256(written.encode()).hexdigest()[:20]
