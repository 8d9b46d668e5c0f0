"""Where the admin stands among the addresses of the site."""

from functools import cache

from django.urls import ResolverMatch, reverse


@cache
def admin_prefix() -> str:
    return reverse("wagtailadmin_home").removeprefix("/")


def is_of_the_admin(match: ResolverMatch) -> bool:
    return match.route.startswith(admin_prefix())
