"""Wagtail's screens for the address and the root page of the website: they ask before all pages move or vanish."""

from wagtail.sites.views import DeleteView, EditView, SiteViewSet

from ..consequences.edit_view import AsksBeforeChanging, AsksBeforeDeleting


class GuardedSiteEditView(AsksBeforeChanging, EditView):
    pass


class GuardedSiteDeleteView(AsksBeforeDeleting, DeleteView):
    pass


def guard_sites() -> None:
    """Put our views in the places of Wagtail's; called when the app is ready."""
    SiteViewSet.edit_view_class = GuardedSiteEditView
    SiteViewSet.delete_view_class = GuardedSiteDeleteView
