"""Copying: Wagtail's view saves what is posted over the original, so it is off wherever a copy is no feature."""

import pytest
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page, Site

from cms.admin_routes.declared import routes_of_the_admin
from cms.models import User
from events.models import Event
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS
from tests.builders import PASSWORD, add_page, make_admin, make_event, make_home
from tests.events.test_admin import facts

from .test_roles import member

pytestmark = pytest.mark.django_db

# The next version of a publication begins with an object of its own; the page's copy is closed by the table.
COPIES = ["wagtailadmin_pages:copy", "wagtailsnippets_downloads_publication:copy"]


def test_no_list_of_the_admin_has_a_view_that_copies_unless_it_says_so():  # X1 X10
    assert ModelViewSet.copy_view_enabled is False
    assert [route for route in routes_of_the_admin() if route.endswith("copy")] == COPIES


def test_wagtails_copy_still_begins_with_the_original():
    """Were this to fail, copying might be offered again: Wagtail's view would make a new object of it."""
    from wagtail.admin.views.generic.models import CopyViewMixin

    site = Site.objects.get()
    view = CopyViewMixin()
    view.model, view.kwargs, view.pk_url_kwarg, view.permission_policy = Site, {"pk": site.pk}, "pk", None
    assert view.get_initial_form_instance().pk == site.pk


def test_an_administrator_of_accounts_takes_over_nobody_by_a_copy(client):  # X1
    root = make_admin("root")
    before = User.objects.filter(pk=root.pk).values().get()
    client.force_login(member(ADMINISTRATORS))
    values = {"username": "mine", "email": "mine@stadt.example", "first_name": "M", "last_name": "N"}
    answer = client.post(f"/admin/users/copy/{root.pk}/", {**values, "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 404
    assert User.objects.filter(pk=root.pk).values().get() == before


@pytest.mark.parametrize("role", [EDITORS, CHIEF_EDITORS])
def test_an_editor_changes_and_unpublishes_no_live_event_by_a_copy(client, role):  # X1 E6
    event = make_event("Werkstatt")
    before = Event.objects.filter(pk=event.pk).values().get()
    client.force_login(member(role))
    answer = client.post(f"/admin/snippets/events/event/copy/{event.pk}/", facts(name="Anders"))
    assert answer.status_code == 404
    assert list(Event.objects.values()) == [before]


@pytest.mark.parametrize("kind", ["sites", "locales", "collections", "groups"])
def test_nothing_of_the_sites_settings_is_replaced_by_a_copy(client, kind):  # X1
    make_home()
    site = Site.objects.get()
    client.force_login(member(ADMINISTRATORS))
    values = {"hostname": "else.example", "port": "80", "site_name": "X", "root_page": site.root_page_id}
    assert client.post(f"/admin/{kind}/copy/{site.pk}/", values).status_code == 404
    assert Site.objects.values_list("hostname", flat=True).get() == "localhost"


def test_no_page_is_copied(client):  # X1
    page = add_page(make_home(), "Seite")
    client.force_login(make_admin())
    values = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
    assert client.post(f"/admin/pages/{page.pk}/copy/", values).status_code == 404
    assert client.post(f"/admin/api/main/pages/{page.pk}/action/copy/").status_code == 404
    assert Page.objects.filter(title="Kopie").count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "/admin/users/",
        "/admin/sites/",
        "/admin/locales/",
        "/admin/groups/",
        "/admin/snippets/events/event/",
        "/admin/snippets/events/venue/",
        "/admin/snippets/events/signupform/",
        "/admin/snippets/events/declinereason/",
        "/admin/snippets/events/mailtext/",
        "/admin/pages/{home}/",
        "/admin/pages/{home}/edit/",
    ],
)
def test_no_screen_offers_a_copy(client, address):  # X10
    home = make_home()
    add_page(home, "Seite")
    make_event("Werkstatt")
    client.force_login(make_admin())
    response = client.get(address.format(home=home.pk))
    assert (response.status_code, "copy/" in response.text) == (200, False)
