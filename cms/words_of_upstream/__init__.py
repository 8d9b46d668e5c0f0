"""Texts of Wagtail's and wagtail-localize's that their German catalogues lack, or say in a programmer's words.

Named here, they stand in our own catalogues, which come before theirs. ``tests/home/test_words_of_upstream.py`` holds
that they still have them, and that no other text of theirs needs it. What their scripts say stands in
``locale/de/LC_MESSAGES/djangojs.po``.
"""

from . import aliases, approval, editing, languages, lists

TEXTS = [*aliases.TEXTS, *approval.TEXTS, *editing.TEXTS, *languages.TEXTS, *lists.TEXTS]
PLURALS = [*approval.PLURALS, *lists.PLURALS]
