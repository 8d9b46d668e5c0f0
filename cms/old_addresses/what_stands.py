"""What stands at addresses of this site: pages, other views, old addresses that lead on; looked up for many at once."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

# Wagtail's name for the address of a page
PAGE = "wagtail_serve"


class WhatStands:
    """Knows these paths, without query, as ``stored_path`` gives them. Three queries, however many there are."""

    def __init__(self, paths: Iterable[str]) -> None:
        paths = set(paths)
        homes = _homes()
        url_paths = {path: _url_path(path, homes) for path in paths}
        pages = {page.url_path: page for page in Page.objects.filter(url_path__in=filter(None, url_paths.values()))}
        self._pages = {path: pages.get(url_path) for path, url_path in url_paths.items()}
        known = Redirect.objects.filter(old_path__in=paths).select_related("redirect_page")
        self._redirects = {redirect.old_path: redirect for redirect in known}

    def page(self, path: str) -> Page | None:
        """Return the page at this address, published or not."""
        return self._pages.get(path)

    def old_address(self, path: str) -> Redirect | None:
        return self._redirects.get(path)


def other_view(path: str) -> ResolverMatch | None:
    """Return what of the site answers at this address, where it is no page."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        for address in (path, f"{path}/"):
            try:
                match = resolve(address)
            except Resolver404:
                continue
            if match.url_name != PAGE:
                return match
    return None


def _homes() -> dict[str, str]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {}
    homes = site.root_page.get_translations(inclusive=True).select_related("locale")
    return {home.locale.language_code: home.url_path for home in homes}


def _url_path(path: str, homes: dict[str, str]) -> str:
    code = translation.get_language_from_path(path)
    if code not in homes:
        return ""
    below = path.removeprefix(f"/{code}").strip("/")
    return homes[code] + (f"{below}/" if below else "")
