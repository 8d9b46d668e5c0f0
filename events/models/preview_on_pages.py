"""How editors see the facts of an event before they are published: on its pages, in each language."""

from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin

from cms.languages.core.public_languages import describe


class PreviewOnItsPages(PreviewableMixin):
    """Previews the facts as they are typed on the event's newest page of a language, published or not."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The languages that have a page of the event, German first; without a page there is no preview."""
        if not self.pk:
            return []
        codes = self.pages.order_by("locale__profile__sort_order", "locale").values_list(
            "locale__language_code", flat=True
        )
        return [(code, describe(code).name) for code in codes]

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict | None = None,
    ) -> HttpResponse:
        """Return the page of the language ``preview_mode`` with these facts."""
        page = self.pages.get(locale__language_code=preview_mode or self.default_preview_mode)
        shown = page.get_latest_revision_as_object()
        shown.show_facts_of(self)
        return shown.make_preview_request(original_request, extra_request_attrs=extra_request_attrs)
