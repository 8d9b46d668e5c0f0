"""Wagtail's screens for the address and the root page of the website: they ask before all pages move or vanish."""

from wagtail.sites.views import DeleteView, EditView

from ..consequences.edit_view import AsksBeforeChanging, AsksBeforeDeleting


class GuardedSiteEditView(AsksBeforeChanging, EditView):
    pass


class GuardedSiteDeleteView(AsksBeforeDeleting, DeleteView):
    pass
