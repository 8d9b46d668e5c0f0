"""The screens on which editors keep events, venues and sign-up forms."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.admin_routes.offers import is_open
from cms.consequences.edit_view import AsksBeforeSaving
from cms.ground.chooser import OfferingChooserViewSet
from cms.languages.core.translation_policy import TranslatedViewSet

from ..models.event import Event
from ..models.event_series import EventSeries
from ..models.signup_form import SignupForm
from ..models.venue import Venue
from .codes.viewset import InvitationCodeViewSet
from .editing.event_form import EventForm
from .editing.users_of_a_form import UsersOfAFormPanel
from .event_chooser import EventChooserViewSet
from .event_desk_urls import EventDeskMenuEntry, NeedCountsMenuEntry
from .making.copy_screen import copy_button_of_event
from .making.new_event import NewEventMenuEntry, NewEventScreen
from .records.erasures import ErasureViewSet
from .signups.reasons import DeclineReasonViewSet
from .signups.viewset import SignupViewSet
from .writing.failed_mail_screens import FailedMailViewSet
from .writing.mail_preview import MailPreviewViewSet
from .writing.mail_texts import MailTextViewSet
from .writing.messages import MessageViewSet


class EventIndexView(IndexView):
    """The list of events, from which the guided way begins."""

    add_item_label = NewEventScreen.page_title

    def get_add_url(self) -> str | None:
        url = reverse("new_event")
        return url if is_open(self.request.user, url) else super().get_add_url()


class EventEditView(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *copy_button_of_event(self.object, self.request.user)]


class EventViewSet(SnippetViewSet):
    model = Event
    chooser_viewset_class = EventChooserViewSet
    index_view_class = EventIndexView
    edit_view_class = EventEditView
    icon = "calendar-alt"
    menu_label = _("Dates and seats")
    list_display = [
        "name",
        Column("starts_at", label=_("Start"), sort_key="starts_at"),
        "status",
        "capacity",
        BooleanColumn("live", label=_("Published")),
    ]
    list_filter = ["status", "access"]
    search_fields = ["name"]
    ordering = ["-starts_at"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldPanel("attendance_mode"),
                    FieldPanel("venue"),
                    FieldPanel("room"),
                    FieldPanel("online_link"),
                    FieldPanel("status"),
                    FieldPanel("signup_while_postponed"),
                ],
                heading=_("1. What, when and where"),
                help_text=_("These facts stand on the event's page in every language, as soon as you publish them."),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("capacity"), FieldPanel("waiting_list_size")]), FieldPanel("is_free")],
                heading=_("2. Seats"),
                help_text=_("When all seats are taken, people get a place on the waiting list."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("signup_form"),
                    FieldPanel("access"),
                    FieldPanel("review"),
                    FieldPanel("confirm_email"),
                    FieldRowPanel([FieldPanel("signup_opens_at"), FieldPanel("signup_closes_at")]),
                    FieldPanel("cancel_until"),
                    FieldPanel("reminder_days"),
                    FieldRowPanel([FieldPanel("retention_days"), FieldPanel("needs_retention_days")]),
                    FieldPanel("option_limits"),
                    FieldPanel("companions"),
                    # A city has few of them: a list is shorter than a window to choose from.
                    FieldPanel("series", widget=forms.Select),
                ],
                heading=_("3. Sign-up"),
                help_text=_("The button to sign up is shown from the opening to the closing."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("languages_spoken"),
                    FieldPanel("languages_interpreted"),
                    FieldPanel("access_features"),
                    FieldRowPanel([FieldPanel("asks_needs"), FieldPanel("needs_order_by")]),
                ],
                heading=_("4. Languages and access"),
                help_text=_("Tick only what is arranged: people rely on it."),
            ),
            HelpPanel(
                _("A draft of these facts goes live together with the event's German page, by one approval."),
                heading=_("5. What comes next"),
            ),
            PublishingPanel(),
        ],
        base_form_class=EventForm,
    )


class VenueViewSet(TranslatedViewSet):
    model = Venue
    chooser_viewset_class = OfferingChooserViewSet
    edit_view_class = AsksBeforeSaving
    icon = "home"
    menu_label = _("Places")
    list_display = ["name", "street", "city", UpdatedAtColumn(label=_("Updated"))]
    search_fields = ["name", "street", "city"]


class EventSeriesViewSet(SnippetViewSet):
    model = EventSeries
    icon = "list-ul"
    menu_label = _("Series")
    list_display = ["name", BooleanColumn("one_seat_each", label=_("One seat per person"))]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [FieldPanel("one_seat_each"), FieldPanel("free_from"), FieldPanel("without_seat_first")],
                heading=_("What is fair"),
                help_text=_("The rule holds from now on; whoever has seats already keeps them."),
            ),
        ]
    )


class SignupFormViewSet(TranslatedViewSet):
    model = SignupForm
    chooser_viewset_class = OfferingChooserViewSet
    icon = "form"
    menu_label = _("Sign-up forms")
    list_display = ["title", BooleanColumn("live", label=_("Published")), UpdatedAtColumn(label=_("Updated"))]
    search_fields = ["title"]
    edit_handler = ObjectList([UsersOfAFormPanel(), *SignupForm.panels])


class EventsGroup(SnippetViewSetGroup):
    items = (
        # What staff do each day.
        EventDeskMenuEntry,
        SignupViewSet,
        FailedMailViewSet,
        MessageViewSet,
        InvitationCodeViewSet,
        NeedCountsMenuEntry,
        # What is prepared once.
        NewEventMenuEntry,
        EventViewSet,
        SignupFormViewSet,
        VenueViewSet,
        EventSeriesViewSet,
        DeclineReasonViewSet,
        MailPreviewViewSet,
        MailTextViewSet,
        ErasureViewSet,
    )
    menu_label = _("Events")
    menu_name = "events"
    menu_icon = "calendar-alt"
    menu_order = 150
