"""How editors see header, footer and colours before they are published: around the home page of the language."""

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PreviewableMixin, Site


class PreviewAroundHome(PreviewableMixin):
    """Previews the frame as it is typed around the home page in its language, published or not."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Without a home page in the language there is no preview."""
        return PreviewableMixin.DEFAULT_PREVIEW_MODES if self._home_page() else []

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict | None = None,
    ) -> HttpResponse:
        """Return the home page with this frame around it."""
        home = self._home_page().get_latest_revision_as_object()
        attributes = {**(extra_request_attrs or {}), "frame_to_preview": self}
        return home.make_preview_request(original_request, extra_request_attrs=attributes)

    def _home_page(self) -> Page | None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None or not self.locale_id:
            return None
        home = site.root_page.get_translations(inclusive=True).filter(locale=self.locale_id).first()
        return home.specific if home else None
