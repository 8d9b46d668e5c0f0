"""The visitor's way through form and mailbox."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Signup, SignupForm
from events.signups.secret_links import Purpose, make_token
from tests.builders import make_event_index, make_event_page, make_home, signed_up, signed_up_and_confirmed, translate
from tests.events.road import filled, form_path, locked_elsewhere, mails, question, secret_paths, sign_up, started_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event_with_pages(event):
    page = make_event_page(make_event_index(make_home()), event, "Gemeinsam reden", slug="gemeinsam")
    translate(page, "en", "Talk together")
    return event


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_a_person_signs_up_and_confirms_by_two_posts(client, event_with_pages, language):  # S3 S4 S12
    event = event_with_pages
    response = sign_up(client, event, language)
    assert (response.status_code, response["Location"]) == (303, f"/{language}/signup/{event.public_id}/mailbox/")
    assert client.get(response["Location"]).status_code == 200
    (confirm_path,) = secret_paths(mails()[0])
    assert confirm_path.startswith(f"/{language}/my-signup/")
    assert client.get(confirm_path).status_code == 200
    assert Signup.objects.get().state == "unconfirmed"
    response = client.post(confirm_path)
    assert response.status_code == 303
    assert Signup.objects.get().state == "confirmed"
    assert client.get(response["Location"]).status_code == 200
    (personal_path,) = secret_paths(mails()[1])
    assert client.get(personal_path).status_code == 200


def test_the_road_sets_no_cookie_and_nobody_keeps_its_pages(client, event):  # A2
    signup = signed_up(event)
    token = make_token(signup, Purpose.CONFIRM)
    paths = [form_path(event), f"{form_path(event)}mailbox/", f"/de/my-signup/{token}/confirm/"]
    responses = [client.get(path) for path in paths] + [sign_up(client, event, email="b@example.org")]
    for response in responses:
        assert (response["Cache-Control"], response.cookies, response.get("Vary", "")) == ("private, no-store", {}, "")


def test_a_known_address_gets_the_same_answer_as_a_new_one(client, event):  # X4 S7
    event.capacity = 5
    event.save()
    answers = []
    for address in ("new@example.org", "new@example.org", "NEW@EXAMPLE.ORG", "other@example.org"):
        response = sign_up(client, event, email=address)
        page = client.get(response["Location"])
        answers.append(
            (response.status_code, response.headers.items(), response.content, page.content, page.headers.items())
        )
    assert [answer == answers[0] for answer in answers] == [True] * 4
    assert Signup.objects.count() == 2


def test_wrong_answers_come_back_complete_with_a_summary(client, event):  # S3
    response = sign_up(client, event, given_name="", family_name="<b>Ö</b>", email="not an address", consent="")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'id="error-summary"' in page
    assert 'href="#id_given_name"' in page
    assert 'value="&lt;b&gt;Ö&lt;/b&gt;"' in page
    assert 'value="not an address"' in page
    assert page.count('aria-invalid="true"') == 3
    assert Signup.objects.count() == 0


def test_a_full_event_keeps_the_answers_and_says_full(client, event):  # S7
    event.waiting_list_size = 0
    event.save()
    path = form_path(event)
    data = filled(client, path, organisation="Verein")
    signed_up_and_confirmed(event)
    response = client.post(path, data)
    assert response.status_code == 200
    assert 'value="Verein"' in response.content.decode()
    assert Signup.objects.count() == 1
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"status": "cancelled"}, "cancelled"),
        ({"signup_closes_at": timezone.now() - timedelta(hours=1)}, "closed"),
        ({"signup_opens_at": timezone.now() + timedelta(hours=1)}, "not_yet"),
        ({"signup_form": None}, "no_form"),
    ],
)
def test_an_event_without_sign_up_says_why_and_takes_nobody(client, event, changes, state):  # S7
    path = form_path(event)
    data = filled(client, path)
    for name, value in changes.items():
        setattr(event, name, value)
    event.save()
    page = client.get(path)
    assert (page.status_code, page.context["facts"].signup_status) == (200, state)
    assert client.post(path, data).status_code == 200
    assert Signup.objects.count() == 0


def test_a_language_without_consent_names_the_languages_that_have_it(client, event):  # S11
    SignupForm.objects.filter(locale__language_code="en").delete()
    page = client.get(form_path(event, "en"))
    assert page.status_code == 200
    assert [step["url"] for step in page.context["next_steps"]][:2] == [form_path(event), form_path(event, "de-simple")]


def test_an_unknown_or_unpublished_event_answers_404_in_the_language(client, event):
    assert client.get("/en/signup/nothing/").status_code == 404
    event.live = False
    event.save()
    assert [client.get(form_path(event)).status_code, client.post(form_path(event)).status_code] == [404, 404]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "null"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"origin": "null", "referer": "http://testserver/de/"}, 303),
        ({"origin": "null", "referer": "https://elsewhere.example/"}, 403),
        ({"origin": "null", "referer": "nonsense"}, 403),
        ({"referer": "https://elsewhere.example/"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_posts_of_other_sites_are_refused(client, event, headers, status):  # S3 X4
    path = form_path(event)
    assert client.post(path, filled(client, path), headers=headers).status_code == status


def test_a_body_of_ten_megabytes_gets_a_page(client, event):  # X6
    response = sign_up(client, event, organisation="x" * 10_000_000)
    assert response.status_code == 413


def test_too_many_fields_and_foreign_content_types_get_a_page(client, event):  # X6
    path = form_path(event)
    assert client.post(path, {f"f{n}": "" for n in range(5000)}).status_code == 400
    assert client.post(path, b"\xff\xfe\x00", content_type="application/json").status_code == 200
    assert client.post(path, b"--x", content_type="multipart/form-data").status_code == 400
    assert (
        client.post(path, b"a=b", content_type="application/x-www-form-urlencoded; charset=utf-16").status_code == 400
    )


@pytest.mark.parametrize("codec", ["hex", "rot13", "idna", "undefined", "utf-16", "nonsense"])
def test_a_charset_that_is_none_gets_a_page(client, event, codec):  # X6
    kind = f"multipart/form-data; boundary=x; charset={codec}"
    body = b'--x\r\nContent-Disposition: form-data; name="given_name"\r\n\r\nA\r\n--x--\r\n'
    assert client.generic("POST", form_path(event), body, content_type=kind).status_code == 400


def test_the_trap_and_an_old_form_are_told_and_can_be_sent_again(client, event):  # S22
    response = sign_up(client, event, homepage="https://spam.example", started="forged")
    assert (response.status_code, Signup.objects.count()) == (200, 0)
    page = response.content.decode()
    assert "spam.example" not in page
    again = filled(client, form_path(event), started=started_in(page))
    assert client.post(form_path(event), again).status_code == 303


def test_other_methods_are_not_allowed(client, event):
    assert client.put(form_path(event)).status_code == 405
    assert client.post(f"{form_path(event)}mailbox/").status_code == 405


def test_a_busy_moment_keeps_the_answers_and_asks_for_patience(client, event):  # S1
    path = form_path(event)
    data = filled(client, path, organisation="Verein")
    with locked_elsewhere():
        response = client.post(path, data)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert 'value="Verein"' in response.content.decode()


def test_questions_changed_while_typing_end_in_a_page(client, event):  # S7 S11
    path = form_path(event)
    data = filled(client, path, **{"q-gone": "x"})
    form = event.signup_form
    form.questions = json.dumps([question("text", "Neu?", "new", required=True)])
    form.save()
    response = client.post(path, data)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["q-new"])
    assert client.post(path, {**data, "q-new": "Antwort"}).status_code == 303
    assert Signup.objects.get().answers == {"new": "Antwort"}


def test_the_switcher_leads_to_the_same_step_in_the_other_languages(client, event):
    page = client.get(form_path(event)).content.decode()
    assert f'href="/en/signup/{event.public_id}/"' in page
