"""What the catalogue of columns says, against the models and against what erasing does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import InvitationCode, Need, Signup
from events.signups import Needs, erase, save_code
from events.signups.columns import told_to, values_for, what_erasing_leaves
from events.signups.columns.column import Group, Reader
from events.signups.columns.of_a_need import OF_A_NEED
from events.signups.columns.of_a_signup import OF_A_SIGNUP
from tests.builders import make_event_row, signed_up

READERS: list[Reader] = ["page", "desk", "table"]
CATALOGUES = {Signup: OF_A_SIGNUP, Need: OF_A_NEED}


@pytest.mark.parametrize("model", CATALOGUES)
def test_each_column_of_the_model_stands_in_the_catalogue_once(model):  # S20 V1
    listed = [column.name for column in CATALOGUES[model] if column.is_stored]
    assert sorted(listed) == sorted(field.name for field in model._meta.local_fields)


def test_the_person_gets_all_in_a_file_but_what_only_the_software_reads():  # S8 V1
    untold = [(column.group, column.name) for columns in CATALOGUES.values() for column in columns if not column.file]
    assert untold == [
        (Group.INNER, "id"),
        (Group.INNER, "event"),
        (Group.INNER, "link_version"),
        (Group.INNER, "anonymised_at"),
        # Told with the questions.
        (Group.ANSWERS, "answers"),
        (Group.ANSWERS, "labels"),
        (Group.INNER, "id"),
        (Group.INNER, "signup"),
    ]


def test_whatever_a_page_or_a_table_tells_the_file_tells_too():  # S8
    told = [column for reader in READERS for group in Group for _, column in told_to(reader, group)]
    assert {column.name for column in told if column.file} == {column.name for column in told} | {"email"}


@pytest.mark.django_db
def test_erasing_leaves_of_a_sign_up_what_the_catalogue_says():  # S20
    event = make_event_row(asks_needs=True)
    code = save_code(
        InvitationCode(event=event, organisation="Verein", seats=1, valid_until=timezone.now() + timedelta(days=1))
    )
    typed = {"answers": {"key": "Ja"}, "labels": {"key": {"kind": "text", "label": "Frage"}}, "organisation": "Verein"}
    signup = signed_up(event, code=code.code, consent_text="Ja", needs=Needs(("step_free",)), **typed)
    Signup.objects.update(reason="Grund", network_hash="hash", party=signup.public_id)
    full = Signup.objects.get(pk=signup.pk)
    before = {name: getattr(full, name) for name in what_erasing_leaves()}
    assert [name for name, value in before.items() if not value] == []
    erase(signup.public_id)
    empty = Signup.objects.get(pk=signup.pk)
    assert {name: getattr(empty, name) for name in before} == what_erasing_leaves()
    assert not Need.objects.filter(signup=signup).exists()


def test_two_erased_sign_ups_share_no_value():  # S20
    assert what_erasing_leaves()["answers"] is not what_erasing_leaves()["answers"]


@pytest.mark.django_db
def test_the_readers_call_a_column_by_their_own_words():  # S8
    signup = signed_up(make_event_row(), email="", language="de")
    assert values_for("page", Group.PERSON, signup)["E-Mail-Adresse"] == ""
    assert values_for("desk", Group.PERSON, signup)["E-Mail-Adresse"] == "keine: bitte anrufen oder schreiben"
    assert values_for("file", Group.PERSON, signup)["email"] == ""
