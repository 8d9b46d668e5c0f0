"""Who gets which picture: everybody those of public pages, and nothing else."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import EndpointConnectionError
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from cms.models import CustomImage, CustomRendition, User
from cms.pictures.public_use import in_public_use
from cms.pictures.serving.withdrawing import withdraw_unused
from tests.builders import PASSWORD, add_page, make_frame, open_language, translate
from tests.cms.pictures.corpus import jpeg, png


@pytest.fixture(autouse=True)
def _served_media(settings):
    settings.SERVE_MEDIA = True


def make_picture(title="Der Platz"):
    picture = CustomImage(title=title, description="Ein Platz", file=ImageFile(BytesIO(jpeg()), "platz.jpg"))
    picture.save()
    return picture


def block(picture):
    return [("picture", {"image": picture, "decorative": False, "alt_text": "Ein Platz"})]


def pictures_on(client, path):
    """The local addresses of all pictures in this page, with those for sharing."""
    response = client.get(path)
    assert response.status_code == 200
    tree = html.fromstring(response.content)
    found = tree.xpath("//img/@src") + tree.xpath("//meta[@property='og:image']/@content")
    for srcset in tree.xpath("//img/@srcset"):
        found += [part.split()[0] for part in srcset.split(",")]
    paths = {urlsplit(address).path for address in found}
    return sorted(path for path in paths if not path.startswith("/static/"))


def statuses(client, addresses):
    # What is not there is asked again with a language in front.
    answers = [client.get(address, follow=not address.startswith("/admin/")) for address in addresses]
    for answer in answers:
        _read(answer)
    return {answer.status_code for answer in answers}


def _read(answer):
    # Closing a streamed answer that wasn't read closes the test's database too.
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def public_files(settings):
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.fixture
def picture(home):
    return make_picture()


@pytest.fixture
def place(home, picture):
    return add_page(home, "Platz", picture=picture, body=block(picture))


@pytest.fixture
def staff(editor):
    return editor


def test_a_public_page_shows_its_pictures_to_everybody_under_names_that_nobody_guesses(place, client, settings):  # X2
    addresses = pictures_on(client, "/de/platz/")
    assert len(addresses) == 7
    assert statuses(Client(), addresses) == {200}
    names = [path.relative_to(settings.MEDIA_ROOT).as_posix() for path in public_files(settings)]
    assert sorted(f"/media/{name}" for name in names) == addresses
    assert [len(Path(name).stem) for name in names] == [40] * 7
    assert not any("platz" in name or "1200" in name for name in names)


def test_what_is_shown_runs_through_no_view_and_asks_nothing_more_each_time(place, client):  # X2
    client.get("/de/platz/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert pictures_on(client, "/de/platz/") != []
    names = ("reference", "rendition")
    asked = [query["sql"] for query in queries if any(name in query["sql"] for name in names)]
    assert asked == []


@pytest.mark.parametrize("name", ["platz.jpg", "platz.max-165x165.jpg", "platz.2e16d0ba.fill-1200x480.webp"])
@pytest.mark.parametrize("folder", ["media/original_images", "media/images", "media", "original_images"])
def test_names_that_somebody_guesses_lead_nowhere(place, client, settings, folder, name):  # V7 X2
    client.get("/de/platz/")
    (Path(settings.MEDIA_ROOT) / "original_images").mkdir()
    (Path(settings.MEDIA_ROOT) / "original_images" / "platz.jpg").write_bytes(jpeg())
    assert statuses(client, [f"/{folder}/{name}"]) == {404}


def test_pictures_of_a_draft_are_for_staff_only(home, picture, staff, client, settings):  # X2
    draft = add_page(home, "Entwurf", live=False, picture=picture, body=block(picture))
    addresses = pictures_on(staff, f"/admin/pages/{draft.pk}/view_draft/")
    assert len(addresses) == 7
    assert [address.startswith("/admin/pictures/") for address in addresses] == [True] * 7
    assert public_files(settings) == []
    assert statuses(staff, addresses) == {200}
    assert {client.get(address).status_code for address in addresses} == {302}
    assert statuses(client, [address.removeprefix("/admin") for address in addresses]) == {404}


def test_the_admin_makes_no_public_rendition_even_of_a_public_picture(place, picture, staff, client, settings):  # X2
    client.get("/de/platz/")
    before = public_files(settings)
    screens = ["images", f"images/{picture.pk}", "images/chooser", f"pages/{place.pk}/edit"]
    for path in [f"/admin/{screen}/" for screen in screens]:
        assert staff.get(path).status_code == 200
    assert pictures_on(staff, f"/admin/pages/{place.pk}/view_draft/") != []
    assert public_files(settings) == before
    assert statuses(staff, [row.url for row in CustomRendition.objects.all() if not row.is_public]) == {200}


def test_staff_without_rights_on_pictures_get_none(picture, client):  # X2
    address = picture.get_rendition("max-165x165").url
    user = User.objects.create_user("desk", "desk@stadt.example", PASSWORD)
    from home.roles import SIGNUP_STAFF, ensure_roles

    ensure_roles()
    user.groups.add(Group.objects.get(name=SIGNUP_STAFF))
    client.force_login(user)
    assert client.get(address).status_code in (302, 404)


def test_a_private_rendition_is_kept_by_nobody(picture, staff):  # X2
    response = staff.get(picture.get_rendition("max-165x165").url)
    _read(response)
    assert "no-store" in response["Cache-Control"]
    assert [response[name] for name in ("Content-Type", "X-Content-Type-Options")] == ["image/jpeg", "nosniff"]


@pytest.mark.parametrize(
    "name", ["%00.jpg", "..%2f..%2fdb.sqlite3", "1", "a" * 300, "0" * 40 + ".jpg", "%F0%9F%98%80.png"]
)
def test_a_name_that_no_rendition_has_leads_nowhere(staff, client, name):  # X2
    assert (statuses(staff, [f"/admin/pictures/{name}/"]), statuses(client, [f"/pictures/{name}/"])) == ({404}, {404})


def unpublish(page):
    page.unpublish()


def expire(page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restrict_above(page):
    home = page.get_parent()
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.PASSWORD, password="x")


def take_out(page):
    page.picture = None
    page.body = []
    page.save_revision().publish()


def delete(page):
    page.delete()


@pytest.mark.parametrize("end", [unpublish, expire, restrict, restrict_above, take_out, delete])
def test_the_worker_removes_what_no_public_page_uses_any_more(place, picture, client, settings, caplog, end):  # X2
    addresses = pictures_on(client, "/de/platz/")
    end(place)
    with caplog.at_level("INFO"):
        assert withdraw_unused(timezone.now()) == 1
    assert statuses(client, addresses) == {404}
    assert public_files(settings) == []
    assert f"No public page uses picture {picture.pk} any more: 7 renditions removed." in caplog.messages
    assert picture.file.storage.exists(picture.file.name)
    assert withdraw_unused(timezone.now()) == 0


def test_what_comes_back_comes_under_new_addresses(place, client, settings):  # X2
    before = pictures_on(client, "/de/platz/")
    place.unpublish()
    withdraw_unused(timezone.now())
    place.save_revision().publish()
    after = pictures_on(client, "/de/platz/")
    assert statuses(client, after) == {200}
    assert (len(after), set(after) & set(before)) == (7, set())


def test_a_rendition_made_while_its_page_ended_goes_with_the_next_round(place, picture, client, settings):  # X2
    addresses = pictures_on(client, "/de/platz/")
    place.unpublish()
    withdraw_unused(timezone.now())
    # As a request that was under way would leave it.
    late = CustomRendition(image=picture, filter_spec="width-480|public", file=ImageFile(BytesIO(jpeg()), "late.jpg"))
    late.save()
    assert withdraw_unused(timezone.now()) == 1
    assert (statuses(client, [*addresses, late.url]), public_files(settings)) == ({404}, [])


def test_a_draft_that_leaves_the_picture_out_takes_nothing_away(place, client):  # X2
    addresses = pictures_on(client, "/de/platz/")
    place.picture = None
    place.body = []
    place.save_revision()
    assert withdraw_unused(timezone.now()) == 0
    assert statuses(client, addresses) == {200}


def test_a_draft_that_brings_a_picture_in_shows_it_to_nobody(place, client, picture):  # X2
    other = make_picture("Anderes")
    place.picture = other
    place.save_revision()
    client.get("/de/platz/")
    assert in_public_use([picture.pk, other.pk]) == {picture.pk}


def test_a_translation_keeps_the_picture_and_a_closed_language_does_not(place, picture, client):  # X2
    english = open_language("en")
    translate(place.get_parent(), "en")
    translate(place, "en")
    assert len(pictures_on(client, "/en/platz/")) == 7
    Page.objects.filter(pk=place.pk).update(live=False)
    assert in_public_use([picture.pk]) == {picture.pk}
    english.is_public = False
    english.save()
    assert in_public_use([picture.pk]) == set()


def test_the_logo_of_a_partner_is_public_wherever_the_frame_stands(home, picture, client):  # X2
    frame = make_frame(partners=[("partner", {"name": "Verein", "url": "https://verein.example", "logo": picture})])
    addresses = pictures_on(client, "/de/")
    assert len(addresses) == 1
    assert statuses(client, addresses) == {200}
    assert withdraw_unused(timezone.now()) == 0
    frame.partners = []
    frame.save()
    assert withdraw_unused(timezone.now()) == 1
    assert statuses(client, addresses) == {404}


def test_a_restricted_page_shows_its_pictures_to_those_whom_it_lets_in(place, client, settings):  # X2
    group = Group.objects.create(name="Arbeitsgruppe")
    restriction = PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    member = User.objects.create_user("member", "member@stadt.example", PASSWORD)
    member.groups.add(group)
    client.force_login(member)
    addresses = pictures_on(client, "/de/platz/")
    assert [address.startswith("/pictures/") for address in addresses] == [True] * 7
    assert (statuses(client, addresses), public_files(settings)) == ({200}, [])
    assert statuses(Client(), addresses) == {404}
    stranger = Client()
    stranger.force_login(User.objects.create_user("other", "other@stadt.example", PASSWORD))
    assert statuses(stranger, addresses) == {404}
    place.unpublish()
    assert statuses(client, addresses) == {404}


def test_a_picture_that_the_index_does_not_know_is_not_made_public(place, client, settings):  # X2
    ReferenceIndex.objects.all().delete()
    addresses = pictures_on(client, "/de/platz/")
    assert public_files(settings) == []
    assert statuses(client, addresses) == {404}
    call_command("rebuild_references_index", verbosity=0)
    assert statuses(client, pictures_on(client, "/de/platz/")) == {200}


def test_a_broken_original_costs_the_picture_and_not_the_page(place, picture, client):  # REL-DISK
    Path(picture.file.path).write_bytes(b"nothing")
    assert pictures_on(client, "/de/platz/") == ["/media/not-found"]


def test_a_bucket_that_does_not_answer_costs_the_picture_and_not_the_page(place, client, monkeypatch):  # REL-DISK O8
    def away(storage, name, mode="rb"):
        raise EndpointConnectionError(endpoint_url="https://s3.stadt.example")

    monkeypatch.setattr(FileSystemStorage, "_open", away)
    assert pictures_on(client, "/de/platz/") == ["/media/not-found"]


def test_the_address_changes_with_the_file(place, picture, client, staff):  # V7
    before = pictures_on(client, "/de/platz/")
    picture.renditions.all().delete()
    picture.file = ImageFile(BytesIO(png()), "neu.png")
    picture.save()
    after = pictures_on(client, "/de/platz/")
    assert (len(before) > 0, len(after), set(after) & set(before)) == (True, len(before), set())
