import pytest

from cms.texts.slugs import german_slug
from home.models import ContentPage
from tests.builders import make_home

TITLES = {
    "Müßiggänge in Köln": "muessiggaenge-in-koeln",
    "Ärzte über Öl": "aerzte-ueber-oel",
    "Mu\u0308de Stra\N{LATIN SMALL LETTER SHARP S}e": "muede-strasse",
    "GROẞE ÜBUNG": "grosse-uebung",
    "Bürger*innen": "buergerinnen",
    "Bürger:innen und Bürger_innen": "buergerinnen-und-buergerinnen",
    "BürgerInnen, Bürger/innen, Bürger/-innen": "buergerinnen-buergerinnen-buergerinnen",
    "jede_r und jede*r": "jeder-und-jeder",
    "Treffpunkt_innenstadt": "treffpunkt_innenstadt",
    "Gemeinsam.Verantwortung.Leben": "gemeinsamverantwortungleben",
    "!?": "",
}


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_umlauts_are_written_out_and_gender_signs_vanish(title, slug):  # E1
    assert german_slug(title) == slug


@pytest.mark.django_db
def test_a_page_without_a_slug_gets_a_german_one_and_a_second_one_a_number():  # E1
    home = make_home()
    pages = [home.add_child(instance=ContentPage(title="Für Bürger*innen", summary="Kurz.")) for _ in range(2)]
    assert [page.slug for page in pages] == ["fuer-buergerinnen", "fuer-buergerinnen-2"]
