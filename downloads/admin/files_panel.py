"""The files of a publication in the editor's form, also those that only a revision knows."""

from django import forms
from django.forms.models import BaseModelFormSet
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class FilesFormSet(BaseChildFormSet):
    """Finds again what waits for approval.

    modelcluster takes a row without an id for a new one, and so would ask for the file again.
    """

    def _construct_form(self, i: int, **kwargs) -> forms.ModelForm:
        if not self._is_waiting(i):
            return super()._construct_form(i, **kwargs)
        position = sum(self._is_waiting(earlier) for earlier in range(i))
        waiting = [file for file in self.get_queryset() if file.pk is None]
        instance = waiting[position] if position < len(waiting) else self.model()
        return super(BaseModelFormSet, self)._construct_form(i, instance=instance, **kwargs)

    def save(self, commit: bool = True) -> list:
        kept = [
            form.instance
            for form in self.initial_forms
            if form.instance.pk is None and form.instance.file and not self._should_delete_form(form)
        ]
        saved = super().save(commit=False)
        manager = getattr(self.instance, self.rel_name)
        manager.add(*(file for file in kept if file not in manager.all()))
        if commit:
            manager.commit()
        return saved

    def _is_waiting(self, i: int) -> bool:
        id_name = f"{self.add_prefix(i)}-{self.model._meta.pk.name}"
        return self.is_bound and i < self.initial_form_count() and self.data.get(id_name) == ""


class FilesPanel(InlinePanel):
    """Wagtail's panel with our formset."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = FilesFormSet
        return options
