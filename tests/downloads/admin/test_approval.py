"""What editors change on a publication waits, with its files, until somebody else approves it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from cms.consequences.tokens import FIELD
from cms.ground.publish_refusal import PublishRefused
from cms.models import User
from cms.models.media import private_storage
from downloads.files.draft_files import files_in_use
from downloads.files.file_names import file_url
from downloads.files.unused_files import remove_leftovers
from downloads.models import Publication, PublicationFile
from downloads.models.enums import Audience
from downloads.visibility import EVERYBODY
from home.roles import CHIEF_EDITORS, EDITORS
from tests.browser_client import BrowserClient
from tests.builders import make_home
from tests.downloads.admin.test_publications import ADD, EDIT, form, row
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home():
    make_home()


def person(role: str) -> BrowserClient:
    user = User.objects.create_user(role, f"{role}@stadt.example", "a long password for tests")
    user.groups.add(Group.objects.get(name=role))
    UserProfile.objects.create(user=user, preferred_language="en")
    client = BrowserClient()
    client.force_login(user)
    return client


@pytest.fixture
def editor():
    return person(EDITORS)


@pytest.fixture
def chief():
    return person(CHIEF_EDITORS)


def draft_form(*rows, action="", **fields):
    data = form(*rows, **fields)
    del data["action-publish"]
    return {**data, action: "1"} if action else data


def kept(*files, **changed):
    rows = []
    for file in files:
        values = {**row(file.language, file.title, id=file.pk), **changed.get(file.language, {})}
        if "file" not in changed.get(file.language, {}):
            del values["file"]
        rows.append(values)
    return rows


def submit(editor, publication, *rows, existing, **fields):
    data = draft_form(*rows, action="action-submit", existing=existing, **fields)
    response = editor.post(reverse(EDIT, args=[publication.pk]), data)
    assert response.status_code == 302
    publication.refresh_from_db()


def approve(chief, publication):
    """Approve what waits, as the dialog does, and agree to what it does to readers."""
    state = publication.current_workflow_task_state
    url = reverse("wagtailsnippets_downloads_publication:workflow_action", args=[publication.pk, "approve", state.pk])
    response = chief.post(url, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    answer = response.json() if response.headers["Content-Type"] == "application/json" else {}
    if "/consequences/" in answer.get("redirect", ""):
        agree(chief, answer["redirect"])
    publication.refresh_from_db()


def agree(client, url) -> list[str]:
    """Read the question and press the button; return what it said."""
    response = client.get(url)
    token = re.search(rf'name="{FIELD}" value="([^"]*)"', response.content.decode())[1]
    assert client.post(url, {FIELD: token}).status_code == 302
    return [one.sentence for one in response.context["question"].consequences]


def content_of(client, url: str) -> bytes | None:
    response = client.get(url)
    return b"".join(response.streaming_content) if response.status_code == 200 else None


def latest(publication) -> list[PublicationFile]:
    publication.refresh_from_db()
    return list(publication.latest_revision.as_object().files.all())


def moment(days: float) -> str:
    return timezone.localtime(timezone.now() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


def test_an_editor_uploads_and_submits_forty_days_pass_and_what_is_approved_can_be_downloaded(
    editor, chief, client
):  # E6 D6 D2
    old, new = pdf_bytes(2), pdf_bytes(7)
    publication = make_publication()
    file = add_file(publication, content=old)
    url = file_url(file)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        upload = ContentFile(new, name="new.pdf")
        submit(editor, publication, *kept(file, de={"file": upload}), existing=1, release_at=moment(-1))
        for _day in range(40):
            clock.shift(timedelta(days=1))
            cache.clear()
            remove_leftovers(timezone.now())
        assert content_of(client, url) == old
        # No session lasts that long.
        chief.force_login(User.objects.get(username=CHIEF_EDITORS))
        approved_at = timezone.now()
        approve(chief, publication)
        assert content_of(client, url) == new
        assert PublicationFile.objects.get().uploaded_at == approved_at
    assert PublicationFile.objects.get().public_id == file.public_id


def test_a_publication_that_nobody_has_approved_is_found_by_nobody_outside(editor, client):  # E6 D3 X2
    group = make_working_group()
    data = draft_form(row(), release_at=moment(-1), audience="group", working_groups=[group.pk])
    assert editor.post(reverse(ADD), data).status_code == 302
    publication = Publication.objects.get()
    file = publication.files.get()
    assert (publication.live, publication.release_at < timezone.now()) == (False, True)
    assert content_of(client, file_url(file)) is None
    assert list(Publication.objects.announced_to(EVERYBODY)) == []


def test_an_editor_alone_releases_nothing_widens_nothing_and_takes_nothing_away(editor, client):  # E6
    group = make_working_group()
    publication = make_publication(groups=[group])
    file = add_file(publication)
    address = reverse(EDIT, args=[publication.pk])
    editor.post(address, form(*kept(file), existing=1, release_at=moment(-1)))
    for name in ("unpublish", "delete"):
        editor.post(reverse(f"wagtailsnippets_downloads_publication:{name}", args=[publication.pk]))
    publication.refresh_from_db()
    assert (publication.live, publication.audience) == (True, Audience.GROUP)
    assert content_of(client, file_url(file)) is None


def test_an_editor_deletes_a_draft_that_was_never_approved(editor):  # E6
    editor.post(reverse(ADD), draft_form(row()))
    publication = Publication.objects.get()
    response = editor.post(reverse("wagtailsnippets_downloads_publication:delete", args=[publication.pk]))
    assert (response.status_code, Publication.objects.count()) == (302, 0)


def test_approved_earlier_it_opens_at_its_moment_approved_later_at_once(editor, chief, client):  # D2 E6
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for days in (-3, 3):
            editor.post(reverse(ADD), draft_form(row(), action="action-submit", release_at=moment(days)))
            publication = Publication.objects.latest("pk")
            approve(chief, publication)
            url = file_url(publication.files.get())
            assert (publication.live, content_of(client, url) is None) == (True, days > 0)
            if days > 0:
                clock.shift(timedelta(days=days, minutes=1))
                assert content_of(client, url) == pdf_bytes()


def test_files_of_rows_and_of_all_revisions_are_in_use(editor):  # D6
    publication = make_publication()
    file = add_file(publication)
    names = {file.file.name}
    for pages in (3, 4):
        upload = ContentFile(pdf_bytes(pages), name="new.pdf")
        editor.post(reverse(EDIT, args=[publication.pk]), draft_form(*kept(file, de={"file": upload}), existing=1))
        publication.refresh_from_db()
        [draft] = publication.latest_revision.as_object().files.all()
        names.add(draft.file.name)
    assert (len(names), files_in_use()) == (3, names)
    assert all(private_storage().exists(name) for name in names)


def test_a_file_that_waits_stays_when_the_draft_is_saved_again(editor):  # D6
    publication = make_publication()
    german = add_file(publication)
    address = reverse(EDIT, args=[publication.pk])
    editor.post(address, draft_form(*kept(german), row("en", "Analysis"), existing=1))
    [before] = [file for file in latest(publication) if file.language == "en"]
    shown = editor.get(address).context["form"].formsets["files"]
    assert [one.instance.language for one in shown.initial_forms] == ["de", "en"]
    waiting = {**row("en", "Analysis, second draft"), "id": ""}
    del waiting["file"]
    for title in ("Analysis", "Analysis, second draft"):
        response = editor.post(address, draft_form(*kept(german), {**waiting, "title": title}, existing=2))
        assert response.status_code == 302
        [after] = [file for file in latest(publication) if file.language == "en"]
        assert (after.title, after.public_id, after.file.name) == (title, before.public_id, before.file.name)
    editor.post(address, draft_form(*kept(german), {**waiting, "DELETE": "on"}, existing=2))
    assert [file.language for file in latest(publication)] == ["de"]


def test_a_draft_asks_for_all_that_a_release_needs(editor):  # E6
    response = editor.post(reverse(ADD), draft_form(row(language="", title=""), name=""))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["name"]
    assert list(response.context["form"].formsets["files"].errors[0]) == ["language", "title"]
    assert Publication.objects.count() == 0


def test_nothing_is_saved_by_itself_where_files_are_uploaded(editor):
    publication = make_publication()
    for address in (reverse(ADD), reverse(EDIT, args=[publication.pk])):
        assert editor.get(address).context["autosave_enabled"] is False


def test_those_who_look_after_publications_see_the_file_that_waits_and_nobody_else(editor, chief, client):  # D6 X2
    publication = make_publication()
    file = add_file(publication)
    submit(editor, publication, *kept(file, de={"file": ContentFile(pdf_bytes(9), name="n.pdf")}), existing=1)
    html = chief.get(reverse(EDIT, args=[publication.pk])).content.decode()
    url = reverse("downloads_draft_file", args=[publication.latest_revision_id, file.public_id])
    assert f'href="{url}"' in html
    assert content_of(chief, url) == pdf_bytes(9)
    assert content_of(client, url) is None
    assert content_of(person("Anmeldung"), url) is None
    compared = reverse(
        "wagtailsnippets_downloads_publication:revisions_compare", args=[publication.pk, "live", "latest"]
    )
    assert chief.get(compared).status_code == 200
    other = reverse("downloads_draft_file", args=[publication.latest_revision_id, "another"])
    assert chief.get(other).status_code == 404


def test_the_same_revision_approved_twice_keeps_address_and_row(editor, chief):  # D6
    publication = make_publication()
    german = add_file(publication)
    rows = [*kept(german), row("en", "Analysis")]
    with answered_by("test"):
        chief.post(reverse(EDIT, args=[publication.pk]), form(*rows, existing=1, release_at=moment(-1)))
        before = dict(PublicationFile.objects.values_list("public_id", "pk"))
        Revision.objects.latest("pk").publish()
    assert dict(PublicationFile.objects.values_list("public_id", "pk")) == before


def test_languages_that_were_swapped_in_two_drafts_are_published(chief):  # D4
    publication = make_publication()
    german, english = add_file(publication, "de"), add_file(publication, "en")
    address = reverse(EDIT, args=[publication.pk])
    for languages in (("fr", "en"), ("fr", "de"), ("en", "de")):
        rows = kept(german, english)
        rows[0]["language"], rows[1]["language"] = languages
        assert chief.post(address, draft_form(*rows, existing=2)).status_code == 302
    with answered_by("test"):
        Revision.objects.latest("pk").publish()
    told = dict(PublicationFile.objects.values_list("language", "public_id"))
    assert told == {"en": german.public_id, "de": english.public_id}


def test_two_drafts_can_not_become_the_next_version_of_the_same(chief):  # D5
    first, other = make_publication(version=1), make_publication("Anderes")
    other.supersedes = first
    revision = other.save_revision()
    make_publication(version=2, supersedes=first)
    with pytest.raises(PublishRefused):
        revision.publish()


def test_a_publication_whose_groups_are_gone_is_not_released(chief):  # D3
    group = make_working_group()
    publication = make_publication(groups=[group])
    revision = publication.save_revision()
    with answered_by("test"):
        group.delete()
    with pytest.raises(PublishRefused):
        revision.publish()


def kinds(publication, **changes) -> dict[str, int]:
    """What publishing the publication with these changes does, by kind."""
    from cms.consequences.consequence import Action
    from cms.consequences.registry import consequences_of

    draft = Publication.objects.get(pk=publication.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    return {one.kind: one.number for one in consequences_of(Action.PUBLISH, draft)}


def test_what_a_publish_does_to_readers_is_told_in_numbers():  # E9
    reader, other = (User.objects.create_user(name) for name in ("reader", "other"))
    one, two = make_working_group("Eins", reader), make_working_group("Zwei", reader, other)
    public, internal, announced = make_publication(), make_publication(groups=[two]), make_publication(days=5)
    for publication in (public, internal, announced):
        add_file(publication)
    soon, later = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    group = {"audience": Audience.GROUP, "working_groups": [one]}
    assert kinds(public) == {}
    assert kinds(public, release_at=None) == {"release_withdrawn": 1}
    assert kinds(public, release_at=later) == {"release_withdrawn": 1}
    assert kinds(public, **group) == {"audience_narrowed": 1}
    assert kinds(public, files=[]) == {"files_taken_away": 1}
    assert kinds(internal, audience=Audience.PUBLIC) == {"audience_widened": 1}
    assert kinds(internal, working_groups=[one]) == {"readers_lost": 1}
    assert kinds(make_publication(groups=[one]), working_groups=[two]) == {}
    assert kinds(announced, release_at=soon) == {"release_moved": 1}
    assert kinds(announced, release_at=later) == {"release_moved": 1}
    assert kinds(announced, release_at=None) == {"release_moved": 1}


def test_replacing_a_file_that_readers_have_is_asked_with_the_number_of_downloads(editor, chief):  # E9
    publication = make_publication()
    file = add_file(publication)
    publication.counts.create(language="de", day=timezone.localdate(), number=12)
    upload = ContentFile(pdf_bytes(9), name="n.pdf")
    data = form(*kept(file, de={"file": upload}), existing=1, release_at=moment(-1))
    response = chief.post(reverse(EDIT, args=[publication.pk]), data)
    assert PublicationFile.objects.get().pages == 2
    assert agree(chief, response.url) == [
        "1 file that readers have is replaced.",
        "They were downloaded 12 times. Nobody is told that there are others.",
    ]
    assert PublicationFile.objects.get().pages == 9


def test_nothing_that_readers_have_goes_without_an_answer():  # E9
    member = User.objects.create_user("reader")
    group = make_working_group("Eins", member)
    publication = make_publication(groups=[group])
    add_file(publication)
    for act in (publication.unpublish, publication.delete, group.delete):
        with pytest.raises(Unanswered):
            act()
    with answered_by("test"):
        publication.unpublish()
        publication.delete()
        group.delete()
