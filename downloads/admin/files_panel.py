"""The files of a publication in the editor's form, also those that only a revision knows."""

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from django.forms.models import BaseModelFormSet
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class FilesFormSet(BaseChildFormSet):
    """Finds again what waits for approval, and offers a new publication a row for each language.

    modelcluster takes a row without an id for a new one, and so would ask for the file again. An offered row that was
    left alone is no file.
    """

    def offer(self, languages: list[str]) -> None:
        """Show an empty row for each of these languages; called before the rows are made."""
        self.initial_extra = [{"language": code} for code in languages]
        self.extra = len(languages)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if index is not None and index >= self.initial_form_count():
            # Wagtail's script numbers all rows; that alone makes no file of one.
            form.fields[ORDERING_FIELD_NAME].has_changed = _never

    def full_clean(self) -> None:
        """Check all rows; each has a place then, which Wagtail's panel asks for and a row left alone has none of."""
        super().full_clean()
        for number, form in enumerate(self.forms, start=1):
            if hasattr(form, "cleaned_data"):
                form.cleaned_data.setdefault(ORDERING_FIELD_NAME, number)

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


def _never(initial: object, data: object) -> bool:
    return False


class FilesPanel(InlinePanel):
    """Wagtail's panel with our formset."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = FilesFormSet
        return options
