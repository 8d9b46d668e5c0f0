"""Which language may be opened to visitors or closed: said in the form, and asked again when it goes live."""

import pytest

from cms.ground.publish_refusal import PublishRefused
from cms.languages.core.opening import GERMAN_STAYS, NO_HOME_PAGE, refuse_to_close, refuse_to_switch, why_not
from tests.builders import make_home, open_language, translate

pytestmark = pytest.mark.django_db


def test_german_stays_open():  # L1
    assert [why_not("de", is_public=True), why_not("de", is_public=False)] == ["", str(GERMAN_STAYS)]


@pytest.mark.parametrize(("live", "reason"), [(True, ""), (False, str(NO_HOME_PAGE))])
def test_a_language_opens_with_a_published_home_page(live, reason):  # L1
    translate(make_home(), "en", live=live)
    assert [why_not("en", is_public=True), why_not("en", is_public=False)] == [reason, ""]


@pytest.mark.parametrize("code", ["uk", None])
def test_a_language_without_a_home_page_stays_closed(code):  # L1
    make_home()
    assert why_not(code, is_public=True) == str(NO_HOME_PAGE)


def test_it_is_asked_again_when_the_profile_goes_live():  # L1
    make_home()
    with pytest.raises(PublishRefused) as refused:
        refuse_to_switch(open_language("en"))
    assert str(refused.value) == str(NO_HOME_PAGE)
    with pytest.raises(PublishRefused) as refused:
        refuse_to_close(open_language("de"))
    assert str(refused.value) == str(GERMAN_STAYS)
    refuse_to_switch(open_language("en", is_public=False))
    refuse_to_close(open_language("en"))
