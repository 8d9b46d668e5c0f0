from django.utils.translation import override

from events.models.spoken_languages import USUAL, languages_for_staff, spoken_languages


def test_staff_find_the_usual_languages_first_and_the_rest_by_their_german_names():  # E1
    with override("de"):
        found = languages_for_staff()
    assert [name for _code, name in found[:4]] == ["Deutsch", "Englisch", "Arabisch", "Ukrainisch"]
    rest = [name for _code, name in found[len(USUAL) :]]
    assert rest == sorted(rest, key=str.casefold)
    assert dict(found).keys() == dict(spoken_languages()).keys()


def test_they_are_named_in_the_language_of_whoever_reads():  # E1
    with override("en"):
        assert dict(languages_for_staff())["kmr"] == "Kurmanji Kurdish"
