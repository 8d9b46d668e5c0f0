"""What a row of the table says: which routes, who may look, who may change, and whose objects."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.permissions import page_permission_policy

from .objects import ANY, Objects

ACCESS = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Who:
    """Those who hold all rights of one of these sets; a right is named ``app_label.codename``."""

    alternatives: tuple[frozenset[str], ...] = ()
    # Before anybody has logged in.
    is_public: bool = False
    # Not even a superuser.
    is_closed: bool = False

    def holds_for(self, rights: Collection[str]) -> bool:
        """Tell whether somebody with these rights, who is no superuser, belongs to them."""
        return self.is_public or any(needed <= set(rights) for needed in self.alternatives)

    def admits(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        if self.is_closed:
            return False
        if self.is_public or user.is_superuser:
            return True
        return any(all(_has(user, right) for right in needed) for needed in self.alternatives)


def any_of(*rights: str) -> Who:
    return Who(tuple(frozenset([right]) for right in rights))


def all_of(*rights: str) -> Who:
    return Who((frozenset(rights),))


def either(*who: Who) -> Who:
    """Return those who belong to one of these."""
    return Who(tuple(alternative for one in who for alternative in one.alternatives))


EVERYBODY = Who(is_public=True)
STAFF = any_of(ACCESS)
# Superusers pass; a route that stands in no row is the same.
NOBODY = Who()
CLOSED = Who(is_closed=True)


@dataclass(frozen=True)
class Rule:
    """A kind of view: its routes, who may GET and who may POST there, and on whose objects."""

    kind: str
    routes: tuple[str, ...]
    get: Who = NOBODY
    post: Who = NOBODY
    objects: Objects = field(default=ANY)

    def who(self, method: str) -> Who:
        """Those who may use this method; what changes nothing counts as GET, all else as POST."""
        return self.get if method in ("GET", "HEAD", "OPTIONS") else self.post


def _has(user, right: str) -> bool:
    app_label, codename = right.split(".")
    if app_label == "wagtailcore" and codename.endswith("_page"):
        return page_permission_policy.user_has_permission(user, codename.removesuffix("_page"))
    if app_label == "wagtailimages":
        return picture_policy.user_has_permission(user, codename.removesuffix("_image"))
    return user.has_perm(right)
