"""What a publish, save or click does to people is said first, in numbers, and somebody answers for it.

How a room enters its consequences, in the ``ready`` of its app::

    from cms.consequences.consequence import Action, Consequence
    from cms.consequences.registry import enter

    def of_publishing(publication: Publication) -> Iterator[Consequence]:
        '''``publication`` as it would become live; what it replaces is in the database.'''
        if count := ...:
            yield Consequence("mail_moved", count, ngettext(...) % {...}, what=new_date.isoformat(), tells=True)

    enter(Publication, Action.PUBLISH, of_publishing)

What asks, on each road:

- a model with drafts that is no page calls ``gate.require_answer(Action.PUBLISH, revision.as_object(), revision)`` at
  the beginning of its ``publish``, and for ``Action.UNPUBLISH`` in its ``unpublish``; pages do so by ``BasePage``.
  Wagtail's editors save the draft before they publish, so the person is led to a screen about that revision.
- a model without drafts calls ``require_answer(Action.PUBLISH, self)`` at the beginning of its ``save``, inside its
  transaction, and its edit view is an ``edit_view.AsksBeforeSaving``: what was typed is shown again on "Back".
- a model with a ``delete`` calls ``require_answer(Action.DELETE, self)`` in it; the hooks in ``wagtail_hooks`` ask for
  each snippet and page before Wagtail's views take them down or delete them.

Whoever publishes by code says who answers: ``with answered_by("demo"): revision.publish()``.
"""
