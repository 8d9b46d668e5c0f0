"""The answer to a post that did what it should: the next page, asked for by GET."""

from django.http import HttpResponseRedirect


def see_other(path: str) -> HttpResponseRedirect:
    """Lead to ``path`` by GET."""
    return HttpResponseRedirect(path, status=303)
