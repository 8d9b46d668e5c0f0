"""The form of one old address, in the place of Wagtail's."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from .typed import old_address, own_path, refuse_what_is_in_use, target, without_query
from .what_stands import WhatStands

MOST_TYPED = 2000


class OldAddressForm(RedirectForm):
    """An address at which nothing stands, and a page or another address where it leads."""

    # There is one website, in all languages.
    site = None
    old_path = forms.CharField(
        label=_("Old address"),
        max_length=MOST_TYPED,
        help_text=_("What stands in a printed flyer or an old mail, such as /konzept/alt.html or the whole address."),
    )
    redirect_link = forms.CharField(
        label=_("Or to another address"),
        max_length=MOST_TYPED,
        required=False,
        help_text=_("An address of this website that begins with a slash, or one elsewhere that begins with https://."),
    )

    class Meta(RedirectForm.Meta):
        fields = ("old_path", "redirect_page", "redirect_link", "is_permanent")
        labels = {"redirect_page": _("Leads to this page"), "is_permanent": _("For good")}
        help_texts = {
            "redirect_page": _("Visitors are led to this page, wherever it is moved later."),
            "is_permanent": _("Search engines then forget the old address. Without a tick they keep asking for it."),
        }

    def clean_old_path(self) -> str:
        path = old_address(self.cleaned_data["old_path"])
        stands = WhatStands([path, without_query(path)])
        known = stands.old_address(path)
        if known and known.pk != self.instance.pk:
            raise ValidationError(_("This address leads on already. Change that entry instead."))
        refuse_what_is_in_use(path, stands)
        return path

    def clean(self) -> None:
        super().clean()
        page, typed = self.cleaned_data.get("redirect_page"), self.cleaned_data.get("redirect_link")
        if page and typed:
            self.add_error("redirect_link", _("Choose a page or write an address, not both."))
        elif typed:
            self._lead_to(typed)
        elif not page and "redirect_page" in self.cleaned_data and "redirect_link" in self.cleaned_data:
            self.add_error("redirect_page", _("Choose a page, or write an address below."))

    def save(self, commit: bool = True) -> Redirect:
        # What somebody wrote themselves is not replaced when a page moves.
        self.instance.automatically_created = False
        return super().save(commit)

    def _lead_to(self, typed: str) -> None:
        try:
            path = own_path(typed)
            if path and path == self.cleaned_data.get("old_path"):
                raise ValidationError(_("The address would lead to itself."))
            found = target(typed, WhatStands([path] if path else []))
        except ValidationError as error:
            self.add_error("redirect_link", error)
            return
        self.cleaned_data["redirect_page"], self.cleaned_data["redirect_link"] = found.page, found.link
