"""Choosing a draft for a page. Wagtail lets everybody in the admin choose, and so learn, what there is; we don't."""

from django.contrib.auth.decorators import permission_required
from wagtail.snippets.views.chooser import SnippetChooserViewSet

may_see_drafts = permission_required("downloads.view_publication", raise_exception=True)


class PublicationChooserViewSet(SnippetChooserViewSet):
    def get_urlpatterns(self) -> list:
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = may_see_drafts(pattern.callback)
        return patterns
