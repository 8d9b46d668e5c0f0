"""The screens on which editors see who is in a working group, invite people and remove them."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.ground.screen import Screen

from ..audit import note
from ..members.accounts import is_for_reading_only
from ..members.inviting import Outcome, invite, invite_again, remove
from ..models.working_group import Membership, WorkingGroup
from .invite_form import InviteForm, MailLanguageForm

NAMES = "wagtailsnippets_downloads_workinggroup"


def members_url(group: WorkingGroup) -> str:
    """Return the address of the screen with the group's members."""
    return reverse(f"{NAMES}:members", args=[group.pk])


class GroupScreen(Screen):
    """A screen about ``self.group``."""

    required = ("downloads.change_workinggroup",)
    header_icon = "group"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.group = get_object_or_404(WorkingGroup, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.group.name

    def way_here(self) -> list[dict]:
        return [
            {"url": reverse(f"{NAMES}:list"), "label": gettext("Working groups")},
            {"url": reverse(f"{NAMES}:edit", args=[self.group.pk]), "label": self.group.name},
        ]


class MembersScreen(GroupScreen):
    """Who is in the group, and the form that invites more."""

    page_title = _("Members")
    template_name = "downloads/admin/members.html"

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", InviteForm())
        members = self.group.memberships.select_related("user")
        return super().get_context_data(group=self.group, memberships=members, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = InviteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        language = form.cleaned_data["language"]
        counts = Counter(invite(self.group, address, language) for address in form.right)
        if counts[Outcome.INVITED]:
            note("invite", self.group, request.user, members=counts[Outcome.INVITED])
        _tell(request, counts, len(form.wrong))
        if not form.wrong:
            return redirect(members_url(self.group))
        # What was no address stands in the form again, alone, to be corrected.
        left = InviteForm(initial={"addresses": "\n".join(form.wrong), "language": language})
        return self.render_to_response(self.get_context_data(form=left))


class MemberScreen(GroupScreen):
    """A question about ``self.membership``."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        rows = Membership.objects.select_related("user").filter(working_group=self.group)
        self.membership = get_object_or_404(rows, pk=kwargs["membership"])

    def way_here(self) -> list[dict]:
        return [*super().way_here(), {"url": members_url(self.group), "label": gettext("Members")}]

    def get_context_data(self, **kwargs) -> dict:
        back_url = members_url(self.group)
        return super().get_context_data(group=self.group, member=self.membership.user, back_url=back_url, **kwargs)


class InviteAgainScreen(MemberScreen):
    """Asks for the language and sends the invitation once more."""

    page_title = _("Send the invitation again")
    header_icon = "mail"
    template_name = "downloads/admin/invite_again.html"

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", MailLanguageForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = MailLanguageForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        invite_again(self.membership, form.cleaned_data["language"])
        note("invite_again", self.group, request.user)
        messages.success(request, gettext("The invitation goes out again in a moment."))
        return redirect(members_url(self.group))


class RemoveScreen(MemberScreen):
    """Asks before a membership ends."""

    page_title = _("Remove a member")
    header_icon = "bin"
    template_name = "downloads/admin/remove_member.html"

    def get_context_data(self, **kwargs) -> dict:
        user = self.membership.user
        is_last = user.memberships.count() == 1
        return super().get_context_data(account_goes=is_last and is_for_reading_only(user), **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        account_is_gone = remove(self.membership)
        note("remove_member", self.group, request.user)
        if account_is_gone:
            sentence = gettext("Removed. The account was for this working group only, so it is deleted.")
        else:
            sentence = gettext("Removed. The account stays, because it is used for other things, too.")
        messages.success(request, sentence)
        return redirect(members_url(self.group))


def _tell(request: HttpRequest, counts: Counter, wrong: int) -> None:
    invited, known, off = (counts[outcome] for outcome in Outcome)
    if invited:
        text = ngettext("%(number)d person was invited.", "%(number)d people were invited.", invited)
        messages.success(request, text % {"number": invited})
    if known:
        text = ngettext("%(number)d was a member already.", "%(number)d were members already.", known)
        messages.info(request, text % {"number": known})
    if off:
        text = ngettext(
            "%(number)d has an account that is switched off. An administrator can switch it on.",
            "%(number)d have accounts that are switched off. An administrator can switch them on.",
            off,
        )
        messages.warning(request, text % {"number": off})
    if wrong:
        text = ngettext(
            "%(number)d entry is no e-mail address. It is still in the form: please correct it.",
            "%(number)d entries are no e-mail addresses. They are still in the form: please correct them.",
            wrong,
        )
        messages.warning(request, text % {"number": wrong})
