"""Which of our groups may open which route of the admin, as a list to read and to compare."""

from cms.admin_routes.declared import routes_of_the_admin
from cms.admin_routes.rules import Who
from cms.admin_routes.table import UNKNOWN, table

from .roles import PAGE_RIGHTS, PICTURE_RIGHTS, RIGHTS


def rights_of(role: str) -> set[str]:
    """Return all rights that the group begins with, as the table names them."""
    pages = {f"wagtailcore.{name}" for name in PAGE_RIGHTS.get(role, [])}
    pictures = {f"wagtailimages.{name}" for name in PICTURE_RIGHTS.get(role, [])}
    return {*RIGHTS[role], *pages, *pictures}


def roles_in(who: Who) -> str:
    """Return the names of the groups among ``who``, or a word for everybody, superusers only, nobody at all."""
    if who.is_closed:
        return "nobody"
    if who.is_public:
        return "everybody"
    names = [role for role in RIGHTS if who.holds_for(rights_of(role))]
    if len(names) == len(RIGHTS):
        return "staff"
    return ", ".join(names) or ("no group" if who.alternatives else "superusers")


def lines() -> list[str]:
    """Return one line for each route: name, who may GET, who may POST, whose objects, kind of view."""
    rules = [(route, table().get(route, UNKNOWN)) for route in routes_of_the_admin()]
    return [
        " | ".join([route, f"GET {roles_in(rule.get)}", f"POST {roles_in(rule.post)}", rule.objects.name, rule.kind])
        for route, rule in rules
    ]
