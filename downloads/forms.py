"""What editors enter in the admin about publications."""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .enums import Audience
from .file_names import file_name, file_url


class PublicationForm(WagtailAdminModelForm):
    """Files that are older than the German one can be found to be still right; the field is there only for those."""

    still_right = forms.MultipleChoiceField(
        label=_("These files still say the same as the German one"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The German file was replaced after them. Tick what is still right; readers then see no notice."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        outdated = _outdated_files(self.instance)
        self.fields["still_right"].choices = [(file.pk, str(file)) for file in outdated]
        if not outdated:
            del self.fields["still_right"]

    def save(self, commit: bool = True):
        german = _german_digest(self.instance)
        publication = super().save(commit=commit)
        # Who replaces the German file at the same time has ticked what was true of the one before.
        if commit and german == _german_digest(publication):
            chosen = self.cleaned_data.get("still_right", [])
            for file in _outdated_files(publication):
                if str(file.pk) in chosen:
                    file.tie_to_german()
        return publication

    def clean(self) -> dict:
        cleaned = super().clean()
        self._working_group_is_named(cleaned)
        if "files" in self.formsets:
            kept = self._files_that_stay()
            self._each_language_stands_once(kept)
            self._no_language_is_taken_from_another_file(kept)
        return cleaned

    def _working_group_is_named(self, cleaned: dict) -> None:
        if cleaned.get("audience") == Audience.GROUP and not cleaned.get("working_groups"):
            self.add_error("working_groups", _("Name at least one working group, or choose 'everybody'."))

    def _files_that_stay(self) -> list[forms.ModelForm]:
        files = self.formsets["files"]
        rows = [row for row in files.forms if row.has_changed() or row.instance.pk]
        return [row for row in rows if row.is_valid() and not files._should_delete_form(row)]

    def _each_language_stands_once(self, rows: list[forms.ModelForm]) -> None:
        seen = set()
        for row in rows:
            language = row.cleaned_data["language"]
            if language in seen:
                row.add_error("language", _("There is a file in this language already."))
            seen.add(language)

    def _no_language_is_taken_from_another_file(self, rows: list[forms.ModelForm]) -> None:
        # The rows are written one after the other, and the database knows one file per language at any moment.
        given_up = {row.initial["language"]: row for row in rows if row.instance.pk and "language" in row.changed_data}
        for row in rows:
            if given_up.get(row.cleaned_data.get("language"), row) is not row:
                row.add_error(
                    "language", _("Another file gives up this language. Save that first, then choose it here.")
                )


def _stored_files(publication) -> list:
    if not publication.pk:
        return []
    return list(publication.files.model.objects.filter(publication=publication.pk))


def _german_digest(publication) -> str:
    return next((file.digest for file in _stored_files(publication) if file.is_german), "")


def _outdated_files(publication) -> list:
    files = _stored_files(publication)
    german = next((file for file in files if file.is_german), None)
    return [file for file in files if file.is_outdated_beside(german)]


class ShownFile(NamedTuple):
    """The link to the file that is there already."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class PublicationFileInput(forms.ClearableFileInput):
    """Links to the file through the rule, as the private storage has no address of its own, and tells its facts."""

    template_name = "downloads/admin/file_input.html"

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        from .file_warnings import warnings_of

        context = super().get_context(name, value, attrs)
        file = value.instance if self.is_initial(value) else None
        context["file"] = file
        context["warnings"] = warnings_of(file) if file else []
        return context

    def is_initial(self, value: object) -> bool:
        return bool(value and getattr(value, "_committed", False))

    def format_value(self, value: object) -> ShownFile | None:
        return ShownFile(file_name(value.instance), file_url(value.instance)) if self.is_initial(value) else None
