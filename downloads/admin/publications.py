"""The screens on which editors keep publications and their files."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, IndexView, SnippetViewSet

from cms.ground.storing_screen import TellsWhenNothingIsStored
from cms.languages.core.public_languages import public_languages

from ..files.outdated_files import outdated_files
from ..files.release_summary import concerns, consequence, languages_of, missing_languages, state_label
from ..models.enums import Stage
from ..models.publication import Publication
from ..pages.entries import version_label
from .chooser import GuardedChooserViewSet
from .preview_views import PublicationPreviewOnCreate, PublicationPreviewOnEdit
from .publication_panels import PUBLICATION_PANELS
from .waiting_uploads import KeepsUploads


class TellsTheConsequence:
    """After saving, says who will read it and what is still missing."""

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        publication = Publication.objects.get(pk=self.object.pk).get_latest_revision_as_object()
        sentence = consequence(publication, timezone.now())
        if publication.has_unpublished_changes:
            sentence = gettext("Nobody outside sees this before it is approved. Then: %(sentence)s") % {
                "sentence": sentence
            }
        messages.info(self.request, sentence)
        for sentence in concerns(publication, public_languages()):
            messages.warning(self.request, sentence)
        return response


class SavedByHand:
    """Uploads are sent once, when somebody saves; Wagtail would send them again every few seconds."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class PublicationCreateView(TellsWhenNothingIsStored, SavedByHand, KeepsUploads, TellsTheConsequence, CreateView):
    pass


class PublicationEditView(TellsWhenNothingIsStored, SavedByHand, KeepsUploads, TellsTheConsequence, EditView):
    @property
    def header_more_buttons(self) -> list:
        return [_as_next_version(button) for button in super().header_more_buttons]

    def get_copy_url(self) -> str | None:
        """Lead to the next version, which only the newest one has."""
        return None if _successor(self.object) else super().get_copy_url()


class NextVersionView(TellsWhenNothingIsStored, SavedByHand, KeepsUploads, TellsTheConsequence, CopyView):
    """The form of the version after this one: the same audience, no files, not released."""

    page_title = _("New version")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        successor = _successor(self.get_object())
        if successor:
            messages.info(request, gettext("There is a newer version already: this one."))
            return redirect("wagtailsnippets_downloads_publication:edit", successor.pk)
        return super().get(request, *args, **kwargs)

    def get_initial_form_instance(self) -> Publication:
        before = self.get_object()
        after = Publication(
            name=before.name,
            stage=Stage.DRAFT,
            version=before.version + 1,
            audience=before.audience,
            supersedes=before,
        )
        after.working_groups = list(before.working_groups.all())
        return after


class PublicationIndexView(IndexView):
    def get_context_data(self, **kwargs) -> dict:
        # Asked once for all rows.
        self.languages = public_languages()
        for publication in self.object_list:
            publication.open_languages = self.languages
        return super().get_context_data(**kwargs)

    def get_copy_url(self, instance: Publication) -> str | None:
        return None if _successor(instance) else super().get_copy_url(instance)

    def get_list_more_buttons(self, instance: Publication) -> list:
        return [_as_next_version(button) for button in super().get_list_more_buttons(instance)]


def _as_next_version(button):
    if getattr(button, "icon_name", "") == "copy":
        button.label = gettext("New version")
    return button


def _successor(publication: Publication) -> Publication | None:
    return getattr(publication, "superseded_by", None)


def _state(publication: Publication) -> str:
    if _successor(publication):
        return gettext("superseded")
    return state_label(publication, timezone.now())


def _languages(publication: Publication) -> str:
    return languages_of(list(publication.files.all()))


def _gaps(publication: Publication) -> str:
    files = list(publication.files.all())
    return missing_languages(files, public_languages_of(publication))


def _outdated(publication: Publication) -> str:
    return languages_of(outdated_files(list(publication.files.all())))


def public_languages_of(publication: Publication) -> list:
    return getattr(publication, "open_languages", None) or public_languages()


class PublicationViewSet(SnippetViewSet):
    model = Publication
    edit_handler = PUBLICATION_PANELS
    chooser_viewset_class = GuardedChooserViewSet
    add_view_class = PublicationCreateView
    edit_view_class = PublicationEditView
    copy_view_enabled = True
    copy_view_class = NextVersionView
    preview_on_add_view_class = PublicationPreviewOnCreate
    preview_on_edit_view_class = PublicationPreviewOnEdit
    index_view_class = PublicationIndexView
    icon = "download"
    menu_label = _("Drafts and documents")
    menu_order = 100
    list_display = [
        "name",
        Column("version_label", label=_("version"), accessor=version_label),
        Column("state", label=_("state"), accessor=_state),
        DateColumn("release_at", label=_("release"), sort_key="release_at"),
        "audience",
        Column("languages", label=_("languages"), accessor=_languages),
        Column("missing", label=_("missing"), accessor=_gaps),
        Column("outdated", label=_("older than German"), accessor=_outdated),
    ]
    list_filter = ["audience", "stage"]
    search_fields = ["name"]
    ordering = ["-release_at", "-version", "name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return Publication.objects.select_related("superseded_by").prefetch_related("files")
