"""The preview beside the form of a publication: of what is typed, with the files that are stored."""

from django.http import QueryDict
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView

from .publication_form import PublicationForm


class WithoutNewFiles:
    """Wagtail's previews don't take files; a row whose file was only just chosen is no error here."""

    def get_form(self, query_dict: QueryDict) -> PublicationForm:
        form = super().get_form(query_dict)
        for row in form.formsets["files"].forms:
            row.fields["file"].required = False
        return form


class PublicationPreviewOnCreate(WithoutNewFiles, PreviewOnCreateView):
    pass


class PublicationPreviewOnEdit(WithoutNewFiles, PreviewOnEditView):
    pass
