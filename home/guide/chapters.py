"""The guide for staff: its chapters, for whom each is, and which one explains a screen of the admin."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Chapter:
    """One page of the guide. ``rights``: who has one of them works with it; ``screens``: how their routes begin."""

    slug: str
    title: str | Promise
    summary: str | Promise
    rights: tuple[str, ...]
    screens: tuple[str, ...]

    def is_for(self, user: AbstractUser) -> bool:
        """Tell whether this person's work is in it; everybody may read it all the same."""
        return any(user.has_perm(right) for right in self.rights)


CHAPTERS = (
    Chapter(
        "events",
        _("Events"),
        _("A new event with its page and its form, a new date, a cancellation."),
        ("events.change_event",),
        ("wagtailsnippets_events_event:", "wagtailsnippets_events_venue:", "new_event", "copy_event"),
    ),
    Chapter(
        "forms",
        _("Sign-up forms"),
        _("Ask as little as possible, and in every language."),
        ("events.change_signupform",),
        ("wagtailsnippets_events_signupform:",),
    ),
    Chapter(
        "mails",
        _("Mails to participants"),
        _("Read each mail before anybody gets it, and word it anew."),
        ("events.change_mailtext",),
        ("mail_preview:", "wagtailsnippets_events_mailtext:"),
    ),
    Chapter(
        "pages",
        _("Pages, pictures and menus"),
        _("Write an update, change the concept, put something into the menu."),
        ("events.change_event",),
        ("wagtailadmin_pages:", "wagtailadmin_explore", "wagtailimages:", "wagtailsnippets_cms_"),
    ),
    Chapter(
        "drafts",
        _("Drafts to download"),
        _("One entry with a file for each language, and the moment from when it is out."),
        ("downloads.change_publication",),
        ("wagtailsnippets_downloads_",),
    ),
    Chapter(
        "translations",
        _("Translations and simple German"),
        _("See what is missing, translate sentence by sentence, write simple German anew."),
        ("wagtail_localize.submit_translation",),
        (
            *("translation_", "translate_", "create_simple_german", "wagtail_localize:"),
            *("wagtailsnippets_terms_", "wagtailsnippets_languages_"),
        ),
    ),
    Chapter(
        "approval",
        _("Submit and approve"),
        _("How a draft becomes public, and what the question before it means."),
        ("events.change_event", "wagtail_localize.submit_translation"),
        ("wagtailadmin_reports:workflow", "consequences_question", "wagtailadmin_workflows:"),
    ),
    Chapter(
        "sign-ups",
        _("Sign-ups"),
        _("Decide, enter people who call, write to participants, look after mails that failed."),
        ("events.change_signup", "events.decide_signup"),
        ("signups:", "event_desk", "messages:", "failed_mails:", "invitation_codes:", "wagtailsnippets_events_decline"),
    ),
    Chapter(
        "day-of-the-event",
        _("The day of the event"),
        _("Attendance list, check-in at the door, and what is counted afterwards."),
        ("events.check_in_signup", "events.export_signup"),
        ("check_in", "attendance_list", "signup_export", "event_statistics"),
    ),
    Chapter(
        "personal-data",
        _("Personal data and access needs"),
        _("Who sees what, what is erased when, and what to do when somebody asks."),
        ("events.view_need", "events.view_erasure"),
        ("need_", "event_need_", "erasures:"),
    ),
    Chapter(
        "administration",
        _("Accounts, languages and the website"),
        _("The first day, new colleagues, another language, the city's name and mark."),
        ("cms.change_user",),
        ("wagtailusers_", "wagtaillocales:", "wagtailsites:", "wagtailadmin_account", "health"),
    ),
)


def chapter_of_screen(route: str) -> Chapter | None:
    """Return the chapter that explains the screen of this route; the most exact beginning decides."""
    found = [(len(screen), chapter) for chapter in CHAPTERS for screen in chapter.screens if route.startswith(screen)]
    return max(found, key=lambda one: one[0])[1] if found else None
