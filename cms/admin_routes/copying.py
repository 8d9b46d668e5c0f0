"""Wagtail offers a copy of everything that is kept in a list; its view then saves over the original.

It fills the form for a new object with the original, primary key included, asks for the right to add only, and saves
what comes back: whoever may add an account could take over any. So copying is off unless a viewset of ours says
otherwise with a view of its own (``downloads.admin.publications``), which begins with a new object.

A page's copy is closed by the table.
"""

from wagtail.admin.viewsets.model import ModelViewSet


def offer_no_copies() -> None:
    """Turn the default around, before any viewset is registered; holds for snippets too."""
    ModelViewSet.copy_view_enabled = False
