"""The screen of one translation: how it stands, what changed in German, and what can be done."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.compare import diff_text
from wagtail.models import Page, TranslatableMixin

from ...ground.screen import Screen
from ..core.admin_addresses import edit_url, state_url
from ..core.permissions import may_edit
from ..core.public_languages import describe
from ..state.facts_check import facts_missing_in
from ..state.source_texts import Change, texts_of
from ..state.translation_state import GermanChanged, confirm, digest_of
from ..state.untranslated import count_german_sentences
from ..translating.approval import NotSubmitted, approval_of, can_submit, submit_for_approval, withdraw
from .translation_status import standing_of


@dataclass(frozen=True)
class ShownChange:
    label: str
    difference: SafeString


class TranslationScreen(Screen):
    """What changed in German since, sentence by sentence; whoever may edit the translation sees it."""

    page_title = _("Translation")
    header_icon = "globe"
    template_name = "languages/admin/translation_state.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        model = get_object_or_404(ContentType, pk=kwargs["content_type_id"]).model_class()
        if model is None or not issubclass(model, TranslatableMixin) or model is Page:
            raise Http404
        self.translation: Any = get_object_or_404(model, pk=unquote(kwargs["pk"]))
        # None before there is a live German version.
        self.standing: Any = standing_of(self.translation)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_edit(self.translation, request.user):
            raise PermissionDenied
        # A translation may wait for approval beside its German version.
        if self.standing is None and request.POST.get("action") not in ("submit", "withdraw"):
            messages.info(request, gettext("There is no published German version to compare it with."))
            return redirect(edit_url(self.translation))
        # What Guarded asks for are rights on all objects of a model.
        return View.dispatch(self, request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.translation)

    def get_context_data(self, **kwargs) -> dict:
        standing = self.standing
        return super().get_context_data(
            translation=self.translation,
            language=describe(self.translation.locale.language_code),
            status=standing.status,
            status_label=standing.label,
            outdated_since=standing.outdated_since,
            changes=[_shown(change) for change in standing.changes],
            facts=facts_missing_in(self.translation),
            untranslated=count_german_sentences(self.translation),
            digest=digest_of(texts_of(standing.german)),
            edit_url=edit_url(self.translation),
            german_url=edit_url(standing.german) if may_edit(standing.german, self.request.user) else "",
            approval=approval_of(self.translation, self.request.user),
            state_url=state_url(self.translation),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        action = request.POST.get("action")
        if action == "submit":
            return self._submit(request)
        if action == "withdraw":
            return self._withdraw(request)
        if action == "confirm":
            self._confirm(request)
        return redirect(state_url(self.translation))

    def _submit(self, request: HttpRequest) -> HttpResponse:
        if not can_submit(self.translation, request.user):
            messages.warning(request, gettext("It can't be submitted now: it waits for approval or is locked."))
            return redirect(state_url(self.translation) if self.standing else edit_url(self.translation))
        try:
            submit_for_approval(self.translation, request.user)
        except NotSubmitted as refused:
            messages.error(request, str(refused))
            return redirect(edit_url(self.translation))
        messages.success(request, gettext("It was submitted for approval."))
        return redirect(state_url(self.translation) if self.standing else edit_url(self.translation))

    def _withdraw(self, request: HttpRequest) -> HttpResponse:
        if withdraw(self.translation, request.user):
            messages.success(request, gettext("The submission was withdrawn; you can change the translation again."))
        else:
            messages.warning(request, gettext("It can't be withdrawn: it does not wait for approval any more."))
        return redirect(edit_url(self.translation))

    def _confirm(self, request: HttpRequest) -> None:
        try:
            confirm(self.translation, request.POST.get("german", ""))
        except GermanChanged:
            messages.error(
                request, gettext("The German text has changed again in the meantime: please look once more.")
            )
        else:
            messages.success(request, gettext("It counts as up to date from now on; readers see no notice."))


def _shown(change: Change) -> ShownChange:
    return ShownChange(change.label, diff_text(change.before, change.after).to_html())
