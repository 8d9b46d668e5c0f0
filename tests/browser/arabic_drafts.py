"""Run by ``manage.py shell``: a site with a list of drafts in Arabic, German and English."""

from downloads.models import Publication, PublicationIndexPage
from tests.builders import add_page, make_home, open_language, translate
from tests.downloads.publications import add_file, make_publication


def build() -> None:
    """Make the pages, and a draft that supersedes another."""
    home = make_home()
    open_language("ar")
    translate(home, "ar", "البداية")
    translate(add_page(home, "Entwürfe", PublicationIndexPage, slug="entwuerfe"), "ar", "المسودات")
    old, new = make_publication("old", version=1, days=-2), make_publication("new", version=2)
    Publication.objects.filter(pk=new.pk).update(supersedes=old)
    for publication in (old, new):
        for language, title in (("ar", "تحليل"), ("de", "Analyse"), ("en", "Analysis")):
            add_file(publication, language, title, what_changed=title)
