"""Forms for visitors without a cookie: what stands in for Django's CSRF token, and what keeps robots out.

Nobody is logged in on a public page, so a forged post could only do what anybody can do. Still, posts of other sites
are refused (Sec-Fetch-Site, Origin), each form carries the signed time at which it was shown, and one field is a trap.
"""

import codecs
import unicodedata
from urllib.parse import urlsplit

import idna
from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .form_start import FORM_LASTS, FormStart, new_start, read_start

__all__ = [
    "FORM_LASTS",
    "AddressField",
    "LineField",
    "PostRefused",
    "PublicForm",
    "TextField",
    "comes_from_elsewhere",
    "composed",
    "new_start",
    "readable_post",
    "refuse_hostile_characters",
]

# So much of an oversized post is read and dropped, so that the sender gets the answer instead of a broken line.
MOST_TO_DRAIN = 50_000_000
CHUNK = 64 * 1024
BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NONCHARACTERS = set("\ufffe\uffff")
# What nobody sees and no language needs, pasted along from documents: soft hyphen, zero-width space, joiner, mark.
CLEANED = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
# Letters and marks that look like nothing: Hangul fillers, Khmer vowels, variation selectors, the blank of Braille.
BLANK = {*map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0))}
BLANK |= {chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
# Letters with two marks, such as the Vietnamese "ế", are three characters before they are composed.
MOST_MARKS = 3
TRAP = "honeypot"
# What the trap is called in the page: a name that robots like to fill in.
TRAP_NAME = "homepage"


class PostRefused(Exception):
    """The post can't be read or comes from another site; ``status`` is the answer's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def readable_post(request: HttpRequest) -> QueryDict:
    """Return what a visitor posted from one of our own pages. Raises PostRefused."""
    if comes_from_elsewhere(request):
        raise PostRefused(
            403, gettext("This form was sent from another website. Please open it here and send it again.")
        )
    if _content_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        _drain(request)
        raise PostRefused(413, gettext("That was too much text. Please shorten your answers and send the form again."))
    try:
        if not _is_utf8(request):
            raise BadRequest("Forms of this site are UTF-8.")
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError) as error:
        raise PostRefused(
            400, gettext("The form did not arrive complete. Please open it again and send it once more.")
        ) from error


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Return whether a browser says that another site sent this post.

    A page with ``no-referrer`` sends "Origin: null" to itself, so where that is all there is, the referrer decides.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        referrer = request.headers.get("Referer", "")
        if not referrer:
            return False
        origin = _origin_of(referrer)
    return origin not in (_origin_of(settings.BASE_URL), f"{request.scheme}://{request.get_host()}")


def refuse_hostile_characters(value: str, *, lines: bool = False) -> None:
    """Raise ValidationError for characters that steer instead of being read; ``lines`` allows line breaks and tabs."""
    for character in value:
        if lines and character in "\n\t":
            continue
        steers = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        if steers or character in BIDI_CONTROLS or character in NONCHARACTERS:
            raise ValidationError(_("Some characters can't be used here. Please type the text again."), code="hostile")


def composed(field: forms.CharField, text: str) -> str:
    """Return ``text`` in Unicode's composed form.

    Raises the field's own ValidationError for what is far too long, before composing: the time that takes grows with
    the square of a run of accents, and a body may hold a million of them.
    """
    if field.max_length is not None and len(text) > MOST_MARKS * field.max_length:
        field.run_validators(text)
    return unicodedata.normalize("NFC", text)


def is_visible(text: str) -> bool:
    """Return whether a text shows anything: some letters look like nothing, and marks need a letter to stand at."""
    return any(unicodedata.category(letter)[0] not in "ZCM" and letter not in BLANK for letter in text)


def _steers(text: str, *, lines: bool = False) -> bool:
    try:
        refuse_hostile_characters(text, lines=lines)
    except ValidationError:
        return True
    return False


class LineField(forms.CharField):
    """One line of text in Unicode's composed form; what shows nothing counts as empty."""

    def to_python(self, value):
        text = composed(self, super().to_python(value)).translate(CLEANED).strip()
        # A required field then asks for it as for any that was left empty; steering characters are refused below.
        return text if is_visible(text) or _steers(text) else self.empty_value

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value)


class TextField(forms.CharField):
    """Several lines of text in Unicode's composed form; what shows nothing counts as empty."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        text = composed(self, super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
        return text if is_visible(text) or _steers(text, lines=True) else self.empty_value

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value, lines=True)


class AddressField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, **kwargs) -> None:
        invalid = _("Enter an e-mail address in the form name@example.org.")
        kwargs["error_messages"] = {"invalid": invalid, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget) -> dict:
        # Between Arabic words, "7-ada@example.org" would be shown as "ada@example.org-7".
        return {**super().widget_attrs(widget), "dir": "ltr"}

    def to_python(self, value):
        return composed(self, super().to_python(value))

    def validate(self, value) -> None:
        super().validate(value)
        refuse_hostile_characters(value)
        local, _at, domain = value.rpartition("@")
        # Most mail servers can't deliver to a mailbox with other letters; a domain may have any.
        if value and not (local.isascii() and _is_domain(domain)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class PublicForm(forms.Form):
    """A form for visitors with the signed time and the trap; ``honeypot`` is the trap's name in Python."""

    started = forms.Field(required=False, widget=forms.HiddenInput)
    honeypot = forms.Field(
        required=False,
        label=_("Please leave this field empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: QueryDict | None = None, *, bound_to: str = "", **kwargs) -> None:
        self.bound_to = bound_to
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, **kwargs)
        if data is not None and (self._start_is_over() or self._trap_is_filled()):
            # What is shown again can be sent again: with a new time and an empty trap.
            self.data = self.data.copy()
        self.fields["started"].initial = new_start(bound_to)

    @property
    def minimum_seconds(self) -> float:
        """In less time nobody fills it in; 0 for a form that people may send at once."""
        return 0

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(TRAP_NAME if field_name == TRAP else field_name)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if self._trap_is_filled():
            self.data[self.add_prefix(TRAP)] = ""
            self.add_error(
                None,
                _("Something filled in a field that people can't see. It is empty again: please send the form again."),
            )
        if self._start_is_over():
            self.data[self.add_prefix("started")] = new_start(self.bound_to)
            self.add_error(
                None, _("The form was open for very long. Your answers are still here: please send it once more.")
            )
        elif self._is_too_fast():
            # It keeps its time, so that it is old enough when it is sent once more.
            self.add_error(
                None, _("The form came back faster than people type. Your answers are still here: send it once more.")
            )
        return cleaned

    def _trap_is_filled(self) -> bool:
        return bool(self.data.get(self.add_prefix(TRAP)))

    def _start_is_over(self) -> bool:
        return self.start is None

    @cached_property
    def start(self) -> FormStart | None:
        """What the posted form carried, where it is good for this one."""
        return read_start(self.data.get(self.add_prefix("started"), ""), self.bound_to)

    def _is_too_fast(self) -> bool:
        return self.start is not None and self.start.age < self.minimum_seconds


def _is_domain(domain: str) -> bool:
    try:
        idna.encode(domain, uts46=True)
    except idna.IDNAError:
        return False
    return True


def _is_utf8(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8")
    try:
        return codecs.lookup(charset).name == "utf-8"
    except LookupError:
        return False


def _content_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest) -> None:
    drained = 0
    while drained < MOST_TO_DRAIN and (chunk := request.read(CHUNK)):
        drained += len(chunk)


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
