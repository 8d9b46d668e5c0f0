"""Dates, times, numbers, phones, addresses and links of the German text stand in every translation."""

from datetime import date, time

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale

from cms.languages.core.admin_addresses import state_url
from cms.languages.state.facts_check import facts_missing_in, missing_facts
from cms.languages.state.text_facts import Fact, facts_in
from tests.builders import add_page, make_home, make_venue, translate
from tests.cms.languages.translating import speak_english


@pytest.mark.parametrize(
    ("text", "language", "kind", "value"),
    [
        ("am 3. März 2027", "de", "date", "2027-03-03"),
        ("am 03.03.2027", "de", "date", "2027-03-03"),
        ("am 3. 3. 2027", "de", "date", "2027-03-03"),
        ("am 3.3.", "de", "date", "-03-03"),
        ("bis 31. Mai", "de-simple", "date", "-05-31"),
        ("on 3 March 2027", "en", "date", "2027-03-03"),
        ("on March 3, 2027", "en", "date", "2027-03-03"),
        ("on the 3rd of March 2027", "en", "date", "2027-03-03"),
        ("٣ مارس ٢٠٢٧", "ar", "date", "2027-03-03"),
        ("3 березня 2027", "uk", "date", "2027-03-03"),
        ("um 18.30 Uhr", "de", "time", "18:30"),
        ("um 18:30 Uhr", "de", "time", "18:30"),
        ("um 18 Uhr", "de", "time", "18:00"),
        ("at 6.30 pm", "en", "time", "18:30"),
        ("at 6:30 p.m.", "en", "time", "18:30"),
        ("at 12 am", "en", "time", "00:00"),
        ("١٨:٣٠", "ar", "time", "18:30"),
        ("1.000 Menschen", "de", "number", "1000"),
        ("1,000 people", "en", "number", "1000"),
        ("2,5 Prozent", "de", "number", "2.5"),
        ("50 Plätze", "de", "number", "50"),
        ("٥٠ مقعدا", "ar", "number", "50"),
        ("Telefon 0351 488-0000", "de", "phone", "03514880000"),
        ("phone +49 351 4880000", "en", "phone", "00493514880000"),
        ("an Team@Stadt.example.", "de", "mail", "team@stadt.example"),
        ("auf https://stadt.example/plan/.", "de", "link", "https://stadt.example/plan"),
        ("01067 Musterstadt", "de", "number", "01067"),
    ],
)
def test_a_fact_is_found_however_it_is_written(text, language, kind, value):  # L10
    assert list(facts_in(text, language)) == [Fact(kind, value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("drei von 4 Gruppen", "de"), ("Kein Termin", "de"), ("der 2. Entwurf", "de"), ("May I come?", "en")],
)
def test_what_is_no_fact_is_left_alone(text, language):  # L10
    assert list(facts_in(text, language)) == []


@pytest.mark.parametrize(
    ("german", "translated", "missing"),
    [
        ("Am 3. März 2027 um 18.30 Uhr.", "On 3 March 2027 at 6.30 pm.", []),
        ("Am 3. März 2027 um 18.30 Uhr.", "On 4 March 2027 at 6.30 pm.", ["3. März 2027"]),
        ("Am 3. März 2027 um 18.30 Uhr.", "On 3 March at 6.30 pm.", []),
        ("Am 3. März 2027.", "On 3 March 2028.", ["3. März 2027"]),
        ("50 Plätze, Anmeldung an a@b.example", "Sign up: a@b.example", ["50"]),
        ("50 Plätze und 50 Stühle", "50 seats", []),
    ],
)
def test_what_is_missing_is_named_as_it_stands_in_german(german, translated, missing):  # L10
    assert [str(fact) for fact in missing_facts(facts_in(german, "de"), facts_in(translated, "en"))] == missing


LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)), moment=st.times())
def test_a_date_and_a_time_as_django_writes_them_are_found_again(language, day, moment):  # L10
    moment = time(moment.hour, moment.minute)
    with translation.override(language):
        text = f"{date_format(day, 'j F Y')} | {date_format(moment, 'H:i')}"
    assert facts_in(text, language) == {Fact("date", day.isoformat()): 1, Fact("time", f"{moment:%H:%M}"): 1}


@pytest.mark.django_db
def test_the_texts_of_a_page_are_compared_with_the_live_german_ones():  # L10
    home = make_home()
    german = add_page(
        home, "Einladung am 3. März 2027", slug="einladung", body=[("text", "<p>Um <b>18.30</b> Uhr, 50 Plätze.</p>")]
    )
    english = translate(german, "en", "Invitation for 3 March 2027", body=[("text", "<p>At 6.30 pm, 40 seats.</p>")])
    assert [str(fact) for fact in facts_missing_in(english)] == ["50"]
    assert facts_missing_in(german) == []


@pytest.mark.django_db
def test_the_screen_of_a_translation_names_the_facts_to_look_at(admin_client):  # L10
    german = add_page(make_home(), "Einladung am 3. März 2027", slug="einladung")
    english = translate(german, "en", "Invitation for 4 March 2027")
    text = admin_client.get(state_url(english)).content.decode()
    assert "<bdi>3. März 2027</bdi>" in text


@pytest.mark.django_db
def test_who_saves_a_translated_place_is_told_which_facts_it_lacks(admin_user, admin_client):  # L10 L15
    speak_english(admin_user)
    german = make_venue(entrance="Eingang ab 18.30 Uhr, Raum 120")
    simple = german.copy_for_translation(Locale.objects.get(language_code="de-simple"))
    simple.save()
    rich = '{"blocks": [], "entityMap": {}}'
    typed = {"name": "Stadthaus", "entrance": "Kommen Sie abends.", "directions": rich, "access_notes": rich}
    typed |= {"street": "Hauptstraße 1", "postal_code": "01067", "city": "Musterstadt"}
    response = admin_client.post(f"/admin/snippets/events/venue/edit/{simple.pk}/", typed, follow=True)
    told = [str(message).strip() for message in response.context["messages"]]
    assert "Please check: these facts stand in the German text and were not found here: 18.30" in told[-1]
