"""Searches of staff for people: the words stay in the session, and the address holds a key that tells nothing.

Addresses stand in logs, histories and other sites' statistics. So the field is posted; the server keeps the words, and
paging, sorting and filters work by GET with ``?search=KEY`` as Wagtail's listings do by ``?q=``.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.crypto import get_random_string
from wagtail.admin.forms.search import SearchForm

from .see_other import see_other

SESSION_KEY = "private_searches"
WORDS = "q"
KEY = "search"
KEY_LENGTH = 10
# Somebody who types slowly leaves several behind; the oldest are forgotten.
MOST_KEPT = 60
LONGEST = 200


def keep_words(request: HttpRequest, words: str) -> str:
    """Keep what was searched for and return its key; empty for nothing."""
    words = words.strip()[:LONGEST]
    if not words:
        return ""
    kept: dict[str, str] = request.session.get(SESSION_KEY, {})
    for key, known in kept.items():
        if known == words:
            return key
    key = get_random_string(KEY_LENGTH)
    request.session[SESSION_KEY] = dict([*kept.items(), (key, words)][-MOST_KEPT:])
    return key


def words_of(request: HttpRequest) -> str:
    """Return the words that the key in the address stands for; empty where it stands for none in this session."""
    key = request.GET.get(KEY, "")
    return request.session.get(SESSION_KEY, {}).get(key, "") if key else ""


def posted_query(request: HttpRequest) -> QueryDict:
    """Return the query of the address for a search that was posted: its filters, and the key instead of the words."""
    query = request.POST.copy()
    words = query.pop(WORDS, [""])[-1]
    for name in ("csrfmiddlewaretoken", KEY, "p"):
        query.pop(name, None)
    for name in list(query):
        query.setlist(name, [value for value in query.getlist(name) if value])
        if not query.getlist(name):
            del query[name]
    if key := keep_words(request, words):
        query[KEY] = key
    return query


class PrivateSearchView:
    """For a list of Wagtail's that people are searched in: goes before its class; ``results_only`` answers posts."""

    request: HttpRequest
    index_url_name: str
    results_only: bool
    show_other_searches = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if request.method == "POST":
            # From here on the list takes it for an address that was asked for.
            request.GET = posted_query(request)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # the view beside it has it

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the results while somebody types, else lead to the address with the key."""
        if self.results_only:
            return self.get(request, *args, **kwargs)  # type: ignore[attr-defined]  # as above
        return see_other(self.search_address)

    @property
    def search_address(self) -> str:
        """The address of this very list."""
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        address = reverse(self.index_url_name)
        return f"{address}?{query.urlencode()}" if query else address

    def get_search_form(self) -> SearchForm | None:
        if not self.is_searchable:  # type: ignore[attr-defined]  # as above
            return None
        words = words_of(self.request)
        return SearchForm({WORDS: words}) if words else SearchForm()
