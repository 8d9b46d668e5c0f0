"""Choosing a draft or a working group. Wagtail lets everybody in the admin choose, and so learn, what there is."""

from django.contrib.auth.decorators import permission_required

from cms.ground.chooser import OfferingChooserViewSet


class GuardedChooserViewSet(OfferingChooserViewSet):
    """Asks for the right to see what can be chosen."""

    def get_urlpatterns(self) -> list:
        meta = self.model._meta
        may_see = permission_required(f"{meta.app_label}.view_{meta.model_name}", raise_exception=True)
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = may_see(pattern.callback)
        return patterns
