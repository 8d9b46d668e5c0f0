"""What publishing, taking down or deleting something of this room does to people; the app enters it when it is ready.

One file for each kind of thing: events, venues, sign-up forms, pages of events.
"""
