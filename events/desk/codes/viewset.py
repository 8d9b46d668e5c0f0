"""The screens on which staff keep invitation codes; what they save goes through the domain."""

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from cms.ground.addresses import absolute_url
from cms.ground.private_search import PrivateSearchView

from ...models.enums import ACTIVE
from ...models.signup import InvitationCode
from ...signups import Reason, Refused, save_code
from ..screens.screen import Screen
from .code_form import InvitationCodeForm

# At which field a refusal of the domain is shown; every other one stands above the form.
FIELDS = {Reason.HELD_BACK: "held_back", Reason.CODE_IN_USE: "seats", Reason.CODE_TAKEN: "code"}


def invitation_link(code: InvitationCode) -> str:
    """Return the address of the event's German form with the code filled in; the switcher leads on from there."""
    with translation.override(settings.LANGUAGE_CODE):
        path_of_form = reverse("events:signup", args=[code.event.public_id])
    return absolute_url(f"{path_of_form}?code={code.code}")


def end_of(code: InvitationCode) -> str:
    """Return the moment at which a code ends; one that has ended says so."""
    moment = date_format(timezone.localtime(code.valid_until), "SHORT_DATETIME_FORMAT")
    has_ended = code.valid_until <= timezone.now()
    return gettext("ended on %(moment)s") % {"moment": moment} if has_ended else moment


class LinkColumn(Column):
    """The invitation link, as text that can be marked and with a button that copies it."""

    cell_template_name = "events/admin/code_link_cell.html"


class CodeIndexView(PrivateSearchView, generic.IndexView):
    """What is searched for is posted: whoever knows a code can sign up with it."""

    page_title = _("Invitation codes")

    def get_list_more_buttons(self, instance: InvitationCode) -> list:
        buttons = super().get_list_more_buttons(instance)
        if instance.valid_until > timezone.now() and self.user_has_permission("change"):
            url = reverse("invitation_codes:end", args=[instance.pk])
            buttons.append(MenuItem(gettext("End the code now"), url=url, icon_name="cross", priority=25))
        return buttons


class SavesThroughTheDomain:
    """Both forms: Wagtail's would open a transaction around the saving, in which the domain's lock can't be first."""

    log_action = ""

    def form_valid(self, form: InvitationCodeForm) -> HttpResponse:
        self.form = form
        code = form.save(commit=False)
        is_new = code.pk is None
        try:
            self.object = save_code(code)
        except Refused as refused:
            if is_new:
                code.pk, code._state.adding = None, True
            field = FIELDS.get(refused.reason)
            form.add_error(field if field in form.fields else None, str(refused.reason.label))
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        log(instance=self.object, action=self.log_action, content_changed=True)
        return self.save_action()


class CodeCreateView(SavesThroughTheDomain, generic.CreateView):
    log_action = "wagtail.create"


class CodeEditView(SavesThroughTheDomain, generic.EditView):
    log_action = "wagtail.edit"


class CodeDeleteView(generic.DeleteView):
    """Only a code that nobody has used goes; the history of sign-ups names the others."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.user_has_permission("delete") and self.object.signups.exists():
            sentence = gettext("This code was used, so it stays. You can end it: then nobody can sign up with it.")
            messages.error(request, sentence)
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class CodeEndView(Screen):
    """Asks before a code ends; sign-ups made with it stay."""

    required = ("events.change_invitationcode",)
    page_title = _("End the code now")
    header_icon = "cross"
    template_name = "events/admin/code_end.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.code = get_object_or_404(InvitationCode.objects.select_related("event"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.code)

    def way_here(self) -> list[dict]:
        return [{"url": reverse("invitation_codes:index"), "label": gettext("Invitation codes")}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(code=self.code, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.code.valid_until > timezone.now():
            self.code.valid_until = timezone.now()
            try:
                save_code(self.code)
            except Refused as refused:
                messages.error(request, str(refused.reason.label))
                return redirect("invitation_codes:index")
            log(instance=self.code, action="wagtail.edit", content_changed=True)
        sentence = gettext("The code %(code)s has ended. Sign-ups that were made with it stay.")
        messages.success(request, sentence % {"code": self.code.code})
        return redirect("invitation_codes:index")


class InvitationCodeViewSet(ModelViewSet):
    model = InvitationCode
    name = "invitation_codes"
    icon = "key"
    menu_label = _("Invitation codes")
    index_view_class = CodeIndexView
    add_view_class = CodeCreateView
    edit_view_class = CodeEditView
    delete_view_class = CodeDeleteView
    index_template_name = "private_search/index.html"
    index_results_template_name = "private_search/index_results.html"
    copy_view_enabled = False
    add_to_reference_index = False
    list_filter = ["event"]
    search_fields = ["organisation", "code"]
    search_backend_name = None
    ordering = ["-valid_until", "-pk"]
    list_display = [
        "organisation",
        Column("event", label=_("Event"), sort_key="event__name"),
        Column("code", label=_("Code"), sort_key="code"),
        Column("seats", label=_("Seats"), sort_key="seats"),
        Column("taken", label=_("Taken"), sort_key="taken"),
        Column("held_back", label=_("Held back"), sort_key="held_back"),
        Column("valid_until", label=_("Valid until"), accessor=end_of, sort_key="valid_until"),
        LinkColumn("link", label=_("Invitation link"), accessor=invitation_link),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("event"),
            FieldPanel("organisation"),
            FieldPanel("code"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("seats"), FieldPanel("held_back")]), FieldPanel("valid_until")],
                heading=_("Seats"),
            ),
        ],
        base_form_class=InvitationCodeForm,
    )

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        taken = Count("signups", filter=Q(signups__state__in=ACTIVE))
        return InvitationCode.objects.select_related("event").annotate(taken=taken)

    def get_index_view_kwargs(self, **kwargs) -> dict:
        return super().get_index_view_kwargs(queryset=self.get_queryset(), **kwargs)

    def get_common_view_kwargs(self, **kwargs) -> dict:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list:
        usage = {"usage", "reorder"}
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in usage]
        return [*kept, path("end/<int:pk>/", CodeEndView.as_view(), name="end")]
