"""The screen that says what goes live in which language, and its one button."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from ...ground.screen import Screen
from ..core.admin_addresses import edit_url
from ..core.permissions import may_edit
from ..core.shared_fields import is_source
from .all_languages import NotTogether, goes_live_at, publish_together, versions_to_publish


class AllLanguagesScreen(Screen):
    """Whoever may edit the German version sees it; the button is there for those who may publish all of it."""

    page_title = _("Publish all languages together")
    header_icon = "globe"
    template_name = "languages/admin/all_languages.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        model = get_object_or_404(ContentType, pk=kwargs["content_type_id"]).model_class()
        if model is None or model is Page or not issubclass(model, TranslatableMixin):
            raise Http404
        self.german: Any = get_object_or_404(model, pk=unquote(kwargs["pk"]))
        if not is_source(self.german) or not isinstance(self.german, DraftStateMixin):
            raise Http404

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not may_edit(self.german, request.user):
            raise PermissionDenied
        # What Guarded asks for are rights on all objects of a model.
        return View.dispatch(self, request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.german)

    def get_context_data(self, **kwargs) -> dict:
        versions = versions_to_publish(self.german, self.request.user)
        return super().get_context_data(
            versions=versions,
            moment=goes_live_at(self.german),
            is_ready=bool(versions) and not any(version.obstacle for version in versions),
            back_url=edit_url(self.german),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        moment = goes_live_at(self.german)
        try:
            published = publish_together(self.german, request.user)
        except NotTogether as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
        if published:
            names = get_text_list([version.language.name for version in published], gettext("and"))
            planned, done = gettext("Goes live at its time in: %(languages)s."), gettext("Published in: %(languages)s.")
            messages.success(request, (planned if moment else done) % {"languages": names})
        else:
            messages.info(request, gettext("Everything is published already."))
        return redirect(edit_url(self.german))
