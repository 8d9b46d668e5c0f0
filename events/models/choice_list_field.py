from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoiceListField(models.JSONField):
    """Several of a list of choices, kept as a JSON list of their values, so that a revision holds them too."""

    def __init__(self, *args, options: Callable[[], list] | None = None, **kwargs) -> None:
        self.options = options
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.options,
            required=not self.blank,
            label=kwargs.get("label") or self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance) -> None:
        known = {key for key, _label in self.options()}
        if not isinstance(value, list) or not set(value) <= known:
            raise ValidationError(_("Choose from the list."))
        super().validate(value, model_instance)
