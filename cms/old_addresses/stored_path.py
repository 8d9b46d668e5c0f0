"""How an address stands in the list of old addresses: without host, without a slash at its end, readable."""

from django.utils.encoding import iri_to_uri, uri_to_iri


def stored_path(path: str, query: str = "") -> str:
    """Return a path and query of an address as Wagtail's ``Redirect`` holds them.

    Its own ``normalise_path`` fails over addresses that a stranger may ask for, such as ``//[``.
    """
    readable = uri_to_iri(iri_to_uri("/" + path.strip().strip("/")))
    sorted_query = "&".join(sorted(uri_to_iri(query).split("&")))
    return f"{readable}?{sorted_query}" if sorted_query else readable
