"""A form of something without drafts knows what it was filled in from: two windows overwrite nothing unasked.

Where there are drafts, Wagtail tells of the other window itself.
"""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.text import Truncator
from django.utils.timezone import template_localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

FIELD = "as_read"
CHANGED_MEANWHILE = _(
    "This was changed in another window or by somebody else while you wrote. What you typed is still here. What was "
    "changed is said at its place; whoever saves once more puts their own words in the place of the new ones."
)
LONGEST_VALUE = 200


class TellsOfChanges:
    """Mixed into a form with initial values: refuses once to save over what its writer has not seen, and says what.

    In a form of a model there is something to save over once it is stored; other forms say so by ``overwrites``.
    """

    changed_meanwhile = CHANGED_MEANWHILE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stands_now = {name: _mark_of(value) for name, value in self.initial.items() if name in self.fields}
        if self.overwrites():
            written = " ".join(f"{name}:{mark}" for name, mark in sorted(self._stands_now.items()))
            self.fields[FIELD] = forms.CharField(required=False, widget=forms.HiddenInput, initial=written)

    def overwrites(self) -> bool:
        """Return whether what is saved takes the place of something."""
        return bool(self.instance.pk)

    def clean(self) -> dict:
        """Refuse what was filled in from older values, and show the form as one that was filled in from these."""
        cleaned = super().clean() or self.cleaned_data
        was_read = cleaned.pop(FIELD, "")
        stands_now = self.fields[FIELD].initial if FIELD in self.fields else ""
        if was_read and was_read != stands_now:
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = stands_now
            self.add_error(None, ValidationError(self.changed_meanwhile))
            for name in self._changed_since(was_read):
                self.add_error(name, _new_value(self.fields[name], self.initial.get(name)))
        return cleaned

    def _changed_since(self, was_read: str) -> list[str]:
        before = dict(part.rpartition(":")[::2] for part in was_read.split())
        names = before.keys() | self._stands_now.keys()
        return [name for name in self.fields if name in names and before.get(name) != self._stands_now.get(name)]


class FormThatTellsOfChanges(TellsOfChanges, WagtailAdminModelForm):
    """For models whose form needs nothing else."""


def _mark_of(value: Any) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:12]


def _new_value(field: forms.Field, value: Any) -> str:
    """Return what a field holds by now, in words; of what has parts or a layout only that it is new."""
    if value in (None, "", []):
        return gettext("Changed meanwhile: it is empty now.")
    said = _in_words(field, value)
    if not said:
        return gettext("Changed meanwhile.")
    return gettext("Changed meanwhile, it is now: %(value)s") % {"value": Truncator(said).chars(LONGEST_VALUE)}


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(field, forms.ModelChoiceField | forms.FileField) or isinstance(field.widget, forms.HiddenInput):
        return ""
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        return ", ".join(str(label) for key, label in field.choices if str(key) in chosen)
    return str(localize(template_localtime(value))) if isinstance(value, str | date | int) else ""
