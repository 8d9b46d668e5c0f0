"""What editors enter in the admin about publications."""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.ground.saved_meanwhile import AsksBeforeReplacing
from cms.languages.core.public_languages import public_languages

from ..files.draft_files import draft_file_url, is_stored_so
from ..files.file_names import file_name, file_url
from ..files.file_warnings import warnings_of
from ..files.outdated_files import outdated_files
from ..models.enums import Audience


class PublicationForm(AsksBeforeReplacing, WagtailAdminModelForm):
    """Files that are older than the German one can be found to be still right; the field is there only for those."""

    still_right = forms.MultipleChoiceField(
        label=_("These files still say the same as the German one"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The German file was replaced after them. Tick what is still right; readers then see no notice."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._german_digests: dict[str, str] = {}
        if self.instance._state.adding and "files" in self.formsets:
            self.formsets["files"].offer([language.code for language in public_languages()])
        outdated = outdated_files(list(self.instance.files.all()))
        self.fields["still_right"].choices = [(file.public_id, str(file)) for file in outdated]
        if not outdated:
            del self.fields["still_right"]

    def defer_required_fields(self) -> None:
        """Ask for everything in a draft, too: it is as complete as what is released, only nobody has approved it."""

    def save(self, commit: bool = True):
        publication = super().save(commit=commit)
        for file in publication.files.all():
            if file.public_id in self._german_digests:
                file.german_digest = self._german_digests[file.public_id]
                if commit:
                    file.save(update_fields=["german_digest"])
        return publication

    def clean(self) -> dict:
        cleaned = super().clean()
        self._working_group_is_named(cleaned)
        if "files" in self.formsets:
            kept = self._files_that_stay()
            self._each_language_stands_once(kept)
            self._no_language_is_taken_from_another_file(kept)
            self._german_digests = self._tied_to_german(kept, cleaned.get("still_right", []))
        return cleaned

    def _tied_to_german(self, rows: list[forms.ModelForm], found_right: list[str]) -> dict[str, str]:
        files = [row.instance for row in rows]
        german = next((file for file in files if file.is_german), None)
        if german is not None and german.is_new_upload:
            # Who replaces the German file at the same time has ticked what was true of the one before.
            found_right = []
        digest = german.digest if german else ""
        return {file.public_id: digest for file in files if file.is_new_upload or file.public_id in found_right}

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


class ShownFile(NamedTuple):
    """The link to the file that is there already."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class Waiting(NamedTuple):
    """An upload that waits for the rest of its form to be right: its row, its name, its size in bytes."""

    pk: int
    name: str
    size: int


class PublicationFileInput(forms.ClearableFileInput):
    """Links to the file through the rule, as the private storage has no address of its own, and tells its facts."""

    template_name = "downloads/admin/file_input.html"
    # An upload that came when something else in the form was wrong: see ``waiting_uploads``.
    waiting: Waiting | None = None

    class Media:
        js = ["downloads/admin/preview_without_files.js"]

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        file = value.instance if self.is_initial(value) else None
        context["file"] = file
        context["waiting"] = self.waiting
        context["warnings"] = warnings_of(file) if file else []
        return context

    def is_initial(self, value: object) -> bool:
        return bool(value and getattr(value, "_committed", False))

    def format_value(self, value: object) -> ShownFile | None:
        if not self.is_initial(value):
            return None
        file = value.instance
        # What waits for approval has no address of its own.
        address = file_url(file) if is_stored_so(file) else draft_file_url(file)
        return ShownFile(file_name(file), address)
