"""Who may fetch which file now, and who may know that it exists."""

from datetime import timedelta

import pytest
from django.utils import timezone

from downloads.models import Publication, PublicationFile
from downloads.visibility import EVERYBODY, is_announced_to_everybody, is_released
from tests.builders import PASSWORD, make_staff
from tests.downloads.publications import add_file, make_publication, make_working_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def working_group():
    return make_working_group("Arbeitsgruppe 1")


@pytest.fixture
def people(working_group, django_user_model):
    """One user of each kind, by name."""
    create = django_user_model.objects.create_user
    people = {name: create(name, f"{name}@stadt.example", PASSWORD) for name in ("member", "former", "stranger")}
    working_group.members.add(people["member"])
    working_group.members.add(people["former"])
    people["former"].is_active = False
    people["former"].save()
    people["editor"] = make_staff("editor", "downloads.change_publication")
    people["staff"] = make_staff("staff")
    people["everybody"] = EVERYBODY
    return people


def names_of_those_who_may_fetch(people, file):
    now = timezone.now()
    return {name for name, user in people.items() if file in PublicationFile.objects.fetchable_by(user, now)}


def names_of_those_who_know(people, publication):
    return {name for name, user in people.items() if publication in Publication.objects.announced_to(user)}


EVERYONE = {"member", "former", "stranger", "editor", "staff", "everybody"}


@pytest.mark.parametrize(
    ("days", "for_group", "may_fetch_it", "know_it"),
    [
        (-1, False, EVERYONE, EVERYONE),
        (1, False, {"editor"}, EVERYONE),
        (None, False, {"editor"}, {"editor"}),
        (-1, True, {"editor", "member"}, {"editor", "member"}),
        (1, True, {"editor"}, {"editor", "member"}),
        (None, True, {"editor"}, {"editor"}),
    ],
)
def test_release_and_audience_decide_together(people, working_group, days, for_group, may_fetch_it, know_it):  # D2 D3
    publication = make_publication(days=days, groups=[working_group] if for_group else None)
    file = add_file(publication)
    assert names_of_those_who_may_fetch(people, file) == may_fetch_it
    assert names_of_those_who_know(people, publication) == know_it
    assert is_announced_to_everybody(publication) == ("everybody" in know_it)


def test_another_working_group_learns_nothing(people):  # D3
    publication = make_publication(groups=[make_working_group("Arbeitsgruppe 2")])
    file = add_file(publication)
    assert names_of_those_who_may_fetch(people, file) == {"editor"}
    assert names_of_those_who_know(people, publication) == {"editor"}


def test_a_group_publication_without_groups_is_for_nobody_outside(people):  # D3
    file = add_file(make_publication(groups=[]))
    assert names_of_those_who_may_fetch(people, file) == {"editor"}


def test_member_of_two_named_groups_finds_the_publication_once(people, working_group):  # D3
    second = make_working_group("Koordinierungsgruppe")
    second.members.add(people["member"])
    publication = make_publication(groups=[working_group, second])
    assert list(Publication.objects.fetchable_by(people["member"], timezone.now())) == [publication]


def test_the_moment_of_release_itself_is_released():  # D2
    publication = make_publication(days=5)
    file = add_file(publication)
    moment = publication.release_at
    for now, released in [(moment - timedelta(microseconds=1), False), (moment, True)]:
        assert list(PublicationFile.objects.fetchable_by(EVERYBODY, now)) == [file] * released
        assert is_released(publication, now) is released
