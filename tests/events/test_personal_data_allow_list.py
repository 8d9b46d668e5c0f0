"""Which columns hold data of people, and why; a column that nobody thought about fails (V1)."""

import re

import pytest
from django.apps import apps
from django.db import models

from events.signups.columns.of_a_signup import OF_A_SIGNUP

ROOMS = ("cms", "downloads", "events", "home")
# What is kept of a person, and what for. What ends when a sign-up is erased, the catalogue of its columns says.
PERSONAL = {
    "events.Signup": {
        "given_name": "to greet people by their name, on the list at the door",
        "family_name": "to greet people by their name, on the list at the door",
        "email": "mails go there",
        "email_key": "one sign-up per address",
        "party": "who belongs together: mails go once to all of them",
        "network_hash": "a keyed hash, until the sign-up is confirmed or ends: nobody takes all seats of an event",
        "organisation": "optional; who is represented",
        "search_key": "the same names as release 1.0.0 finds and sorts them",
        "sort_key": "the same names as one finds and sorts them",
        "answers": "what the editor's questions ask",
        "labels": "the questions, as they were asked with the answers",
        "consent_text": "what the person agreed to",
        "reason": "a decision about the person, which its mail repeats",
        "code": "tells by whom the person was invited",
    },
    "events.Need": {
        "signup": "whose need it is",
        "kinds": "what has to be ordered",
        "interpreter_language": "what has to be ordered",
        "note": "what no list names",
        "consent_text": "what the person agreed to keep",
        "consent_at": "the need's own consent",
    },
    "events.OptionSeat": {
        "signup": "whose place at a table, or in a workshop, it is",
    },
    "downloads.Membership": {
        "user": "who may read the drafts of a working group",
    },
    "cms.User": {
        "username": "the login of somebody of the staff, or of a working group",
        "first_name": "colleagues see who decided",
        "last_name": "colleagues see who decided",
        "email": "to set a new password",
        "password": "hashed",
        "last_login": "accounts that nobody uses can be found",
    },
}
# Columns that stay when a person was erased, or never were about one.
NOT_PERSONAL = {
    "events.Signup": " ".join(column.name for column in OF_A_SIGNUP if column.is_stored and not column.empty),
    "events.Need": "id",
    "events.OptionSeat": "id event question option number places",
    "events.Step": "id signup kind at from_state to_state actor user",
    "events.UsedForm": "id event key status at",
    "events.Erasure": "id signup_public_id event thing cause user at",
    "events.InvitationCode": "id event code organisation seats held_back valid_until",
    "events.Message": "id event states created_at created_by recipients",
    "events.MessageText": "id message language subject body",
    "events.SeatBook": "id event writes sequence capacity_ceiling announced_start announced_end "
    "announced_place announced_status signups_erased_at signups_erased_set_at "
    "needs_erased_at needs_erased_set_at announced_arrival previous_start",
    "consequences.Answer": "id content_type object_id object_name revision action kinds person by answered_at",
    "events.Event": "id public_id name starts_at ends_at venue status capacity waiting_list_size companions series "
    "access review confirm_email signup_form option_limits signup_opens_at signup_closes_at cancel_until "
    "languages_spoken languages_interpreted access_features is_free asks_needs needs_order_by "
    "reminder_days needs_retention_days retention_days attendance_mode room online_link "
    "signup_while_postponed",
    "events.SignupForm": "id minor_change title intro questions consent",
    "events.EventSeries": "id name one_seat_each free_from without_seat_first",
    "events.DeclineReason": "id minor_change title text",
    "events.MailText": "id minor_change kind subject opening addition",
    "events.Venue": "id minor_change name street postal_code city entrance directions access_notes changed_at",
    "events.EventIndexPage": "page_ptr minor_change summary picture body",
    "events.EventPage": "page_ptr minor_change summary picture event organizer invited programme body results "
    "participants_note dial_in",
    "downloads.Publication": "id public_id name stage version release_at audience supersedes working_groups",
    "downloads.PublicationFile": "id sort_order publication public_id language title what_changed file content_type "
    "size pages has_text is_tagged has_title written_language digest german_digest uploaded_at",
    "downloads.DownloadCount": "id publication language day number",
    "downloads.PublicationIndexPage": "page_ptr minor_change summary picture body",
    "downloads.WorkingGroup": "id name members",
    "downloads.Membership": "id working_group invited_at",
    "languages.LanguageProfile": "id is_public sort_order read_by_native older_notice machine_notice missing_notice",
    "languages.TranslationState": "id german german_revision outdated_since",
    "languages.KeptTranslation": "id translation german_before kept_at",
    "terms.Term": "id minor_change word forms explanation stays avoid",
    "health.JobRun": "job done_at failed_at error",
    "erasures.JournalEntry": "id kind public_id at written_at",
    "throttle.Counter": "key number ends_at",
    "mail.Mail": "id kind language payload state tries next_try_at leased_until error created_at sent_at",
    "cms.Generation": "id number",
    "cms.InvariantRun": "id day ran_at sentences",
    "cms.SiteFrame": "id minor_change city_name site_name logo logo_text official_text official_url colour "
    "colour_in_the_dark icon share_picture main_menu legal_menu contact contact_email contact_phone phone_hours "
    "privacy_page partners partners_everywhere",
    "cms.CustomImage": "id collection title file description width height created_at uploaded_by_user focal_point_x "
    "focal_point_y focal_point_width focal_point_height file_size file_hash source tags withdrawals",
    "cms.CustomRendition": "id filter_spec file width height focal_point_key image",
    "cms.Video": "id title file content_type size uploaded_at",
    "cms.VideoCaptions": "id video language text",
    "cms.CustomDocument": "id collection title created_at uploaded_by_user file_size file_hash file tags",
    "cms.User": "id is_superuser is_staff is_active date_joined groups user_permissions sessions_ended translates_into",
    "home.HomePage": "page_ptr minor_change summary picture body",
    "home.ConceptPage": "page_ptr minor_change summary picture body",
    "home.FieldOfActionPage": "page_ptr minor_change summary picture icon situation tasks responsible",
    "home.ProcessPage": "page_ptr minor_change summary picture body steps bodies",
    "home.ActionPlanPage": "page_ptr minor_change summary picture body goals",
    "home.NewsIndexPage": "page_ptr minor_change summary picture",
    "home.NewsPage": "page_ptr minor_change summary picture date body",
    "home.ContentPage": "page_ptr minor_change summary picture body",
}
# Of Wagtail's mixins, on any model: how content is drafted, published and translated.
WAGTAIL = {
    *("latest_revision", "live", "has_unpublished_changes", "first_published_at", "last_published_at"),
    *("live_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by"),
    *("translation_key", "locale"),
}
OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]
TRACKING = re.compile(r"(^|_)(ip|remote_addr|agent|browser|referr?er|fingerprint|geo|location)($|_)")


def columns_of(model: type[models.Model]) -> list[str]:
    return [field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_column_is_declared_as_personal_or_not(model):  # V1
    label = model._meta.label
    declared = [*PERSONAL.get(label, {}), *NOT_PERSONAL.get(label, "").split()]
    assert sorted(declared) == sorted(name for name in columns_of(model) if name not in WAGTAIL)


def test_nothing_is_declared_that_is_not_there():  # V1
    assert {*PERSONAL, *NOT_PERSONAL} == {model._meta.label for model in OURS}


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_no_column_keeps_where_somebody_came_from(model):  # V1
    tracking = [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.GenericIPAddressField) or TRACKING.search(field.name)
    ]
    assert tracking == []
